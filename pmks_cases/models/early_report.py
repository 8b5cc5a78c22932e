"""Laporan dini: what somebody saw, in thirty seconds, before anybody has checked it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.asked import Asked, array
from pmks_cases.models.case import Case, Secrecy, Urgency
from pmks_cases.models.case_knowledge import boards_of, case_known_to
from pmks_cases.models.exclusion import KIN_OF_SOMEBODY, SHUT_OUT, about
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, ScopedQuerySet

CHECK_WITHIN_DAYS = 3
"""A report is checked within three days; one of danger or an emergency on the same day."""
UNFOUNDED_KEPT_FOR = timedelta(days=183)
"""A report that was not borne out is destroyed after six months."""

PERSONAL_FIELDS = ("saw", "place", "about", "not_for", "answer")


class EarlyReportQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "EarlyReportQuerySet":
        """The own reports, those that one has to check, and for the board those of its network.

        Nobody sees one from which he is shut out, or whose suspect is kin of his. Of a rahasia report neither does who
        is kin of the subject. Once it has become part of a case, it is read by who sees that case. Who wrote it keeps
        it.
        """
        own = Q(writer=user, network_id__in=user.network_ids_with("pmks_cases.write_report"))
        return self.filter(own | Q(_as_checker(user)))

    def checkable_by(self, user, *, as_given: bool = False) -> "EarlyReportQuerySet":
        """Of those, the ones of which this person may say what becomes of them; `as_given`: were they given to him."""
        return self.filter(_as_checker(user, as_given=as_given))

    def of_writer(self, user) -> "EarlyReportQuerySet":
        return self.filter(writer=user)

    def to_check(self) -> "EarlyReportQuerySet":
        """Sent, and nobody has said what becomes of it: the one definition of "report waiting"."""
        return self.filter(state=EarlyReport.State.SENT)

    def unsettled(self) -> "EarlyReportQuerySet":
        """To check, or watched: something still comes of it."""
        return self.filter(state__in=[EarlyReport.State.SENT, EarlyReport.State.WATCHED])

    def overdue(self, today: date) -> "EarlyReportQuerySet":
        """Past its day: three days after it was sent, an emergency the same day."""
        return self.to_check().filter(check_by__lt=today)

    def to_destroy(self) -> "EarlyReportQuerySet":
        """Not borne out, and six months are over."""
        return self.filter(state=EarlyReport.State.UNFOUNDED, settled_at__lt=timezone.now() - UNFOUNDED_KEPT_FOR)


# Who checks a report, as SQL about the row `{row}`: see `models.exclusion` for why. What became of it tells of the
# case: who does not know of that one does not see this any more.
CHECKED_BY = f"""
(
    {{row}}.network_id = ANY({{boards}}) AND {{row}}.secrecy <> '{Secrecy.SECRET}'
    OR ({{row}}.network_id = ANY({{boards}}) OR {{row}}.network_id = ANY({{networks}}) {{given}})
    AND NOT {KIN_OF_SOMEBODY}
)
AND ({{row}}.case_id IS NULL OR {{row}}.case_id IN (SELECT known.id FROM pmks_cases_case known WHERE {{known}}))
AND NOT {SHUT_OUT}
"""  # noqa: S608
GIVEN = "AND {row}.checker_id = {user}"


def _as_checker(user, *, as_given: bool = False) -> Asked:
    networks = user.network_ids_with("pmks_cases.check_report")
    told = {
        "{boards}": array(boards_of(user, networks)),
        "{networks}": array(networks),
        "{given}": "" if as_given else GIVEN,
    }
    asked = CHECKED_BY
    for name, words in told.items():
        asked = asked.replace(name, words)
    known = case_known_to(user).format(row="known")
    return Asked(f"({about(asked.replace('{known}', known), user, 'report')})")


@tracked()
class EarlyReport(Scattered):
    """One report. It says what was seen, never whose guess it is; the writer's name stands nowhere but here."""

    class State(models.TextChoices):
        SENT = "masuk", _("Menunggu diperiksa")
        WATCHED = "dipantau", _("Dipantau")
        BECAME_CASE = "jadi_kasus", _("Menjadi kasus")
        JOINED = "digabung", _("Digabung ke kasus")
        UNFOUNDED = "tidak_terbukti", _("Tidak terbukti")
        DESTROYED = "dimusnahkan", _("Sudah dimusnahkan")

    saw = SealedTextField(_("Apa yang Anda lihat sendiri"), max_length=1000)
    place = SealedTextField(_("Di mana"), max_length=150)
    rt = models.ForeignKey(
        "members.Rt", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("RT")
    )
    about = SealedTextField(_("Tentang siapa"), max_length=100, blank=True)
    resident = models.ForeignKey(
        "pmks_cases.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    family = models.ForeignKey("pmks_cases.Family", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    urgency = models.PositiveSmallIntegerField(_("Seberapa mendesak"), choices=Urgency, default=Urgency.MEDIUM)
    not_for = SealedTextField(
        _("Siapa lagi yang tidak boleh tahu"),
        max_length=100,
        blank=True,
        help_text="A name as the writer knows it; officers and residents of that name are shut out.",
    )
    danger = models.BooleanField(_("Ada kekerasan, ancaman, atau bahaya"), default=False)
    secrecy = models.CharField(max_length=8, choices=Secrecy, default=Secrecy.ORDINARY)
    state = models.CharField(max_length=15, choices=State, default=State.SENT)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who checks it where nobody on the board may know of it.",
    )
    sent_at = models.DateTimeField(default=timezone.now)
    check_by = models.DateField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="reports")
    answer = SealedTextField(_("Catatan"), max_length=500, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = EarlyReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "-sent_at", "-id"], name="report_newest"),
            models.Index(fields=["network", "check_by"], condition=Q(state="masuk"), name="report_to_check"),
        ]

    @property
    def where(self) -> str:
        """The place, and the RT where it is known."""
        return f"{self.place}, {self.rt}" if self.rt_id else self.place

    @property
    def is_settled(self) -> bool:
        return self.state not in (self.State.SENT, self.State.WATCHED)

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET
