"""Hari istirahat: noted by the board, shown on its home, taken back after a second question."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import RestDay
from tests.members.conftest import address


@pytest.fixture
def rest(network):
    """`rest(0, 2)`: days of rest from today until the day after tomorrow."""

    def make(first: int, last: int, reason: str = "Idulfitri") -> RestDay:
        today = network.today()
        starts_on, ends_on = today + dt.timedelta(days=first), today + dt.timedelta(days=last)
        return RestDay.objects.create(network=network, starts_on=starts_on, ends_on=ends_on, reason=reason)

    return make


def typed(client, url: str, **values) -> dict:
    """What the form of this page would send."""
    return {"form_id": client.get(url).context["form"]["form_id"].value(), **values}


def stored() -> list[tuple]:
    return list(RestDay.objects.values_list("reason", "starts_on", "ends_on"))


class TestNoting:
    def test_from_until_and_why(self, signed_in, secretary, network):
        client, url = signed_in(secretary), address("add_rest_day", network)
        starts_on, ends_on = network.today(), network.today() + dt.timedelta(days=4)
        response = client.post(url, typed(client, url, reason="Idulfitri", starts_on=starts_on, ends_on=ends_on))
        assert response.url == address("rest_days", network)
        assert stored() == [("Idulfitri", starts_on, ends_on)]

    def test_without_an_end_it_is_one_day(self, signed_in, person, network):
        client, url = signed_in(person("chair")), address("add_rest_day", network)
        client.post(url, typed(client, url, reason="Ada yang wafat", starts_on=network.today()))
        assert stored() == [("Ada yang wafat", network.today(), network.today())]

    def test_the_same_form_twice_notes_it_once(self, signed_in, secretary, network):
        client, url = signed_in(secretary), address("add_rest_day", network)
        data = typed(client, url, reason="Nyepi", starts_on=network.today())
        assert [client.post(url, data).status_code for _time in range(2)] == [302, 302]
        assert len(stored()) == 1

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [(3, 1, "ends_on"), (0, 31, "ends_on"), (1, 2, "starts_on"), (40000, None, "starts_on")],
    )
    def test_days_that_make_no_sense_are_refused_beside_their_field(
        self, signed_in, secretary, network, rest, first, last, field
    ):
        rest(2, 5)
        client, url = signed_in(secretary), address("add_rest_day", network)
        day = lambda ahead: network.today() + dt.timedelta(days=ahead)  # noqa: E731
        values = {"starts_on": day(first)} | ({"ends_on": day(last)} if last is not None else {})
        response = client.post(url, typed(client, url, reason="Libur", **values))
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
        assert len(stored()) == 1

    @pytest.mark.parametrize("name", ["idulfitri", "nyepi", "natal", "berduka"])
    def test_names_of_what_is_coming_fill_the_form_and_note_nothing(self, signed_in, secretary, network, name):
        client = signed_in(secretary)
        listed = client.get(address("rest_days", network)).content.decode()
        named = f"{address('add_rest_day', network)}?hari={name}"
        assert f'href="{named}"' in listed
        form = client.get(named).context["form"]
        assert form["reason"].value()
        assert stored() == []

    def test_christmas_knows_its_day_and_feasts_of_the_moon_do_not(self, signed_in, secretary, network):
        client, url = signed_in(secretary), address("add_rest_day", network)
        christmas = client.get(f"{url}?hari=natal").context["form"]["starts_on"].value()
        assert (christmas.month, christmas.day) == (12, 25)
        assert christmas >= network.today()
        assert client.get(f"{url}?hari=idulfitri").context["form"]["starts_on"].value() is None

    def test_an_invented_name_leaves_the_form_empty(self, signed_in, secretary, network):
        form = signed_in(secretary).get(f"{address('add_rest_day', network)}?hari=x").context["form"]
        assert form["reason"].value() == ""


class TestTheList:
    def test_those_to_come_stand_before_those_that_are_over(self, signed_in, secretary, network, rest):
        over, now, later = rest(-9, -8), rest(0, 1), rest(5, 5)
        response = signed_in(secretary).get(address("rest_days", network))
        assert (response.context["coming"], response.context["over"]) == ([now, later], [over])
        assert response.content.decode().count("badge-due") == 1

    def test_an_empty_one_says_what_it_is_for(self, signed_in, secretary, network):
        assert "Belum ada hari istirahat" in signed_in(secretary).get(address("rest_days", network)).content.decode()

    def test_the_menu_of_the_board_leads_to_it(self, signed_in, secretary, person, network):
        page = reverse("network_more", args=[network.slug])
        assert address("rest_days", network) in signed_in(secretary).get(page).content.decode()
        assert address("rest_days", network) not in signed_in(person("psm")).get(page).content.decode()


class TestChanging:
    def test_other_days_and_another_reason(self, signed_in, secretary, network, rest):
        row = rest(1, 2)
        client, url = signed_in(secretary), address("change_rest_day", network, row.pk)
        client.post(url, typed(client, url, reason="Lebaran", starts_on=row.starts_on, ends_on=row.starts_on))
        assert stored() == [("Lebaran", row.starts_on, row.starts_on)]

    def test_taking_them_back_is_asked_once_more(self, signed_in, secretary, network, rest):
        row = rest(1, 2)
        client, url = signed_in(secretary), address("remove_rest_day", network, row.pk)
        assert "Hapus hari istirahat?" in client.get(url).content.decode()
        assert len(stored()) == 1
        assert [client.post(url).url for _time in range(2)] == [address("rest_days", network)] * 2
        assert stored() == []

    def test_one_that_has_begun_says_what_follows(self, signed_in, secretary, network, rest):
        page = address("remove_rest_day", network, rest(0, 0).pk)
        assert "langsung naik" in signed_in(secretary).get(page).content.decode()

    @pytest.mark.parametrize("name", ["change_rest_day", "remove_rest_day"])
    def test_those_of_another_network_are_not_there(self, signed_in, person, other_network, rest, name):
        stranger = person("secretary", other_network)
        assert signed_in(stranger).get(address(name, other_network, rest(0, 0).pk)).status_code == 404

    def test_another_network_takes_nothing_away(self, signed_in, person, other_network, rest):
        stranger = person("secretary", other_network)
        signed_in(stranger).post(address("remove_rest_day", other_network, rest(0, 0).pk))
        assert len(stored()) == 1

    @pytest.mark.parametrize("role", ["psm", "treasurer", "village_head"])
    def test_it_is_the_boards_to_set(self, signed_in, person, network, rest, role):
        row = rest(0, 0)
        client = signed_in(person(role))
        assert client.post(address("remove_rest_day", network, row.pk)).status_code == 403
        assert client.get(address("rest_days", network)).status_code == 403
        assert len(stored()) == 1


class TestTheHome:
    def test_the_board_is_told_on_the_day_itself(self, signed_in, secretary, network, rest):
        home = reverse("network_home", args=[network.slug])
        rest(1, 2, "Nyepi")
        assert "Hari ini hari istirahat" not in signed_in(secretary).get(home).content.decode()
        rest(0, 0, "Ada yang wafat")
        html = signed_in(secretary).get(home).content.decode()
        assert "Hari ini hari istirahat" in html
        assert "Ada yang wafat" in html

    def test_others_are_not(self, signed_in, person, network, rest):
        rest(0, 0)
        home = reverse("network_home", args=[network.slug])
        assert "Hari ini hari istirahat" not in signed_in(person("psm")).get(home).content.decode()
