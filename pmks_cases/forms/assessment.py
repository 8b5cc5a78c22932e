"""The form of an assessment ("menggali kebutuhan")."""

from django.utils.translation import gettext_lazy as _

from pmks_cases.actions import assessments
from pmks_cases.forms.case_parts import Part, day, fold, text


class AssessmentPart(Part):
    """The situation is asked for; what is strong, who helps and what was given already is folded."""

    name = "asesmen"
    title = _("Keadaannya")
    asks_as = {"on": "assessed_on"}

    def fields(self):
        return {
            "situation": text(
                _("Bagaimana keadaannya sekarang?"),
                required=_("Tulis keadaannya, satu dua kalimat pun cukup."),
                rows=4,
                longest=1500,
                help_text=_("Apa yang terjadi, apa yang kurang, sejak kapan."),
            ),
            "strengths": text(_("Apa yang sudah bisa dan dimiliki?"), rows=2, longest=500),
            "family_support": text(_("Siapa di keluarga dan tetangga yang bisa diandalkan?"), rows=2, longest=500),
            "aid_received": text(_("Bantuan apa yang sudah diterima?"), rows=2, longest=500),
            "assessed_on": day(_("Tanggal"), help_text=_("Kosongkan kalau hari ini.")),
        }

    def layout(self):
        more = ("strengths", "family_support", "aid_received", "assessed_on")
        wrong = any(self.form.errors.get(name) or self.form.data.get(name) for name in more)
        return ["situation", *fold(_("Kekuatan, keluarga, bantuan yang sudah ada"), *more, opened=wrong)]

    def save(self, cleaned):
        columns = ("situation", "strengths", "family_support", "aid_received")
        said = {name: cleaned[name] for name in columns}
        assessments.write(self.case, by=self.user, on=cleaned["assessed_on"], **said)
