"""A program read whole, for its page and its paper."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from programs.models.program import ProgramPartner, ProgramQuerySet
from programs.models.program_measures import Participation
from programs.models.recipient import Recipient


def whole(rows: ProgramQuerySet) -> ProgramQuerySet:
    """The programs with what their page says beside their own columns: `partner_rows` ({pk, organization, name}),
    `took_rows` ({step, women, men, note, on}) and `recipient_standings` (one for each recipient whose case is not
    guarded), in the one statement that reads them."""
    partners = ProgramPartner.objects.filter(program=OuterRef("pk")).order_by("organization__name", "pk")
    partners = partners.values(json=JSONObject(pk="pk", organization="organization_id", name="organization__name"))
    took = Participation.objects.filter(program=OuterRef("pk")).order_by("on", "pk")
    took = took.values(json=JSONObject(step="step", women="women", men="men", note="note", on="on"))
    recipients = Recipient.objects.told_to_all().filter(program=OuterRef("pk")).order_by().values("standing")
    rows = rows.select_related("lead", "issue", "evaluation__by", "ethics_meeting", "joined_to")
    return rows.annotate(
        partner_rows=ArraySubquery(partners),
        took_rows=ArraySubquery(took),
        recipient_standings=ArraySubquery(recipients),
    )
