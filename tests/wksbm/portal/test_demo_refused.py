"""Where the demo is not loaded, and what a real portal does with its accounts."""

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.urls import reverse

from members import demo_accounts
from members.models import User
from wksbm.portal.actions import demo

pytestmark = pytest.mark.django_db


def test_before_the_regions_it_says_what_to_run(db):
    with pytest.raises(CommandError, match="import_regions"):
        call_command("demo")
    assert not User.objects.exists()


class TestRealPortal:
    @pytest.fixture
    def real(self, regions, settings):
        """The database of a demo under a portal that says it is real."""
        assert demo.load() is True
        settings.DEMO = False

    def test_it_does_not_load_the_demo(self, regions, settings):
        settings.DEMO = False
        with pytest.raises(CommandError, match="PORTAL_MODE=demo"):
            call_command("demo")
        assert not User.objects.exists()

    def test_its_check_fails_while_a_sample_account_exists(self, real):
        assert "portal.E001" in [message.id for message in checks.run_checks()]
        with pytest.raises(Exception, match="berisi akun contoh"):
            call_command("check")

    def test_its_check_is_content_without_them(self, settings, secretary):
        settings.DEMO = False
        assert "portal.E001" not in [message.id for message in checks.run_checks()]

    def test_no_sample_account_signs_in(self, real, client):
        answer = client.post(reverse("account_login"), {"login": "endang", "password": demo_accounts.PASSWORD})
        assert answer.status_code == 200
        assert "_auth_user_id" not in client.session
