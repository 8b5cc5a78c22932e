"""Keeping the profiles of PSM volunteers: hours, areas, trainings."""

from collections.abc import Iterable
from datetime import date

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from members.models import Rt, Training, User, Volunteer, VolunteerArea
from members.validators import kind_of_proof
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.shrunk_photos import shrunk


def change(volunteer: Volunteer, *, by: User, hours_a_week: int, since_on: date | None, skills: str) -> None:
    """Change what the volunteer can give."""
    with recorded("volunteers.change", by=by):
        volunteer.hours_a_week, volunteer.since_on, volunteer.skills = hours_a_week, since_on, skills
        volunteer.save(update_fields=["hours_a_week", "since_on", "skills"])


def set_areas(volunteer: Volunteer, *, by: User, among: Iterable[Rt], chosen: Iterable[Rt]) -> None:
    """Of the RTs in `among` the volunteer looks after those in `chosen`; every other RT stays as it was."""
    with recorded("volunteers.set_areas", by=by):
        Volunteer.objects.select_for_update().get(pk=volunteer.pk)
        wanted = {rt.pk: rt for rt in chosen}
        offered = {rt.pk for rt in among}
        if not wanted.keys() <= offered:
            raise RefusedByRule(_("RT ini tidak ada di pilihan."), field="areas")
        held = VolunteerArea.objects.filter(volunteer=volunteer, rt_id__in=offered)
        held.exclude(rt_id__in=wanted).delete()
        already = set(held.values_list("rt_id", flat=True))
        for pk, rt in wanted.items():
            if pk not in already:
                VolunteerArea.objects.create(volunteer=volunteer, rt=rt, network_id=rt.network_id)


def add_training(
    volunteer: Volunteer,
    *,
    by: User,
    level: str,
    organizer: str,
    held_on: date,
    hours: int | None = None,
    certificate_number: str = "",
    proof: UploadedFile | None = None,
) -> Training:
    """Record a training. The proof keeps neither its name nor what it says of its own kind, and a picture nothing of
    what the phone hid in it. Raises RefusedByRule for a picture that cannot be read."""
    with recorded("volunteers.add_training", by=by):
        return Training.objects.create(
            volunteer=volunteer,
            level=level,
            organizer=organizer,
            held_on=held_on,
            hours=hours,
            certificate_number=certificate_number,
            proof=_nameless(proof) if proof is not None else "",
        )


def _nameless(proof: UploadedFile) -> File:
    if kind_of_proof(proof) == "pdf":
        proof.name = "bukti.pdf"
        return proof
    try:
        return ContentFile(shrunk(proof).full, name="bukti.jpg")
    except RefusedByRule as refused:
        raise RefusedByRule(refused.sentence, field="proof") from refused
