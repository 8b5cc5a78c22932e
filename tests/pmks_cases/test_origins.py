"""What promises are told to come from: only of what this person sees, and of a rahasia case its number alone."""

import pytest

from pmks_cases.models import EarlyReport
from wksbm.core.registries import origins

pytestmark = pytest.mark.django_db


def test_a_case_is_told_by_name_and_number_to_who_sees_it(make_case, make_resident, secretary, person):
    case = make_case(make_resident("Dimas Saputra"))
    told = origins["pmks_cases.Case"].told
    (words, url) = told(secretary, [case.pk])[case.pk]
    assert words == f"Dimas Saputra, {case.number}"
    assert url.endswith(f"/kasus/{case.number}/")
    assert told(person("psm"), [case.pk]) == {}


def test_of_a_rahasia_case_the_number_alone_and_to_its_team(make_case, make_resident, secretary, person):
    case = make_case(make_resident("Nur Aini"), secrecy="rahasia")
    told = origins["pmks_cases.Case"].told
    assert told(secretary, [case.pk])[case.pk][0] == case.number
    assert told(person("chair"), [case.pk]) == {}


def test_a_report_is_told_to_who_may_read_it(network, secretary, person):
    report = EarlyReport.objects.create(
        network=network, saw="Lapar", place="pos", writer=person("rt_head"), check_by=network.today()
    )
    told = origins["pmks_cases.EarlyReport"].told
    assert told(secretary, [report.pk])[report.pk][0] == "Laporan dini"
    assert told(person("treasurer"), [report.pk]) == {}
