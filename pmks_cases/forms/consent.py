"""The form of consent (persetujuan): separate questions, none answered beforehand, and how the answer was given."""

from crispy_forms.layout import HTML, Div
from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.models import Organization
from pmks_cases.actions import consents, photos, recordings
from pmks_cases.forms.case_parts import Part, fold, one_of, text, tiles
from pmks_cases.models import Consent

YES, NO, UNASKED = "ya", "tidak", "belum"
ANSWERS = ((YES, _("Ya")), (NO, _("Tidak")), (UNASKED, _("Belum ditanya")))
CONSENTED, VITAL = "setuju", "vital"
Purpose, Way = Consent.Purpose, Consent.Way

QUESTIONS = {
    Purpose.DATA: (
        _("Boleh datanya disimpan di jejaring?"),
        _("Kalau tidak, kasus tetap dibantu dengan nomor dan RT saja."),
    ),
    Purpose.PHOTO: (_("Boleh difoto?"), _("Kalau tidak, isian foto hilang dari formulir kunjungan.")),
    Purpose.NAMED: (
        _("Boleh namanya disebut di musyawarah?"),
        _("Kalau tidak, hanya nomor kasus yang disebut."),
    ),
}


def _answer(label, help_text="") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=ANSWERS, widget=forms.RadioSelect, required=False, help_text=help_text
    )


class ConsentPart(Part):
    """Each question stands alone. "Tidak" is as good an answer as "ya"; what was not asked stays open.

    Where the guardian himself may be the danger nobody asks him: safety is the basis, with a reason.
    """

    name = "persetujuan"
    title = _("Persetujuan")
    lead = _("Jawaban “tidak” itu biasa dan tidak menghentikan bantuan. Yang belum ditanya boleh dibiarkan.")
    asks_as = {"vital_why": "vital_why", "photos": "proof"}
    must_answer_data = False

    def fields(self):
        asked = {f"izin_{purpose.value}": _answer(*words) for purpose, words in QUESTIONS.items()}
        asked |= {
            f"izin_lembaga_{row.pk}": _answer(_("Boleh diceritakan kepada %(name)s?") % {"name": row.name})
            for row in self._organizations
        }
        asked["given_by"] = text(
            _("Siapa yang menjawab?"),
            longest=100,
            help_text=_("Nama orangnya sendiri. Untuk anak: nama orang tua atau wali."),
        )
        if self._is_child is None:
            asked["is_child"] = one_of(
                _("Umurnya belum tercatat. Apakah ia belum 18 tahun?"),
                [(YES, _("Ya, masih anak")), (NO, _("Tidak, sudah dewasa"))],
            )
        if self._is_child is not False:
            asked["guardian_relation"] = text(
                _("Hubungan wali dengan anak"), longest=60, help_text=_("Misalnya: ibu kandung, kakek.")
            )
        asked["way"] = one_of(_("Bagaimana jawabannya diberikan?"), Way.choices)
        asked["witness"] = text(_("Nama saksi"), longest=100, help_text=_("Wajib kalau jawabannya diucapkan."))
        asked["proof"] = forms.FileField(
            label=_("Foto lembar persetujuan"),
            required=False,
            widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            help_text=_("Tanda tangan atau cap jempolnya saja, bukan orangnya."),
        )
        asked["recording"] = forms.FileField(
            label=_("Rekaman suara"),
            required=False,
            widget=forms.FileInput(attrs={"accept": "audio/*"}),
            help_text=_("Boleh dilampirkan kalau jawabannya direkam. Paling besar 5 MB."),
        )
        asked["basis"] = one_of(
            _("Atas dasar apa datanya dicatat?"),
            [
                (CONSENTED, _("Persetujuan")),
                (VITAL, _("Keselamatannya (kepentingan vital): walinya sendiri mungkin yang membahayakan")),
            ],
            initial=VITAL if self.case.legal_basis == VITAL else CONSENTED,
        )
        asked["vital_why"] = text(_("Mengapa tidak bisa menunggu persetujuan?"), rows=2)
        return asked

    @cached_property
    def _is_child(self):
        return consents.is_about_child(self.case)

    @cached_property
    def _organizations(self):
        """Those of the network; of a rahasia case none: it is told to no organisation."""
        if self.case.is_secret:
            return []
        return list(Organization.objects.visible_to(self.user).of(self.network))

    def layout(self):
        organizations = [tiles(f"izin_lembaga_{row.pk}", 3) for row in self._organizations]
        told = any(self.form.data.get(f"izin_lembaga_{row.pk}") for row in self._organizations)
        wrong = any(self.form.errors.get(name) or self.form.data.get(name) == VITAL for name in ("basis", "vital_why"))
        who = [name for name in ("given_by", "guardian_relation") if name in self.form.fields]
        child = [tiles("is_child")] if "is_child" in self.form.fields else []
        return [
            *(tiles(f"izin_{purpose.value}", 3) for purpose in QUESTIONS),
            *(fold(_("Lembaga yang boleh diberi tahu"), *organizations, opened=told) if organizations else []),
            who[0],
            *child,
            *who[1:],
            tiles("way"),
            "witness",
            "proof",
            "recording",
            *fold(
                _("Walinya mungkin yang membahayakan?"),
                HTML(format_html("<p>{}</p>", _("Jangan tanyakan atau beri tahu wali itu. Catat dasar lain di sini."))),
                Div("basis", css_class="tiles tiles-1"),
                "vital_why",
                opened=wrong or self.case.legal_basis == VITAL,
            ),
        ]

    def clean(self, cleaned):
        if cleaned.get("recording"):
            try:
                recordings.checked(cleaned["recording"])
            except recordings.RecordingRefused as refused:
                self.form.add_error("recording", refused.sentence)
        if self.changes_nothing(cleaned):
            return
        if cleaned.get("basis") == VITAL:
            if not cleaned.get("vital_why"):
                self.form.add_error("vital_why", _("Tulis mengapa tidak bisa menunggu persetujuan."))
            return
        answers = self._answers(cleaned)
        if self.must_answer_data and (Purpose.DATA.value, None) not in answers:
            self.form.add_error(f"izin_{Purpose.DATA.value}", _("Jawab paling sedikit yang ini: ya atau tidak."))
        elif not answers and self._answered_before:
            self.form.add_error(None, _("Belum ada jawaban baru. Pilih ya atau tidak di pertanyaan yang berubah."))
        elif not answers:
            self.form.add_error(f"izin_{Purpose.DATA.value}", _("Jawab paling sedikit yang ini: ya atau tidak."))
        if not cleaned.get("given_by"):
            self.form.add_error("given_by", _("Tulis nama yang menjawab."))
        if "is_child" in self.form.fields and not cleaned.get("is_child"):
            self.form.add_error("is_child", _("Pilih salah satu."))
        child = self._is_child or cleaned.get("is_child") == YES
        if child and not cleaned.get("guardian_relation"):
            self.form.add_error("guardian_relation", _("Untuk anak, tulis hubungan wali dengan anak."))
        if not cleaned.get("way"):
            self.form.add_error("way", _("Pilih bagaimana jawabannya diberikan."))
        if cleaned.get("way") == Way.SPOKEN and not cleaned.get("witness"):
            self.form.add_error("witness", _("Tulis nama saksinya."))
        if cleaned.get("way") == Way.THUMBPRINT and not cleaned.get("proof") and "proof" not in self.form.errors:
            self.form.add_error("proof", _("Lampirkan foto cap jempolnya."))

    @cached_property
    def _answered_before(self) -> bool:
        return self.case.consents.exists()

    def changes_nothing(self, cleaned) -> bool:
        """Whether the form came back empty where answers stand already: they stay as they are."""
        if self.must_answer_data or self.form.errors or not self._answered_before:
            return False
        said = ("given_by", "is_child", "guardian_relation", "way", "witness", "proof", "recording", "vital_why")
        basis = cleaned.get("basis") or CONSENTED
        same_basis = basis == (VITAL if self.case.legal_basis == VITAL else CONSENTED)
        return same_basis and not self._answers(cleaned) and not any(cleaned.get(name) for name in said)

    def _answers(self, cleaned) -> dict:
        given = {(purpose.value, None): cleaned.get(f"izin_{purpose.value}") for purpose in QUESTIONS}
        given |= {(Purpose.TOLD.value, row): cleaned.get(f"izin_lembaga_{row.pk}") for row in self._organizations}
        return {question: answer == YES for question, answer in given.items() if answer in (YES, NO)}

    def save(self, cleaned):
        if cleaned.get("basis") == VITAL:
            consents.rely_on_vital_interest(self.case, by=self.user, why=cleaned["vital_why"])
            return
        proof = None
        if cleaned.get("proof"):
            proof = photos.keep(cleaned["proof"], by=self.user, network=self.network, case=self.case)
        consents.record(
            self.case,
            by=self.user,
            answers=self._answers(cleaned),
            given_by=cleaned["given_by"],
            guardian_relation=cleaned.get("guardian_relation", ""),
            is_child=cleaned["is_child"] == YES if cleaned.get("is_child") else None,
            way=cleaned["way"],
            witness=cleaned["witness"],
            proof=proof,
            recording=recordings.keep(cleaned["recording"]) if cleaned.get("recording") else "",
        )


class ConsentBeforeMovingPart(ConsentPart):
    """The same on the way to the next state: whether the data may be kept must be answered."""

    must_answer_data = True
