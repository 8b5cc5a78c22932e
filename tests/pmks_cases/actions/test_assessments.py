import datetime as dt

import pytest

from pmks_cases.actions import assessments
from pmks_cases.models.case_needs import NEEDS
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


def test_each_assessment_is_a_row_of_its_own(make_case, make_resident, secretary):
    case = make_case(make_resident())
    assert not NEEDS["assessment"].is_met(case)
    assessments.write(case, by=secretary, situation="Tidak sekolah sejak Juli")
    assessments.write(case, by=secretary, situation="Masuk dua hari", strengths="Pandai menggambar")
    told = list(case.assessments.order_by("at").values_list("situation", flat=True))
    assert told == ["Tidak sekolah sejak Juli", "Masuk dua hari"]
    assert NEEDS["assessment"].is_met(case)


def test_nobody_assesses_tomorrow(make_case, make_resident, secretary, network):
    case = make_case(make_resident())
    with pytest.raises(RefusedByRule) as refused:
        assessments.write(case, by=secretary, situation="x", on=network.today() + dt.timedelta(days=1))
    assert refused.value.field == "on"
