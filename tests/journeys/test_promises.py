"""A promise to an organisation: written on a case, read and kept by who is told no more than was chosen."""

import pytest
from playwright.sync_api import expect

from members.models import FollowUp, Organization
from pmks_cases.actions import cases
from pmks_cases.models import Consent
from tests.conftest import give_office, make_user
from tests.journeys.conftest import no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(network, make_resident):
    """A case whose family lets Karang Taruna be told; its secretary and the officer of Karang Taruna."""
    endang = make_user("endang", name="Endang Rahayu")
    give_office(endang, "secretary", network)
    youth = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
    give_office(make_user("bagus", name="Mas Bagus"), "organization_officer", network, organization=youth)
    values = {"resident": make_resident("Dimas Saputra"), "need": "titian kayu", "need_kind": "papan"}
    case = cases.open_case(network, by=endang, values={**values, "landmark": "pagar hijau"})
    answer = {"purpose": "diberitahukan", "organization": youth, "answer": True, "given_by": "Bu Wati", "way": "lisan"}
    Consent.objects.create(network=network, case=case, by=endang, **answer)
    return case


def test_an_organisation_keeps_a_promise_and_reads_only_what_was_chosen(open_browser, screen, told):
    hers = open_browser(screen)
    sign_in(hers, "endang")
    expect(hers.get_by_role("navigation", name="Menu utama")).to_be_visible()
    hers.goto(f"/guyub-rukun/kasus/{told.number}/janji/")
    hers.locator("main summary", has_text="Lembaga").click()
    hers.get_by_role("button", name="Karang Taruna").click()
    hers.get_by_label("Apa yang dijanjikan").fill("Pasang titian kayu")
    hers.get_by_label("Rumah: pagar hijau").check()
    assert no_sideways_scroll(hers)
    hers.get_by_role("button", name="Catat janji").click()
    expect(hers.get_by_text("Janji tercatat")).to_be_visible()

    his = open_browser(screen)
    sign_in(his, "bagus")
    his.get_by_role("link", name="Pasang titian kayu").click()
    expect(his.get_by_text("Rumah: pagar hijau")).to_be_visible()
    assert "Dimas" not in his.content()
    assert no_sideways_scroll(his)
    his.get_by_label("Apa hasilnya?").fill("Titian terpasang, dua papan")
    his.get_by_role("button", name="Ya, selesai").dblclick()
    expect(his.get_by_text("Janji ini selesai")).to_be_visible()
    assert his.goto(f"/guyub-rukun/kasus/{told.number}/").status in (403, 404)

    promise = FollowUp.objects.get()
    assert promise.entries.count() == 1
    hers.goto(f"/guyub-rukun/janji/{promise.pk}/")
    expect(hers.get_by_text("Titian terpasang, dua papan").first).to_be_visible()
    assert no_sideways_scroll(hers)
