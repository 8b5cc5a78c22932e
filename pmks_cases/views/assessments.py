"""The page on which an assessment is written."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from pmks_cases.forms.assessment import AssessmentPart
from pmks_cases.views.of_case import CasePartPage
from wksbm.core.access import audience


@audience("pmks_cases.change_case")
class Assess(CasePartPage, View):
    part = AssessmentPart
    title = _("Gali kebutuhan")
    saved = _("Keadaannya sudah dicatat.")
    submit = _("Simpan keadaannya")
    anchor = "butuh"

    def lead(self):
        return _("Tulisan yang lama tetap ada; yang ini menyusul di bawahnya.")
