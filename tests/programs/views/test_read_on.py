"""From a line of the running meeting to what it is about, where the reader may open it; from a promise to its page."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from members.models import FollowUp
from programs.actions import agenda, aspirations, decisions
from programs.models import AgendaItem, Element
from tests.programs import issues, joint
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at
from tests.programs.views.test_running_page import page_of
from wksbm.core.templatetags.portal_tags import longdate

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(meeting, chair, come):
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    return opened(meeting, by=chair)


@pytest.fixture
def line(running):
    def about(kind: str, row=None, **values) -> AgendaItem:
        key = {"about_type": ContentType.objects.get_for_model(row), "about_id": row.pk} if row else {}
        return AgendaItem.objects.create(
            network=running.network, meeting=running, kind=kind, title="Hal", **key, **values
        )

    return about


def read_on(client, line) -> str:
    found = client.get(page_of(line)).context["read_on"]
    return found["url"] if found else ""


def test_each_kind_leads_to_its_page(signed_in, secretary, chair, network, line, running):
    client = signed_in(secretary)
    about = {
        "masa_jabatan": (secretary.current_memberships[0], "members:membership"),
        "janji": (promised(running, chair), "members:follow_up"),
        "lembaga": (joint.organization(network), "members:organization"),
        "isu": (issues.weighed(network, by=secretary), "programs:issue"),
        "aspirasi": (aspirations.write(network, by=secretary, text="Lampu mati"), "programs:aspiration"),
        "lingkungan": (aspirations.write(network, by=secretary, text="Saluran"), "programs:aspiration"),
        "program": (joint.proposed(network, by=secretary), "programs:program"),
    }
    found = {kind: read_on(client, line(kind, row)) for kind, (row, _route) in about.items()}
    assert found == {kind: reverse(route, args=[network.slug, row.pk]) for kind, (row, route) in about.items()}
    assert read_on(client, line("laporan")) == reverse("pmks_cases:reports", args=[network.slug])
    assert read_on(client, line("lain")) == ""


def test_nothing_leads_on_to_what_is_gone_or_to_a_case(signed_in, secretary, chair, line, running, make_waiting_case):
    client = signed_in(secretary)
    promise = promised(running, chair)
    assert read_on(client, line("janji", promise, case=make_waiting_case())) == ""
    hidden = promised(running, chair)
    FollowUp.objects.filter(pk=hidden.pk).update(restricted=True)
    assert read_on(client, line("janji", hidden)) == ""


def test_small_things_lead_to_their_pages_as_well(signed_in, secretary, line, running, network):
    office = secretary.current_memberships[0]
    line("masa_jabatan", office, place="sekaligus")
    line("lain", place="sekaligus")
    page = signed_in(secretary).get(f"{at(running, 'run_meeting')}?hal=sekaligus")
    url = reverse("members:membership", args=[network.slug, office.pk])
    assert [page["url"] if page else "" for _line, page in page.context["with_pages"]] == [url, ""]
    assert f'href="{url}"' in page.content.decode()


def test_a_promise_says_who_and_when_and_leads_to_its_words(signed_in, secretary, chair, running, network):
    promise = promised(running, chair)
    line = AgendaItem.objects.get(decisions__promises__follow_up=promise)
    page = signed_in(secretary).get(page_of(line)).content.decode()
    assert f'href="{reverse("members:follow_up", args=[network.slug, promise.pk])}"' in page
    assert (chair.name in page, longdate(promise.due_on) in page, "Pinjam cangkul" in page) == (True, True, True)


def promised(meeting, chair):
    line = agenda.add(meeting, by=chair, title="Kerja bakti")
    decided = decisions.decide(line, by=chair, text="Minggu")
    day = meeting.network.today() + dt.timedelta(days=3)
    return decisions.promise(decided, by=chair, what="Pinjam cangkul", doer=chair, due_on=day).follow_up
