"""The occupations that an RW meets every day stand first; the other eighty wait below."""

from pmks_cases.codes import COMMON_OCCUPATIONS, Occupation
from pmks_cases.forms.resident import ResidentForm


def test_common_occupations_come_first_and_none_is_missing(rf, secretary, network):
    request = rf.get("/")
    request.user, request.network = secretary, network
    offered = [value for value, _label in ResidentForm(request=request).fields["occupation"].choices]
    assert offered[0] == ""
    assert offered[1 : 1 + len(COMMON_OCCUPATIONS)] == list(COMMON_OCCUPATIONS)
    assert offered[-1] == Occupation.OTHER
    assert sorted(offered[1:]) == sorted(Occupation)
