"""Inviting, extending and ending on the pages."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from members.access import Role
from members.models import Dasawisma, Invitation, Membership, Organization, Rt
from members.models.invitation import token_digest
from members.views.memberships import ROLE_PATHS
from tests.conftest import give_office, make_user
from tests.members.conftest import address
from wksbm.core.registries import due_kinds
from wksbm.portal.worklist import with_any


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def filled(browser, url: str, **answers) -> dict:
    """The form of a page as a browser would send it, with some answers."""
    form = browser.get(url).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    sent |= answers
    return {name: value if isinstance(value, list) else str(value) for name, value in sent.items()}


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


def test_an_invitation_is_made_once_and_its_link_shown_to_its_maker(browser, network):
    url = address("invite", network, "bendahara")
    sent = filled(browser, url, name="Pak Joko", phone="0800-0000-601", decree_number="3/SK/2026")
    answer = browser.post(url, sent)
    invitation = Invitation.objects.get()
    assert answer["Location"] == address("invitation", network, invitation.pk)
    assert browser.post(url, sent)["Location"] == answer["Location"]
    assert Invitation.objects.count() == 1
    assert (invitation.role, invitation.phone, invitation.network) == ("treasurer", "+628000000601", network)
    page = browser.get(answer["Location"])
    link = page.context["address"]
    assert link.startswith("http://testserver/undangan/")
    assert Invitation.objects.open_for(token_digest(link.rstrip("/").rsplit("/", 1)[1])).get() == invitation
    chat = urlsplit(page.context["whatsapp"])
    assert (chat.netloc, chat.path) == ("wa.me", "/628000000601")
    assert link in parse_qs(chat.query)["text"][0]
    assert "Pak Joko" in browser.get(address("memberships", network)).content.decode()


def test_a_colleague_sees_the_invitation_but_not_its_link(browser, network, person, client, invited):
    from django.test import Client

    invitation, token = invited()
    other = Client()
    other.force_login(person(Role.CHAIR), backend="members.adapters.PortalBackend")
    page = other.get(address("invitation", network, invitation.pk))
    assert page.status_code == 200
    assert token not in page.content.decode()
    assert page.context["address"] == ""


def test_a_new_link_makes_the_old_one_worthless(browser, network, invited):
    invitation, old = invited()
    url = address("invitation", network, invitation.pk)
    assert browser.post(address("renew_invitation", network, invitation.pk))["Location"] == url
    new = browser.get(url).context["address"].rstrip("/").rsplit("/", 1)[1]
    assert not Invitation.objects.open_for(token_digest(old)).exists()
    assert Invitation.objects.open_for(token_digest(new)).get() == invitation


def test_an_expired_invitation_gets_a_new_week(browser, network, invited):
    invitation, _token = invited()
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - dt.timedelta(days=2))
    browser.post(address("renew_invitation", network, invitation.pk))
    assert Invitation.objects.open().get() == invitation


def test_withdrawing_takes_it_off_the_list(browser, network, invited):
    invitation, token = invited()
    assert browser.post(address("withdraw_invitation", network, invitation.pk)).status_code == 302
    assert not Invitation.objects.open_for(token_digest(token)).exists()
    assert browser.get(address("invitation", network, invitation.pk)).status_code == 404
    assert list(browser.get(address("memberships", network)).context["invitations"]) == []


@pytest.mark.parametrize("path", sorted(ROLE_PATHS))
def test_the_form_asks_what_the_role_needs(browser, network, path):
    answer = browser.get(address("invite", network, path))
    role = ROLE_PATHS[path]
    if role in (Role.CHAIR, Role.SECRETARY, Role.VILLAGE_HEAD, Role.VILLAGE_OPERATOR):
        assert answer.status_code == 403
        return
    places = {"organization", "rt", "dasawisma"} & set(answer.context["form"].fields)
    needed = {
        Role.RT_HEAD: {"rt"},
        Role.DASAWISMA_KADER: {"dasawisma"},
        Role.ORGANIZATION_OFFICER: {"organization"},
    }
    assert places == needed.get(role, set())


def test_an_unknown_role_is_missing(browser, network):
    assert browser.get(address("invite", network, "raja")).status_code == 404


def test_the_operator_invites_chair_and_village_head(signed_in, person, network):
    browser = signed_in(person(Role.VILLAGE_OPERATOR))
    for path, place in (("ketua", "network"), ("kepala-desa", "village")):
        url = address("invite", network, path)
        assert browser.post(url, filled(browser, url, name="Pak Baru", phone="")).status_code == 302
        assert getattr(Invitation.objects.latest("pk"), place) is not None
    assert browser.get(address("invite", network, "bendahara")).status_code == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "12"}, "phone"),
        ({"starts_on": "2026-06-01", "ends_on": "2026-05-31"}, "ends_on"),
        ({"starts_on": "kemarin"}, "starts_on"),
        ({"ends_on": "2026-02-30"}, "ends_on"),
    ],
)
def test_bad_answers_are_said_beside_their_field(browser, network, change, field):
    url = address("invite", network, "pemeriksa")
    answer = browser.post(url, filled(browser, url, name="Bu Tini") | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not Invitation.objects.exists()


def test_a_place_of_another_network_is_no_choice(browser, network, other_network):
    url = address("invite", network, "ketua-rt")
    elsewhere = Rt.objects.of(other_network)[0]
    answer = browser.post(url, filled(browser, url, name="Pak Joko", rt=elsewhere.pk))
    assert set(answer.context["form"].errors) == {"rt"}


def test_lkd_warnings_are_shown_once_and_may_be_confirmed(browser, network):
    rts = Rt.objects.of(network)
    give_office(make_user("pak-rt", phone="+628000000501", name="Pak Rete"), Role.RT_HEAD, network, rt=rts[0])
    url = address("invite", network, "ketua-rt")
    sent = filled(
        browser, url, name="Pak Rete", phone="08000000501", rt=rts[1].pk, starts_on=day(0), ends_on=day(365 * 6)
    )
    first = browser.post(url, sent)
    assert first.status_code == 422
    shown = first.content.decode()
    assert "tidak boleh merangkap" in shown
    assert "paling lama 5 tahun" in shown
    assert 'type="checkbox"' in shown
    assert 'value="Pak Rete"' in shown
    assert not Invitation.objects.exists()
    assert browser.post(url, sent | {"confirmed": "on"}).status_code == 302
    assert Invitation.objects.get().rt == rts[1]


def test_a_kader_is_invited_for_a_dasawisma(browser, network):
    dasawisma = Dasawisma.objects.create(network=network, rt=Rt.objects.of(network)[0], name="Mawar")
    url = address("invite", network, "kader-dasawisma")
    assert browser.post(url, filled(browser, url, name="Bu Tini", dasawisma=dasawisma.pk)).status_code == 302
    assert Invitation.objects.get().dasawisma == dasawisma


def test_an_office_is_ended_with_a_reason_only(browser, network, person, office):
    treasurer = office(person(Role.TREASURER))
    url = address("end_membership", network, treasurer.pk)
    assert browser.get(url).status_code == 200
    assert browser.post(url, filled(browser, url, reason="")).status_code == 422
    treasurer.refresh_from_db()
    assert treasurer.removed_at is None
    answer = browser.post(url, filled(browser, url, reason="Pindah rumah"))
    assert answer["Location"] == address("memberships", network)
    treasurer.refresh_from_db()
    assert treasurer.removal_reason == "Pindah rumah"
    assert browser.get(url).status_code == 404
    assert "Pindah rumah" in browser.get(address("membership", network, treasurer.pk)).content.decode()


@pytest.mark.parametrize("name", ["end_membership", "renew_membership"])
def test_the_chairs_office_is_the_operators(browser, network, person, office, name):
    chair = office(person(Role.CHAIR))
    url = address(name, network, chair.pk)
    assert browser.get(url).status_code == 403
    assert browser.post(url, {"reason": "Tidak cocok"}).status_code == 403
    chair.refresh_from_db()
    assert chair.removed_at is None


@pytest.mark.parametrize("name", ["end_membership", "renew_membership", "make_sign_in_link"])
def test_an_office_of_another_network_is_not_found(browser, network, other_network, person, office, name):
    elsewhere = office(person(Role.TREASURER, other_network))
    assert browser.get(address(name, network, elsewhere.pk)).status_code == 404
    assert browser.get(address(name, other_network, elsewhere.pk)).status_code == 404


def test_a_term_is_extended(browser, network, person, office):
    treasurer = office(person(Role.TREASURER, ends_on=day(20)))
    url = address("renew_membership", network, treasurer.pk)
    sent = filled(browser, url, ends_on=day(1500), decree_number="9/SK/2026", decree_on=day(-3))
    assert sent["starts_on"] == str(day(21))
    answer = browser.post(url, sent)
    after = Membership.objects.latest("pk")
    assert answer["Location"] == address("membership", network, after.pk)
    assert (after.user, after.starts_on, after.ends_on, after.decree_number) == (
        treasurer.user,
        day(21),
        day(1500),
        "9/SK/2026",
    )


def test_the_list_marks_acting_and_folds_what_is_over(browser, network, person, secretary):
    give_office(make_user("plt", name="Pak Pelaksana"), Role.TREASURER, network, starts_on=day(-900), ends_on=day(-5))
    give_office(make_user("dulu", name="Pak Dulu"), Role.AUDITOR, network, starts_on=day(-900), ends_on=day(-200))
    give_office(make_user("nanti", name="Pak Nanti"), Role.AUDITOR, network, starts_on=day(4))
    context = browser.get(address("memberships", network)).context
    assert [office.user.name for office in context["current"]] == [secretary.name, "Pak Pelaksana"]
    assert [office.user.name for office in context["to_come"]] == ["Pak Nanti"]
    assert [office.user.name for office in context["ended"]] == ["Pak Dulu"]
    page = browser.get(address("memberships", network)).content.decode()
    assert "Pelaksana tugas" in page


def test_the_village_head_stands_in_the_list_and_is_not_the_boards_to_end(browser, network, person, office):
    head = office(person(Role.VILLAGE_HEAD))
    current = browser.get(address("memberships", network)).context["current"]
    assert [o.role for o in current] == [Role.VILLAGE_HEAD, Role.SECRETARY]
    page = browser.get(address("membership", network, head.pk)).content.decode()
    assert "Akhiri jabatan" not in page
    assert browser.get(address("end_membership", network, head.pk)).status_code == 403


def test_the_acting_officer_reads_it_on_every_page(network, signed_in):
    user = make_user("plt")
    give_office(user, Role.TREASURER, network, starts_on=day(-900), ends_on=day(-5))
    page = signed_in(user).get(address("profile", network)).content.decode()
    assert "pelaksana tugas" in page


def due(name, user, network):
    kind = next(kind for kind in due_kinds if kind.name == name)
    if not user.has_perm(kind.audience, network):
        return None
    found = list(kind.find(user, network))
    assert not found or with_any([kind], user, network) == [kind]
    return found


@pytest.mark.parametrize(
    ("days", "detail"),
    [
        (91, None),
        (90, "Berakhir 90 hari lagi."),
        (31, "Berakhir 31 hari lagi."),
        (30, "Segera berakhir, 30 hari lagi."),
        (-1, "Perpanjang, atau undang penggantinya."),
        (-91, None),
    ],
)
def test_the_end_of_a_term_is_announced(network, secretary, person, days, detail):
    office = give_office(make_user("bendahara"), Role.TREASURER, network, starts_on=day(-900), ends_on=day(days))
    found = due("terms_ending", secretary, network)
    assert [thing.detail for thing in found] == ([detail] if detail else [])
    if detail:
        assert found[0].url == address("membership", network, office.pk)
        assert found[0].due_on == (office.ends_on if days >= 0 else office.acting_until)
    assert due("terms_ending", person(Role.PSM), network) is None


@pytest.mark.parametrize(("hours", "announced"), [(49, False), (47, True), (1, True), (-1, False)])
def test_an_invitation_near_its_end_is_announced(network, secretary, invited, hours, announced):
    invitation, _token = invited()
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() + dt.timedelta(hours=hours))
    assert len(due("invitations_unanswered", secretary, network)) == announced


def test_nothing_waits_from_another_network(network, other_network, person, invited, way_back_in):
    invitation, _token = invited()
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() + dt.timedelta(hours=1))
    way_back_in()
    give_office(make_user("bendahara"), Role.TREASURER, network, starts_on=day(-900), ends_on=day(5))
    for kind in ("terms_ending", "invitations_unanswered", "sign_in_links_made"):
        assert due(kind, person(Role.CHAIR, other_network), other_network) == []
        assert due(kind, person(Role.CHAIR), network) != []


def test_an_organisation_shows_its_officers(browser, network, organization, person):
    officer = make_user("takmir", name="Pak Takmir")
    give_office(officer, Role.ORGANIZATION_OFFICER, network, organization=organization)
    other = Organization.objects.create(network=network, kind="pkk", name="PKK RW")
    give_office(make_user("lain"), Role.ORGANIZATION_OFFICER, network, organization=other)
    officers = browser.get(address("organization", network, organization.pk)).context["officers"]
    assert [office.user.name for office in officers] == ["Pak Takmir"]
