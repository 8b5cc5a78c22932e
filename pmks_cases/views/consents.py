"""The page on which a family's answers are noted, and the recording of a spoken one."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from pmks_cases.actions import case_secrecy, recordings
from pmks_cases.forms.consent import ConsentPart
from pmks_cases.models import Consent
from pmks_cases.views.cases import case_or_404
from pmks_cases.views.of_case import CasePartPage
from wksbm.core.access import audience
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.file_answers import file_answer


@audience("pmks_cases.change_case")
class RecordConsent(CasePartPage, View):
    part = ConsentPart
    template_name = "pmks_cases/case/consent.html"
    title = _("Tanyakan persetujuan")
    submit = _("Simpan jawaban")
    saved = _("Jawabannya sudah dicatat.")
    anchor = "setuju"

    def act(self, form) -> str:
        (part,) = form.shown
        if part.changes_nothing(form.cleaned_data):
            return self.done(_("Tidak ada yang diisi: jawabannya tetap seperti semula."))
        return super().act(form)

    def get_context_data(self, **more):
        rows = Consent.objects.visible_to(self.request.user).filter(case=self.case).in_force()
        answers = [(self.question(row), row) for row in rows.select_related("organization")]
        return super().get_context_data(answers=answers, upload=True, **more)

    @staticmethod
    def question(row) -> str:
        if row.organization is not None:
            return _("Diceritakan kepada %(name)s") % {"name": row.organization.name}
        return row.get_purpose_display()


@require_safe
@audience("pmks_cases.view_case")
def recording(request, network, number, pk):
    """The recorded answer itself, for who sees the case. Listening is noted; nobody on the way keeps it."""
    case = case_or_404(request, number)
    consent = get_object_or_404(Consent.objects.visible_to(request.user), case=case, pk=pk)
    try:
        content, media_type = recordings.heard(consent)
    except FileNotFoundError:
        raise Http404 from None
    if request.method == "GET":
        note_read(
            ReadEntry.Kind.PHOTO,
            by=request.user,
            network=request.network,
            subject=str(_("rekaman persetujuan")),
            of=case,
            restricted=case_secrecy.is_guarded(case),
        )
    return file_answer(content, media_type=media_type, name="rekaman", plays=True)
