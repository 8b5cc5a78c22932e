"""Tindak lanjut: a promise with a person and a date. Where it comes from is told by the app that owns its origin."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, Scoped, ScopedQuerySet
from wksbm.core.registries import origin_seen_by

SHOWN_AFTER_DONE = timedelta(days=7)
"""How long a promise given to an organisation stays visible to its doer once it is done."""

PERSONAL_FIELDS = ("what", "instruction", "outcome")


class FollowUpQuerySet(ScopedQuerySet):
    def visible_to(self, user, *, restricted: bool | None = None) -> "FollowUpQuerySet":
        """The own promises, those that this person made, and for the board those of its networks.

        A restricted one is seen only by who sees its origin; `restricted` asks for those alone, or for the others,
        which need not look at any origin. One that was told in an instruction (to an organisation, or to somebody who
        does not see the origin) leaves its doer's sight 7 days after it is done.
        """
        told_outside = Q(organization__isnull=False) | ~Q(instruction="")
        gone = told_outside & Q(done_at__isnull=False, done_at__lt=timezone.now() - SHOWN_AFTER_DONE)
        own = Q(doer=user, network_id__in=user.network_ids_with("members.view_follow_up")) & ~gone
        whole = Q(network_id__in=user.network_ids_with("members.view_all_follow_ups"))
        makes = user.network_ids_with("members.add_follow_up") + user.network_ids_with("portal.ask_network")
        made = Q(created_by=user, network_id__in=makes)
        known = Q(restricted=False)
        if restricted is not False:
            seen = origin_seen_by(user, "origin_type", "origin_id")
            known = known | seen if restricted is None else Q(restricted=True) & seen
        return self.filter(own | whole | made).filter(known)

    def open(self) -> "FollowUpQuerySet":
        """Promised and neither done nor withdrawn."""
        return self.filter(state=FollowUp.State.OPEN)

    def ended(self) -> "FollowUpQuerySet":
        """Done or withdrawn."""
        return self.exclude(state=FollowUp.State.OPEN)

    def due(self, today: date) -> "FollowUpQuerySet":
        """Open and to be done by this day: the one definition of "due"."""
        return self.open().filter(due_on__lte=today)

    def late(self, today: date) -> "FollowUpQuerySet":
        """Open and past its day: the one definition of "late"."""
        return self.open().filter(due_on__lt=today)

    def of_origin(self, row) -> "FollowUpQuerySet":
        """The promises that come from one row of another noun."""
        return self.filter(origin_type=ContentType.objects.get_for_model(row), origin_id=row.pk)


@tracked()
class FollowUp(Scattered):
    """One promise: what, who, until when, where it comes from; done with what came of it, moved with a reason.

    `instruction` is all that the doer of an organisation reads: the secretary chose it field by field, and consent
    allowed it. Where it is empty, the doer sees the origin itself.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Belum selesai")
        DONE = "done", _("Selesai")
        WITHDRAWN = "withdrawn", _("Dibatalkan")

    what = SealedTextField(_("Apa"), max_length=200)
    doer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("Siapa")
    )
    organization = models.ForeignKey(
        "members.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Lembaga"),
    )
    instruction = SealedTextField(_("Petunjuk untuk lembaga"), max_length=1000, blank=True)
    due_on = models.DateField(_("Paling lambat"))
    origin_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    origin_id = models.BigIntegerField(null=True)
    restricted = models.BooleanField(default=False, help_text="Seen only by who sees its origin.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = SealedTextField(_("Hasilnya"), max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "due_on"], condition=Q(state="open"), name="follow_up_open"),
            models.Index(fields=["network", "doer", "due_on"], condition=Q(state="open"), name="follow_up_of_doer"),
            models.Index(fields=["network", "origin_type", "origin_id"], name="follow_up_of_origin"),
            models.Index(fields=["network", "due_on"], condition=Q(state="done"), name="follow_up_done"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def origin_label(self) -> str:
        """The noun that it comes from (`pmks_cases.Case`), as origins are registered; asks no query twice."""
        return ContentType.objects.get_for_id(self.origin_type_id).model_class()._meta.label

    def told_to(self, user) -> bool:
        """Whether this person reads the instruction and nothing else: its doer, who is neither maker nor board."""
        if not self.instruction or self.created_by_id == user.pk:
            return False
        return not user.has_perm("members.view_all_follow_ups", self)

    def title_for(self, user) -> str:
        """The promise in one line, as this person may read it: of an instruction its first line."""
        return self.instruction.partition("\n")[0] if self.told_to(user) else self.what


class FollowUpEntryQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "FollowUpEntryQuerySet":
        return self.filter(follow_up__in=FollowUp.objects.visible_to(user))


@tracked()
class FollowUpEntry(Scoped):
    """What became of a promise, line by line: moved with a reason, handed over, done, withdrawn. Never changed."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("diundur")
        HANDED_OVER = "handed_over", _("diserahkan")
        DONE = "done", _("selesai")
        WITHDRAWN = "withdrawn", _("dibatalkan")
        REOPENED = "reopened", _("dibuka lagi")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    note = SealedTextField(max_length=500, blank=True)
    due_on = models.DateField(null=True, help_text="The day before it was moved.")
    doer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who had it before."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FollowUpEntryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
