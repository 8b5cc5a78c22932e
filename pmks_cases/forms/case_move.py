"""The form that moves a case on: what is still missing is asked for on the same page, and no more."""

from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.actions import follow_ups
from pmks_cases.actions import cases, plans
from pmks_cases.forms.assessment import AssessmentPart
from pmks_cases.forms.case_parts import CasePartsForm, Part, day, fold, one_of, text, tiles
from pmks_cases.forms.consent import ConsentBeforeMovingPart
from pmks_cases.forms.plan import DoneStepPart, GoalPart, StepPart, WishPart, value_field
from pmks_cases.forms.referral import FirstStepPart, ReferralPart
from pmks_cases.models import Case, Goal, case_reading
from pmks_cases.models.case_needs import unmet
from pmks_cases.models.case_states import AFTERCARE_REASONS, EARLY_REASONS, ClosingReason, Decision, Move, State
from wksbm.core.forms import PortalForm
from wksbm.core.templatetags.portal_tags import longdate


class OtherCasePart(Part):
    """The open case that this one is joined to, by its number."""

    name = "kasus-lain"
    title = _("Digabung ke mana")

    def fields(self):
        return {
            "other_case": text(
                _("Nomor kasus tempat bergabung"),
                required=_("Tulis nomor kasusnya, misalnya 2026-4817."),
                longest=9,
            )
        }

    def clean(self, cleaned):
        number = (cleaned.get("other_case") or "").strip()
        if not number:
            return
        rows = Case.objects.visible_to(self.user).of(self.network).open().exclude(pk=self.case.pk)
        found = rows.filter(number=number).first()
        if found is None:
            self.form.add_error("other_case", _("Tidak ada kasus terbuka lain dengan nomor ini."))
        cleaned["other"] = found

    def save(self, cleaned):
        """The move itself joins them."""


class DecisionPart(Part):
    """What the meeting decided, on which day, in its words: recorded by the chair."""

    name = "keputusan"

    def fields(self):
        met_on = day(_("Tanggal musyawarah"), required=_("Pilih tanggal musyawarahnya."))
        met_on.initial = self.network.today()
        asked = {"met_on": met_on}
        if self.form.way.end != State.MONITORING:
            choices = [(row.value, row.label) for row in cases.decisions_offered(self.case)]
            asked["decision"] = one_of(_("Apa keputusannya?"), choices, required=_("Pilih keputusannya."))
        asked["minutes"] = text(
            _("Bunyi keputusannya"),
            required=_("Tulis keputusannya, satu kalimat pun cukup."),
            rows=3,
            longest=400,
        )
        return asked

    def layout(self):
        return ["met_on", *([tiles("decision", 1)] if "decision" in self.form.fields else []), "minutes"]

    def clean(self, cleaned):
        if cleaned.get("met_on") and cleaned["met_on"] > self.network.today():
            self.form.add_error("met_on", _("Tanggal ini belum tiba."))

    def save(self, cleaned):
        """The move itself carries the decision."""


class ClosingPart(Part):
    """Why the case is closed; how the goals stand now; how often one looks in afterwards."""

    name = "penutupan"

    @property
    def _reasons(self):
        reasons = ClosingReason if self.case.state == State.MONITORING else EARLY_REASONS
        return [(reason.value, reason.label) for reason in reasons]

    @cached_property
    def goals(self) -> list[Goal]:
        return list(Goal.objects.visible_to(self.user).filter(case=self.case, dropped_at=None).order_by("set_at"))

    @property
    def _may_reach(self) -> bool:
        return self.case.state == State.MONITORING

    def fields(self):
        asked = {"closing_reason": one_of(_("Mengapa ditutup?"), self._reasons, required=_("Pilih alasan menutup."))}
        if not self._may_reach:
            return asked
        for goal in self.goals:
            asked[f"now_{goal.pk}"] = value_field(goal, label=f"{goal.wanted}: {goal.sign}")
        asked["aftercare_visits"] = one_of(
            _("Sesudah ditutup, ditengok berapa kali?"),
            [("1", _("1 kali")), ("2", _("2 kali")), ("3", _("3 kali"))],
            initial="2",
            help_text=_("Dalam enam bulan, kalau tujuannya tercapai atau ia sudah mandiri."),
        )
        return asked

    def layout(self):
        measuring = [name for name in self.form.fields if name.startswith("now_")]
        return [
            tiles("closing_reason", 1),
            *(fold(_("Ukur tujuannya sekarang"), *measuring, opened=True) if measuring else []),
            *([tiles("aftercare_visits", 3)] if self._may_reach else []),
        ]

    def clean(self, cleaned):
        if cleaned.get("closing_reason") in AFTERCARE_REASONS and not cleaned.get("aftercare_visits"):
            self.form.add_error("aftercare_visits", _("Pilih 1 sampai 3 kali."))

    def save(self, cleaned):
        for goal in self.goals:
            value = cleaned.get(f"now_{goal.pk}")
            if value not in (None, ""):
                plans.measure(goal, by=self.user, value=Decimal(value))


def open_promises(case: Case) -> list:
    """The promises of the case that are neither done nor withdrawn, the next due first."""
    return [promise for promise in case_reading.promises_of(case) if promise.is_open]


class OpenPromisesPart(Part):
    """What becomes of each promise that is still open when the case ends."""

    name = "janji"
    lead = _("Kasusnya selesai, tetapi janji ini belum. Pilih untuk masing-masing.")
    DONE, WITHDRAWN, STAYS = "selesai", "batal", "tetap"

    @property
    def title(self):
        return _("Janji yang masih terbuka") if self.promises else ""

    @cached_property
    def promises(self) -> list:
        return open_promises(self.case)

    def fields(self):
        asked = {}
        for promise in self.promises:
            who, day_ = promise.doer.display_name, longdate(promise.due_on)
            asked[f"janji_{promise.pk}"] = one_of(
                promise.what,
                [
                    (self.DONE, _("Sudah selesai")),
                    (self.WITHDRAWN, _("Dibatalkan")),
                    (self.STAYS, _now("Tetap dikerjakan %(name)s") % {"name": who}),
                ],
                required=_("Pilih salah satu untuk janji ini."),
                help_text=_now("%(name)s, paling lambat %(day)s") % {"name": who, "day": day_},
            )
        return asked

    def layout(self):
        return [tiles(name, 1) for name in self.fields()]

    def save(self, cleaned):
        for promise in self.promises:
            chosen = cleaned[f"janji_{promise.pk}"]
            if chosen == self.DONE:
                follow_ups.finish(promise, by=self.user, outcome=_now("Selesai saat kasus ditutup."))
            elif chosen == self.WITHDRAWN:
                follow_ups.withdraw(promise, by=self.user, reason=_now("Kasus ditutup."))

    def staying(self, cleaned) -> frozenset[int]:
        return frozenset(row.pk for row in self.promises if cleaned.get(f"janji_{row.pk}") == self.STAYS)


ASKED_HERE: dict[str, type[Part]] = {
    "consent": ConsentBeforeMovingPart,
    "assessment": AssessmentPart,
    "first_step": FirstStepPart,
    "referral": ReferralPart,
    "other_case": OtherCasePart,
    "wish": WishPart,
    "goal": GoalPart,
    "steps": StepPart,
    "action": DoneStepPart,
}
"""Which part asks for what a move needs; what is not here is done elsewhere (a visit, a companion)."""
_BY_NAME = {part.name: part for part in (*ASKED_HERE.values(), DecisionPart, ClosingPart, OpenPromisesPart)}


class MoveForm(CasePartsForm):
    """One move with its reason, and the parts that are still missing."""

    titled = True

    why = text(_("Catatan"), rows=2, longest=500, help_text=_("Boleh kosong."))

    def __init__(self, *args, case, way: Move, **kwargs):
        self.way = way
        data = args[0] if args else None
        super().__init__(*args, case=case, parts=parts_of(case, way, data), **kwargs)
        if way.asks_why:
            label = _("Apa yang terjadi?") if way.closes else _("Mengapa?")
            self.fields["why"] = text(label, required=_("Tulis alasannya."), rows=2, longest=500)

    def top(self):
        return ["why"] if self.way.asks_why and not self.way.closes else []

    def bottom(self):
        return [] if self.way.decides or self.top() else ["why"]

    def said(self) -> dict:
        """What `cases.move` takes beside the way."""
        cleaned = self.cleaned_data
        why = cleaned.get("why", "")
        if self.way.decides:
            said = {"day": longdate(cleaned["met_on"]), "words": cleaned["minutes"]}
            why = _now("Musyawarah %(day)s: %(words)s") % said
        decision = ""
        if self.way.decides:
            decision = Decision.WATCH if self.way.end == State.MONITORING else cleaned.get("decision", "")
        return {
            "why": why,
            "decision": decision,
            "closing_reason": cleaned.get("closing_reason", ""),
            "aftercare_visits": int(cleaned.get("aftercare_visits") or 0),
            "other": cleaned.get("other"),
            "promises_stay": frozenset().union(
                *(part.staying(cleaned) for part in self.shown if isinstance(part, OpenPromisesPart))
            ),
        }


def parts_of(case: Case, way: Move, data=None) -> list[type[Part]]:
    """What this move asks for now, and what the page had asked for when it was opened."""
    asked = [ASKED_HERE[need.name] for need in unmet(case, way) if need.name in ASKED_HERE]
    if way.decides:
        asked.insert(0, DecisionPart)
    if way.closes:
        asked.insert(0, ClosingPart)
    if (way.closes or way.end == State.REJECTED) and open_promises(case):
        asked.append(OpenPromisesPart)
    opened_with = (data.get("parts", "") if data else "").split(",")
    return asked + [_BY_NAME[name] for name in opened_with if name in _BY_NAME and _BY_NAME[name] not in asked]


def done_elsewhere(case: Case, way: Move) -> list:
    """What is missing and cannot be asked for on this page."""
    return [need for need in unmet(case, way) if need.name not in ASKED_HERE]


class ReopenForm(PortalForm):
    """Why an ended case is opened again."""

    why = text(_("Mengapa dibuka lagi?"), required=_("Tulis alasannya."), rows=3, longest=500)
