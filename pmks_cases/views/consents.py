"""The page on which a family's answers are noted."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from pmks_cases.forms.consent import ConsentPart
from pmks_cases.models import Consent
from pmks_cases.views.of_case import CasePartPage
from wksbm.core.access import audience


@audience("pmks_cases.change_case")
class RecordConsent(CasePartPage, View):
    part = ConsentPart
    template_name = "pmks_cases/case/consent.html"
    title = _("Tanyakan persetujuan")
    submit = _("Simpan jawaban")
    saved = _("Jawabannya sudah dicatat.")
    anchor = "setuju"

    def get_context_data(self, **more):
        rows = Consent.objects.visible_to(self.request.user).filter(case=self.case).in_force()
        answers = [(self.question(row), row) for row in rows.select_related("organization")]
        return super().get_context_data(answers=answers, upload=True, **more)

    @staticmethod
    def question(row) -> str:
        if row.organization is not None:
            return _("Diceritakan kepada %(name)s") % {"name": row.organization.name}
        return row.get_purpose_display()
