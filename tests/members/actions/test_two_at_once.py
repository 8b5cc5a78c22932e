"""Two people change one organisation, or the profile of one network, at once: neither loses anything unasked."""

from threading import Thread

import pytest
from django.db import connection

from members.actions import networks, organizations
from members.models import Network, Organization
from wksbm.revisions import EditedMeanwhile, with_revision


def read(row):
    return with_revision(type(row).objects.filter(pk=row.pk)).get()


@pytest.fixture
def facts(organization):
    return {"kind": organization.kind, "name": organization.name, "phone": organization.phone, "address": ""}


def test_different_facts_of_an_organisation_meet(organization, secretary, person, facts):
    opened = read(organization)
    organizations.change(opened, by=person("chair"), revision=opened.revision, **facts | {"address": "Gang Melati"})
    mine = facts | {"contact_name": "Pak Kaji"}
    assert organizations.change(opened, by=secretary, revision=opened.revision, **mine) == ["address"]
    now = Organization.objects.get()
    assert (now.address, now.contact_name) == ("Gang Melati", "Pak Kaji")


def test_the_same_fact_of_an_organisation_is_asked_about_and_nothing_is_written(organization, secretary, person, facts):
    opened = read(organization)
    theirs = facts | {"phone": "+628000000302", "address": "Gang Melati"}
    organizations.change(opened, by=person("chair"), revision=opened.revision, **theirs)
    with pytest.raises(EditedMeanwhile) as edited:
        organizations.change(
            opened, by=secretary, revision=opened.revision, **facts | {"phone": "+628000000303", "name": "Takmir Baru"}
        )
    asked = edited.value
    assert (asked.theirs, asked.taken_over) == ({"phone": "+628000000302"}, {"address": "Gang Melati"})
    assert asked.revision == read(organization).revision > opened.revision
    assert Organization.objects.get().name == "Takmir Al-Hikmah"
    organizations.change(opened, by=secretary, revision=asked.revision, **facts | {"phone": "+628000000303"})
    assert Organization.objects.get().phone == "+628000000303"


def test_lines_of_a_profile_meet_or_are_asked_about(network, secretary, person):
    opened = read(network)
    networks.change(network, by=person("chair"), revision=opened.revision, address="Balai RW", quorum=4)
    networks.change(network, by=secretary, revision=opened.revision, email="rw@contoh.invalid", quorum=opened.quorum)
    now = Network.objects.get(pk=network.pk)
    assert (now.address, now.email, now.quorum) == ("Balai RW", "rw@contoh.invalid", 4)
    with pytest.raises(EditedMeanwhile) as edited:
        networks.change(network, by=secretary, revision=opened.revision, quorum=2)
    assert edited.value.theirs == {"quorum": 4}


def test_what_stands_already_leaves_no_line_in_the_history(network, secretary):
    opened = read(network)
    networks.change(network, by=secretary, revision=opened.revision, name=network.name)
    assert read(network).revision == opened.revision


def test_without_the_history_of_what_was_read_each_difference_is_asked_about(network, secretary):
    with pytest.raises(EditedMeanwhile) as edited:
        networks.change(network, by=secretary, revision=0, name="Guyub", address="")
    assert edited.value.theirs == {"name": "Guyub Rukun"}


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_the_other_is_asked_about_what_the_other_has_just_saved(network, secretary, person):
    opened, chair, asked = read(network), person("chair"), []

    def save(by, name):
        try:
            networks.change(Network.objects.get(pk=network.pk), by=by, revision=opened.revision, name=name)
        except EditedMeanwhile as edited:
            asked.append(edited.theirs)
        finally:
            connection.close()

    both = [Thread(target=save, args=one) for one in ((chair, "Rukun Satu"), (secretary, "Rukun Dua"))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert asked == [{"name": Network.objects.get(pk=network.pk).name}]
