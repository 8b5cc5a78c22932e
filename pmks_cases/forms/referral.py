"""The forms of a referral, of its answer, and of the fixed first step."""

from django.utils.translation import gettext_lazy as _

from pmks_cases.actions import referrals
from pmks_cases.forms.case_parts import Part, day, one_of, text, tiles
from pmks_cases.models import Referral
from pmks_cases.models.plan import ReferralTarget
from wksbm.core.forms import PortalForm

ONLY_THE_NEED = _(
    "Keluarga tidak mau datanya disimpan: yang boleh disampaikan hanya nomor kasus, RT, dan kebutuhannya."
)
CONTACTED, NOT_YET = "sudah", "belum"


class ReferralPart(Part):
    """Whom one has asked for help, when, and with whom one spoke."""

    name = "rujukan"
    title = _("Rujukan yang sudah dikirim")
    asks_as = {"spoke_with": "referred_to"}

    def fields(self):
        on = day(_("Kapan dihubungi?"), required=_("Pilih tanggalnya."))
        on.initial = self.network.today()
        return {
            "target": one_of(_("Dirujuk ke mana?"), ReferralTarget.choices, required=_("Pilih ke mana.")),
            "sent_on": on,
            "referred_to": text(_("Bicara dengan siapa?"), longest=100, help_text=_("Boleh kosong.")),
            "family_answer": one_of(
                _("Keluarga setuju diceritakan ke sana?"),
                Referral.FamilyAnswer.choices,
                required=_("Pilih salah satu: ya, belum ditanya, atau tidak."),
                help_text=ONLY_THE_NEED if self.case.name_refused else "",
            ),
        } | self._safety()

    def _safety(self):
        """A reason is asked only where safety may go before a no."""
        if not referrals.goes_by_safety(self.case):
            return {}
        label = _("Kalau tidak: mengapa demi keselamatan tetap harus diceritakan?")
        return {"safety_why": text(label, rows=2)}

    def layout(self):
        return [tiles("target"), "sent_on", "referred_to", tiles("family_answer", 3), *self._safety()]

    def save(self, cleaned):
        referrals.send(
            self.case,
            by=self.user,
            target=cleaned["target"],
            sent_on=cleaned["sent_on"],
            spoke_with=cleaned["referred_to"],
            family_answer=cleaned["family_answer"],
            safety_why=cleaned.get("safety_why", ""),
        )


class FirstStepPart(Part):
    """UPTD PPA, SAPA 129 or the police were called, or why not yet. It cannot be skipped."""

    name = "langkah-pertama"
    title = _("Langkah pertama: UPTD PPA atau SAPA 129")
    asks_as = {"target": "first_target"}

    def fields(self):
        on = day(_("Kapan dihubungi?"))
        on.initial = self.network.today()
        targets = [(target.value, target.label) for target in referrals.FIRST_STEP_TARGETS]
        return {
            "contacted": one_of(
                _("Sudah dihubungi?"),
                [(CONTACTED, _("Sudah dihubungi")), (NOT_YET, _("Belum"))],
                required=_("Pilih sudah atau belum."),
            ),
            "first_target": one_of(_("Siapa yang dihubungi?"), targets),
            "contacted_on": on,
            "spoke_with": text(_("Bicara dengan siapa?"), longest=100),
            "explanation": text(
                _("Kalau belum: mengapa?"),
                rows=2,
                help_text=_("Langkah ini tetap menunggu sampai ada yang menghubungi."),
            ),
        }

    def layout(self):
        return [tiles("contacted"), tiles("first_target"), "contacted_on", "spoke_with", "explanation"]

    def clean(self, cleaned):
        if cleaned.get("contacted") == NOT_YET and not cleaned.get("explanation"):
            self.form.add_error("explanation", _("Tulis mengapa belum dihubungi."))
        if cleaned.get("contacted") != CONTACTED:
            return
        asked = {
            "first_target": _("Pilih siapa yang dihubungi."),
            "contacted_on": _("Pilih tanggalnya."),
            "spoke_with": _("Tulis bicara dengan siapa."),
        }
        for name, sentence in asked.items():
            if not cleaned.get(name) and name not in self.form.errors:
                self.form.add_error(name, sentence)

    def save(self, cleaned):
        if cleaned["contacted"] == NOT_YET:
            referrals.explain_first_step(self.case, by=self.user, explanation=cleaned["explanation"])
            return
        referrals.take_first_step(
            self.case,
            by=self.user,
            target=cleaned["first_target"],
            contacted_on=cleaned["contacted_on"],
            spoke_with=cleaned["spoke_with"],
        )


class ReferralAnswerForm(PortalForm):
    """What they answered, and when."""

    answer = text(_("Apa jawabannya?"), required=_("Tulis jawabannya."), rows=3, longest=500)
    answered_on = day(_("Kapan dijawab?"), required=_("Pilih tanggalnya."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = self.request.network.today()
