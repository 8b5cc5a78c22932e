"""Two people have the form of one organisation or profile open: the second compares, and loses nothing."""

import re

import pytest

from members.models import Network, Organization, Rt
from tests.members.conftest import address
from tests.members.views.test_memberships import filled


def said(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def rows(answer) -> list[tuple]:
    return [tuple(row.values()) for row in answer.context["compare_rows"]]


def resent(answer, **answers) -> dict:
    """The form that came back as a browser sends it again."""
    sent = {field.html_name: field.value() for field in answer.context["form"] if field.value() not in (None, False)}
    return {name: value if isinstance(value, list) else str(value) for name, value in (sent | answers).items()}


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


class TestOrganization:
    @pytest.fixture
    def url(self, network, organization):
        return address("change_organization", network, organization.pk)

    @pytest.fixture
    def mine(self, browser, url, signed_in, person, network, secretary):
        """The secretary's form, read before the chair saved his."""
        mine = filled(browser, url, phone="0800 0000 303", contact_name="Pak Kaji")
        chair = signed_in(person("chair"))
        theirs = filled(chair, url, phone="0800 0000 302", rt=Rt.objects.of(network)[1].pk, standing="bergabung")
        assert chair.post(url, theirs).status_code == 302
        signed_in(secretary)
        return mine

    def test_the_second_sees_field_by_field_what_the_first_has_stored(self, browser, url, mine, person):
        asked = browser.post(url, mine)
        assert asked.status_code == 409
        assert rows(asked) == [
            ("Nomor HP", "0800-0000-303", "0800-0000-302", True),
            ("Keadaan", "Bergabung", "Bergabung", False),
            ("RT", "RT\u00a0002", "RT\u00a0002", False),
        ]
        assert f"{person('chair').name} menyimpan perubahan pada" in said(asked)
        assert ('value="0800 0000 303"' in asked.content.decode(), "Pak Kaji" in asked.content.decode()) == (True, True)
        assert Organization.objects.get().phone == "+628000000302"

    def test_sent_again_the_own_stands_beside_what_only_the_first_changed(self, browser, url, mine, network):
        asked = browser.post(url, mine)
        assert browser.post(url, resent(asked)).status_code == 302
        now = Organization.objects.get()
        assert (now.phone, now.contact_name, now.standing, now.rt) == (
            "+628000000303",
            "Pak Kaji",
            "bergabung",
            Rt.objects.of(network)[1],
        )

    def test_who_changed_something_else_is_not_asked(self, browser, url, mine):
        saved = browser.post(url, mine | {"phone": "0800-0000-301"}, follow=True)
        told = "Sementara itu ada yang mengubah: Keadaan, Nomor HP, RT. Perubahan itu tetap ada."
        assert ([status for _url, status in saved.redirect_chain], told in said(saved)) == ([302], True)
        assert "Sementara itu" not in said(browser.post(url, filled(browser, url, offers="Ambulans"), follow=True))
        now = Organization.objects.get()
        assert (now.phone, now.contact_name, now.standing) == ("+628000000302", "Pak Kaji", "bergabung")

    @pytest.mark.parametrize("revision", ["", "0", "-1", "x", "99999999999999999999"])
    def test_a_strange_revision_overwrites_nothing_unasked(self, browser, url, organization, revision):
        answer = browser.post(url, filled(browser, url, offers="Ambulans") | {"revision": revision})
        assert answer.status_code in (409, 422)
        assert Organization.objects.get().offers == organization.offers

    def test_a_new_one_has_no_revision(self, browser, network):
        assert "revision" not in browser.get(address("add_organization", network)).context["form"].fields


class TestProfile:
    def test_the_second_sees_what_the_first_has_stored_and_loses_nothing(
        self, browser, signed_in, person, secretary, network
    ):
        url = address("change_profile", network)
        mine = filled(browser, url, stage="mandiri", decree_on="2026-03-01", activities="Santunan")
        chair = signed_in(person("chair"))
        theirs = {"stage": "jejaring", "decree_on": "2026-02-01", "quorum": 2, "quorum_elements": ["rt", "pkk"]}
        assert chair.post(url, filled(chair, url, **theirs)).status_code == 302
        signed_in(secretary)
        asked = browser.post(url, mine)
        assert asked.status_code == 409
        told = rows(asked)
        assert told[:2] == [
            ("Tahap", "Mandiri", "Berjejaring", True),
            ("Tanggal SK", "1 Maret 2026", "1 Februari 2026", True),
        ]
        assert [(label, differs) for label, _yours, _stored, differs in told[2:]] == [
            ("Kuorum musyawarah: paling sedikit berapa unsur", False),
            ("Unsur yang dihitung", False),
        ]
        assert browser.post(url, resent(asked)).status_code == 302
        now = Network.objects.get(pk=network.pk)
        assert (now.stage, str(now.decree_on), now.activities) == ("mandiri", "2026-03-01", "Santunan")
        assert (now.quorum, sorted(now.quorum_elements)) == (2, ["pkk", "rt"])
