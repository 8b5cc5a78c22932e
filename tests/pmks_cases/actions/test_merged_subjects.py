from pmks_cases.actions import case_secrecy, residents
from pmks_cases.models import Kinship


def merge(kept, duplicate, by):
    return residents.merge(kept, duplicate, by=by, values={}, revisions=(kept.revision, duplicate.revision))


def test_a_case_follows_its_person_and_comes_back(make_case, make_resident, secretary):
    kept, duplicate = make_resident("Sulastri"), make_resident("Soelastri")
    case = make_case(duplicate)
    merging = merge(kept, duplicate, secretary)
    case.refresh_from_db()
    assert case.resident == kept
    residents.undo_merge(merging, by=secretary)
    case.refresh_from_db()
    assert case.resident == duplicate


def test_who_must_not_know_stays_shut_out_after_a_merge(make_case, make_resident, secretary, person, network):
    chair = person("chair")
    uncle, twice = make_resident("Suroto"), make_resident("Soeroto")
    case = make_case(make_resident("Rani"), secrecy="rahasia", suspects=[twice])
    Kinship.objects.create(network=network, user=chair, resident=uncle, relation="diri")
    assert not case_secrecy.is_shut_out(chair, case)
    merge(uncle, twice, secretary)
    assert case_secrecy.is_shut_out(chair, case)


def test_one_line_of_kin_is_left_where_both_records_were_named(make_resident, secretary, person, network):
    kept, duplicate = make_resident("Suroto"), make_resident("Soeroto")
    for resident in (kept, duplicate):
        Kinship.objects.create(network=network, user=person("chair"), resident=resident, relation="diri")
    merging = merge(kept, duplicate, secretary)
    assert Kinship.objects.filter(resident=kept).count() == 1
    residents.undo_merge(merging, by=secretary)
    assert Kinship.objects.filter(resident=duplicate).count() == 1
