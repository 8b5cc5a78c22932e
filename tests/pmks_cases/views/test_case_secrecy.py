"""The page "Siapa yang tahu": level, team, and who must not know."""

import uuid

import pytest
from django.urls import reverse

from members.actions import follow_ups, leaves
from pmks_cases.actions import case_secrecy
from pmks_cases.models import Case, CaseMember, Exclusion, Family, Kinship, LevelChange
from pmks_cases.models.case import Secrecy
from pmks_cases.models.case_timeline import timeline_of
from tests.conftest import give_office, make_user, train


def page(name: str, case, *args) -> str:
    return reverse(f"pmks_cases:{name}", args=[case.network.slug, case.number, *args])


@pytest.fixture
def post(signed_in):
    def post(by, route: str, case, *args, **typed):
        return signed_in(by).post(page(route, case, *args), {"form_id": str(uuid.uuid4()), **typed})

    return post


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident("Sri Wahyuni"))


@pytest.fixture
def secret(make_case, make_resident):
    return make_case(make_resident("Dewi"), secrecy="rahasia")


def shown(signed_in, by, case) -> str:
    response = signed_in(by).get(page("case_secrecy", case))
    assert response.status_code == 200
    return response.content.decode()


def test_it_names_everybody_who_sees_an_ordinary_case(signed_in, case, secretary, person):
    chair, psm = person("chair"), person("psm")
    html = shown(signed_in, secretary, case)
    assert chair.name in html
    assert psm.name not in html
    assert ", pendampingnya" not in html
    Case.objects.filter(pk=case.pk).update(psm=psm)
    html = shown(signed_in, secretary, case)
    assert psm.name in html
    assert "Relawan PSM, pendampingnya" in html


def test_the_names_are_those_who_see_it_indeed(signed_in, network, case, secretary, person, make_resident):
    """The page computes them at once; `visible_to` is the law."""
    chair, psm, other = person("chair"), person("psm"), make_user("relawan.dua")
    give_office(other, "psm", network)
    karto = make_resident("Karto", family=Family.objects.create(network=network, kk_number="9901010101010007"))
    Kinship.objects.create(network=network, user=chair, resident=karto, relation="diri")
    Case.objects.filter(pk=case.pk).update(psm=psm)
    case_secrecy.shut_out(case, by=secretary, resident=karto, why=Exclusion.Why.SUSPECT)
    page = signed_in(secretary).get(reverse("pmks_cases:case_secrecy", args=[network.slug, case.number]))
    known_to = str(page.context["people"])
    for officer in (chair, psm, other):
        officer.forget_offices()
        assert (officer.name in known_to) == (case in Case.objects.visible_to(officer)), officer.name


def test_a_rahasia_case_shows_its_team_only(signed_in, secret, secretary, person):
    chair = person("chair")
    html = shown(signed_in, secretary, secret)
    assert secretary.name in html
    assert chair.name not in html


@pytest.mark.parametrize("name", ["case_secrecy", "case_level", "case_team", "forbid_case"])
def test_who_may_not_know_finds_nothing_here(signed_in, secret, person, name):
    assert signed_in(person("chair")).get(page(name, secret)).status_code == 404


def test_the_level_is_raised_with_a_reason_and_others_lose_sight(post, case, secretary, person):
    chair = person("chair")
    post(secretary, "case_level", case, secrecy="rahasia", why="Ternyata ada kekerasan")
    case.refresh_from_db()
    assert case.is_secret
    assert case not in Case.objects.visible_to(chair)
    change = LevelChange.objects.get()
    assert (change.before, change.after, change.why, change.by) == (
        Secrecy.ORDINARY,
        Secrecy.SECRET,
        "Ternyata ada kekerasan",
        secretary,
    )


def test_the_change_of_a_level_stands_in_the_history_of_the_case(case, secretary):
    case_secrecy.set_secrecy(case, by=secretary, secrecy="terbatas", why="Anaknya masih sekolah")
    (entry,) = [entry for entry in timeline_of(case, secretary).entries if entry.kind == "level"]
    assert (entry.who, entry.word, entry.text) == (secretary.name, "terbatas", "Anaknya masih sekolah")


def test_a_level_without_a_reason_is_refused_in_plain_words(post, case, secretary):
    response = post(secretary, "case_level", case, secrecy="rahasia", why="")
    assert response.status_code == 422
    assert "Tulis alasannya" in response.content.decode()
    assert not LevelChange.objects.exists()


def test_lowered_the_board_sees_it_and_the_team_is_over(post, secret, secretary, person):
    post(secretary, "case_level", secret, secrecy="biasa", why="Salah pilih")
    assert secret in Case.objects.visible_to(person("chair"))
    assert not CaseMember.objects.current().filter(case=secret).exists()


def test_an_untrained_psm_is_refused_with_a_sentence_and_a_trained_one_joins(post, secret, secretary, person):
    psm = person("psm")
    response = post(secretary, "case_team", secret, user=str(psm.pk))
    assert response.status_code == 422
    assert "belum berpelatihan lanjutan" in response.content.decode()
    assert secret not in Case.objects.visible_to(psm)
    train(psm)
    assert post(secretary, "case_team", secret, user=str(psm.pk)).status_code == 302
    assert secret in Case.objects.visible_to(psm)


def test_a_fourth_is_refused(post, signed_in, network, secret, secretary, person):
    for user in (person("chair"), train(person("psm"))):
        post(secretary, "case_team", secret, user=str(user.pk))
    fourth = make_user("relawan.empat")
    give_office(fourth, "psm", network)
    train(fourth)
    response = post(secretary, "case_team", secret, user=str(fourth.pk))
    assert "Sudah tiga orang" in response.content.decode()
    assert "Tambah orang" not in shown(signed_in, secretary, secret)


def test_kin_of_the_subject_is_not_let_into_the_team(post, secret, secretary, person, network):
    chair = person("chair")
    Kinship.objects.create(network=network, user=chair, resident=secret.resident, relation="anak")
    response = post(secretary, "case_team", secret, user=str(chair.pk))
    assert "Orang ini tidak bisa dipilih." in response.content.decode()
    assert secret not in Case.objects.visible_to(chair)


def test_somebody_leaves_the_team_but_never_the_last(post, secret, secretary, person):
    chair = person("chair")
    post(secretary, "leave_case_team", secret, secretary.pk)
    assert secret in Case.objects.visible_to(secretary)
    post(secretary, "case_team", secret, user=str(chair.pk))
    response = post(secretary, "leave_case_team", secret, secretary.pk)
    assert response.url == reverse("pmks_cases:cases", args=[secret.network.slug])
    assert secret not in Case.objects.visible_to(secretary)
    assert secret in Case.objects.visible_to(chair)


def test_an_ordinary_case_has_no_team_page(signed_in, case, secretary):
    assert signed_in(secretary).get(page("case_team", case)).status_code == 404


# --- Who must not know -------------------------------------------------------------------------------------


def test_an_officer_is_shut_out_at_once(post, signed_in, case, secretary, person):
    chair = person("chair")
    post(secretary, "forbid_case", case, officer=str(chair.pk))
    assert signed_in(chair).get(page("case_secrecy", case)).status_code == 404
    assert chair.name in shown(signed_in, secretary, case)


def test_a_suspect_is_searched_then_chosen_and_his_kin_is_shut_out(
    post, case, secretary, person, make_resident, network
):
    chair, karto = person("chair"), make_resident("Karto")
    Kinship.objects.create(network=network, user=chair, resident=karto, relation="saudara")
    asked = post(secretary, "forbid_case", case, name="karto")
    assert asked.status_code == 422
    assert "Pilih orang yang Anda maksud" in asked.content.decode()
    assert post(secretary, "forbid_case", case, name="karto", resident=str(karto.pk)).status_code == 302
    assert case not in Case.objects.visible_to(chair)


def test_a_name_that_nobody_bears_is_said_in_plain_words(post, case, secretary):
    response = post(secretary, "forbid_case", case, name="Zzyxq")
    assert "Tidak ada warga bernama itu." in response.content.decode()


def test_nobody_shuts_himself_out(post, case, secretary, person, make_resident, network):
    karto = make_resident("Karto")
    Kinship.objects.create(network=network, user=secretary, resident=karto, relation="saudara")
    response = post(secretary, "forbid_case", case, name="karto", resident=str(karto.pk))
    assert response.status_code == 422
    assert "keluarga dekat Anda" in response.content.decode()
    assert case in Case.objects.visible_to(secretary)
    assert not Exclusion.objects.filter(case=case).exists()


def test_what_a_shut_out_companion_had_to_do_is_not_left_alone(post, case, secretary, person, network):
    psm = person("psm")
    Case.objects.filter(pk=case.pk).update(psm=psm)
    promise = follow_ups.make(network, by=secretary, what="Antar obat", doer=psm, due_on=network.today(), origin=case)
    post(secretary, "forbid_case", case, officer=str(psm.pk))
    case.refresh_from_db()
    promise.refresh_from_db()
    assert (case.psm, promise.doer, promise.restricted) == (None, secretary, True)


def test_who_was_shut_out_by_mistake_may_know_again(post, case, secretary, person):
    chair = person("chair")
    post(secretary, "forbid_case", case, officer=str(chair.pk))
    post(secretary, "allow_case_again", case, Exclusion.objects.get(case=case).pk)
    assert case in Case.objects.visible_to(chair)


def test_the_page_costs_the_same_for_one_and_for_three(
    signed_in, network, case, secretary, person, make_resident, django_assert_max_num_queries
):
    person("chair")
    for number in range(3):
        psm = make_user(f"relawan.{number}")
        give_office(psm, "psm", network)
        case_secrecy.shut_out(case, by=secretary, resident=make_resident(f"Karto {number}"), why="diduga")
    client = signed_in(secretary)
    with django_assert_max_num_queries(12):
        client.get(page("case_secrecy", case))


def test_who_is_on_leave_stands_last_among_those_who_may_be_told(signed_in, secret, secretary, network):
    away, here = (train(make_user(name, name=name.capitalize())) for name in ("anisa", "wulan"))
    for user in (away, here):
        give_office(user, "psm", network)

    def offered() -> list[str]:
        form = signed_in(secretary).get(page("case_team", secret)).context["form"]
        return [label for _key, label in form.fields["user"].choices]

    assert offered() == ["Pilih orang", "Anisa", "Wulan"]
    leaves.begin(network, by=away, user=away, until_on=None)
    assert offered() == ["Pilih orang", "Wulan", "Anisa (sedang cuti)"]
