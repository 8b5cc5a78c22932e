"""The table of roles and verbs is one: in the code, in the rules, on paper."""

from pathlib import Path

import pytest
import rules.permissions

from members.access import VERBS, Role, as_markdown

ROOT = Path(__file__).resolve().parents[2]


def test_each_permission_has_one_rule_and_each_rule_one_name():
    assert set(rules.permissions.permissions) == set(VERBS)
    names = [predicate.name for predicate in rules.permissions.permissions.values()]
    assert len(set(names)) == len(names)


def test_printed_table_is_the_table():
    assert as_markdown() in (ROOT / "docs" / "access.md").read_text()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(VERBS))
def test_role_may_exactly_what_the_table_says(person, network, other_network, role, permission):
    user = person(role)
    assert user.has_perm(permission, network) == (role in VERBS[permission].roles)
    village_wide = role in ("village_head", "village_operator")
    assert user.has_perm(permission, other_network) == (village_wide and role in VERBS[permission].roles)


def test_who_holds_no_office_may_nothing(network, db):
    from tests.conftest import make_user

    nobody = make_user("siapa.saja")
    assert [permission for permission in VERBS if nobody.has_perm(permission, network)] == []


def test_an_account_that_is_switched_off_may_nothing(person, network):
    secretary = person("secretary")
    secretary.is_active = False
    assert [permission for permission in VERBS if secretary.has_perm(permission, network)] == []
