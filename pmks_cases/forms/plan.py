"""The forms of a plan: the own wish, a goal, how it stands, a step, and a step that is done."""

from decimal import Decimal

from crispy_forms.layout import Div
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.actions import follow_ups
from members.models import FollowUp, Membership, Organization
from pmks_cases.actions import case_promises, plans
from pmks_cases.actions.case_secrecy import is_guarded
from pmks_cases.actions.consents import closed_doors
from pmks_cases.forms.case_parts import Part, day, fold, one_of, text, tiles
from pmks_cases.models import Goal
from pmks_cases.models.plan import Effort
from wksbm.core.forms import PortalForm
from wksbm.revisions import as_of

LEVELS = (
    ("-2", _("Sangat kurang")),
    ("-1", _("Kurang")),
    ("0", _("Cukup, seperti yang diharapkan")),
    ("1", _("Lebih baik dari harapan")),
    ("2", _("Jauh lebih baik dari harapan")),
)
"""Goal attainment scaling in words: -2 to +2."""


def number(label, *, required=None, help_text="") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=10,
        decimal_places=2,
        min_value=0,
        required=bool(required),
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": required or "",
            "invalid": _("Tulis angka saja, misalnya 3 atau 2,5."),
            "min_value": plans.NOT_BELOW_ZERO,
            "max_digits": _("Angka ini terlalu panjang."),
            "max_decimal_places": _("Paling banyak dua angka di belakang koma."),
            "max_whole_digits": _("Angka ini terlalu besar."),
        },
        localize=True,
    )


def shown_value(goal: Goal, value: Decimal) -> str:
    """`2 hari`, or the level in words where no unit counts it."""
    if not goal.unit:
        return str(dict(LEVELS).get(f"{value.normalize():f}", value))
    return f"{value.normalize():f} {goal.unit}".replace(".", ",", 1)


class WishPart(Part):
    """What the person wants, in his own words, and what he can do for it himself: no plan without."""

    name = "keinginan"
    title = _("Keinginannya sendiri")

    def fields(self):
        wish = text(
            _("Apa keinginannya sendiri?"),
            required=_("Tanyakan kepada orangnya, lalu tulis dengan kata-katanya."),
            rows=3,
            longest=500,
            help_text=_("Tulis seperti yang ia katakan."),
        )
        part = text(
            _("Apa yang ia sanggupi sendiri?"),
            required=_("Tulis bagiannya sendiri, sekecil apa pun."),
            rows=2,
            longest=500,
            help_text=_("Misalnya: ibunya sanggup mengantar tiap pagi."),
        )
        wish.initial, part.initial = self.case.wish, self.case.own_part
        read_at = forms.CharField(widget=forms.HiddenInput, required=False, initial=self._stored())
        return {"wish": wish, "own_part": part, "wish_read": read_at}

    def _stored(self) -> str:
        """The day and words that the page was filled from: they tell whether somebody else wrote meanwhile."""
        return str(self.case.revision) if self.case.wish else ""

    def clean(self, cleaned):
        said = (cleaned.get("wish"), cleaned.get("own_part"))
        stored = (self.case.wish, self.case.own_part)
        if cleaned.get("wish_read", "") == self._stored() or stored in (said, ("", "")):
            return
        if self._same_as_read(cleaned.get("wish_read", "")):
            return
        self.form.add_error(
            "wish",
            _now("Sementara itu sudah ada yang menulis: “%(wish)s” dan “%(part)s”. Gabungkan, lalu simpan lagi.")
            % {"wish": stored[0], "part": stored[1]},
        )
        self.form.data = self.form.data.copy()
        self.form.data["wish_read"] = self._stored()

    def _same_as_read(self, read: str) -> bool:
        """Whether the case was changed since, but not in its wish."""
        base = as_of(self.case, int(read)) if read.isdecimal() and len(read) < 10 else None
        return base is not None and (base.wish, base.own_part) == (self.case.wish, self.case.own_part)

    def save(self, cleaned):
        plans.say_wish(self.case, by=self.user, wish=cleaned["wish"], own_part=cleaned["own_part"])


class GoalPart(Part):
    """The state now, the state wanted, the sign, and by when. Counted in a unit, or in five levels."""

    name = "tujuan"
    title = _("Satu tujuan")
    asks_as = {"due_on": "goal_due_on"}

    def fields(self):
        return {
            "wanted": text(
                _("Apa yang ingin dicapai?"),
                required=_("Tulis apa yang ingin dicapai."),
                longest=200,
                help_text=_("Misalnya: masuk sekolah lima hari seminggu."),
            ),
            "sign": text(
                _("Tandanya apa?"),
                required=_("Tulis dari apa terlihat bahwa sudah tercapai."),
                longest=200,
                help_text=_("Misalnya: hari masuk menurut buku wali kelas."),
            ),
            "unit": text(_("Dihitung dalam apa?"), longest=20, help_text=_("Misalnya: hari, kg, kali, rupiah.")),
            "baseline": number(_("Keadaan sekarang")),
            "target": number(_("Yang ingin dicapai")),
            "baseline_level": one_of(_("Keadaan sekarang"), LEVELS),
            "target_level": one_of(_("Yang ingin dicapai"), LEVELS),
            "goal_due_on": day(_("Kapan tercapai?"), required=_("Pilih tanggalnya.")),
        }

    def layout(self):
        levels = ("baseline_level", "target_level")
        opened = any(self.form.errors.get(name) or self.form.data.get(name) for name in levels)
        return [
            "wanted",
            "sign",
            "unit",
            Div("baseline", "target", css_class="pair"),
            *fold(_("Tidak bisa dihitung? Pakai tingkat"), *(tiles(name, 1) for name in levels), opened=opened),
            "goal_due_on",
        ]

    def clean(self, cleaned):
        by_level = cleaned.get("baseline_level") or cleaned.get("target_level")
        counted = cleaned.get("baseline") is not None or cleaned.get("target") is not None or cleaned.get("unit")
        if by_level and not counted:
            for name in ("baseline_level", "target_level"):
                if not cleaned.get(name):
                    self.form.add_error(name, _("Pilih tingkatnya."))
            self.asks_as = {**self.asks_as, "baseline": "baseline_level", "target": "target_level"}
            return
        for name in ("baseline", "target"):
            if cleaned.get(name) is None and name not in self.form.errors:
                self.form.add_error(name, _("Tulis angkanya, atau pakai tingkat di bawah ini."))
        if not cleaned.get("unit"):
            self.form.add_error("unit", _("Tulis satuannya, misalnya hari. Atau pakai tingkat di bawah ini."))

    def save(self, cleaned):
        counted = bool(cleaned["unit"])
        names = ("baseline", "target") if counted else ("baseline_level", "target_level")
        baseline, target = (Decimal(cleaned[name]) for name in names)
        plans.add_goal(
            self.case,
            by=self.user,
            wanted=cleaned["wanted"],
            sign=cleaned["sign"],
            unit=cleaned["unit"],
            baseline=baseline,
            target=target,
            due_on=cleaned["goal_due_on"],
        )


class StepPart(Part):
    """What is done, which kind of effort, who does it, until when. It becomes a promise."""

    name = "langkah"
    title = _("Satu langkah")
    asks_as = {"due_on": "step_due_on"}

    def fields(self):
        asked = {
            "what": text(
                _("Apa langkahnya?"),
                required=_("Tulis apa yang akan dikerjakan."),
                longest=200,
                help_text=_("Misalnya: ukur badan di Puskesmas."),
            ),
            "doer": forms.ChoiceField(
                label=_("Siapa yang mengerjakan?"),
                choices=[("", _("Pilih orang")), *self._doers],
                error_messages={
                    "required": _("Pilih siapa yang mengerjakan."),
                    "invalid_choice": _("Orang ini tidak bisa dipilih. Pilih orang lain."),
                },
                help_text=self._why_not_all(),
            ),
            "step_due_on": day(_("Paling lambat kapan?"), required=_("Pilih tanggalnya.")),
            "effort": one_of(
                _("Jenis upaya"), Effort.choices, help_text=_("Boleh kosong: dipilihkan dari kata-kata langkahnya.")
            ),
        }

        if any(organization for _user, organization, _label in self._offices.values()):
            labels = {"name": _("Namanya"), "house": _("Rumahnya"), "contact": _("Siapa yang dihubungi, dan nomornya")}
            asked |= {
                f"tell_{name}": forms.BooleanField(label=labels[name], required=False)
                for name in case_promises.PERSONAL
            }
        return asked

    def layout(self):
        boxes = [name for name in self.form.fields if name.startswith("tell_")]
        opened = any(self.form.errors.get(name) or self.form.data.get(name) for name in boxes)
        lembaga = fold(_("Kalau lembaga yang mengerjakan: apa yang boleh dibacanya"), *boxes, opened=opened)
        return ["what", "doer", *(lembaga if boxes else []), "step_due_on", tiles("effort")]

    @cached_property
    def _offices(self):
        """Who may be asked: those who know of the case; and officers of an organisation that the family lets be told,
        unless the case is guarded."""
        found = {
            str(user.pk): (user, None, user.name)
            for user in case_promises.insiders(self.case.pk).order_by("name", "pk")
        }
        told = closed_doors(self.case).told_organizations
        if not told or is_guarded(self.case):
            return found
        rows = Membership.objects.visible_to(self.user).current().in_place_of(self.network)
        rows = rows.filter(role__in=follow_ups.DOERS, organization_id__in=told)
        for office in rows.select_related("user", "organization", "rt", "dasawisma").order_by("user__name", "pk"):
            label = f"{office.user.name}, {office.place_and_title}"
            found[f"{office.user_id}-{office.organization_id}"] = (office.user, office.organization, label)
        return found

    @property
    def _doers(self) -> list:
        return [(key, label) for key, (_user, _organization, label) in self._offices.items()]

    def _why_not_all(self):
        if is_guarded(self.case):
            return _("Hanya yang sudah tahu kasus ini yang bisa dipilih.")
        refused = closed_doors(self.case).refused_organizations
        if not refused:
            return _("Lembaga bisa dipilih sesudah keluarga setuju diceritakan kepadanya.")
        names = Organization.objects.visible_to(self.user).of(self.network).filter(pk__in=refused)
        return _("Tidak bisa dipilih, karena keluarga memilih tidak bercerita kepadanya: %(names)s.") % {
            "names": ", ".join(names.values_list("name", flat=True))
        }

    def save(self, cleaned):
        doer, organization, _label = self._offices[cleaned["doer"]]
        plans.add_step(
            self.case,
            by=self.user,
            what=cleaned["what"],
            doer=doer,
            organization=organization,
            told=[name for name in case_promises.PERSONAL if cleaned.get(f"tell_{name}")],
            due_on=cleaned["step_due_on"],
            effort=cleaned["effort"],
        )


class DoneStepPart(Part):
    """Which step is done already, and what came of it: a case goes on once something was done."""

    name = "selesai"
    title = _("Langkah yang sudah selesai")

    @cached_property
    def _open(self):
        rows = FollowUp.objects.visible_to(self.user).of_origin(self.case).open().order_by("due_on", "pk")
        return {str(row.pk): row for row in rows if follow_ups.may_settle(self.user, row)}

    def fields(self):
        choices = [(key, row.what) for key, row in self._open.items()]
        return {
            "done_step": one_of(_("Langkah mana?"), choices, required=_("Pilih langkah yang sudah selesai.")),
            "outcome": text(_("Apa hasilnya?"), required=_("Tulis hasilnya, singkat saja."), rows=2, longest=500),
        }

    def layout(self):
        return [tiles("done_step", 1), "outcome"]

    def save(self, cleaned):
        follow_ups.finish(self._open[cleaned["done_step"]], by=self.user, outcome=cleaned["outcome"])


class MeasureForm(PortalForm):
    """How one goal stands on a day."""

    on = day(_("Tanggal"), required=_("Pilih tanggalnya."))
    source = text(_("Dari mana diketahui?"), longest=150, help_text=_("Misalnya: buku wali kelas. Boleh kosong."))
    field_order = ["value", "on", "source"]

    def __init__(self, *args, goal: Goal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = value_field(goal, required=_("Tulis nilainya."))
        self.fields["on"].initial = self.request.network.today()
        self.order_fields(["value", "on", "source"])

    def clean_value(self):
        return Decimal(self.cleaned_data["value"])


def value_field(goal: Goal, *, required=None, label=None) -> forms.Field:
    """How the goal stands now: a number in its unit, or one of the five levels."""
    asked = label or goal.sign
    if goal.unit:
        return number(f"{asked} ({goal.unit})", required=required)
    return forms.ChoiceField(
        label=asked,
        choices=[("", _("Pilih tingkatnya")), *LEVELS],
        required=bool(required),
        error_messages={"required": required or "", "invalid_choice": _("Pilih salah satu dari lima tingkat.")},
    )


class DropGoalForm(PortalForm):
    """Why a goal leaves the plan."""

    reason = text(_("Mengapa tujuan ini dilepas?"), required=_("Tulis alasannya."), rows=2)
