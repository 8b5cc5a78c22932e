"""Photos of meetings and aspirations: asked for by who may."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from programs.actions import pictures
from programs.models import Picture
from programs.views.meetings import address_of, meeting_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage, PortalForm
from wksbm.documents.sealed_files import taken_back_when_refused
from wksbm.file_answers import file_answer


@audience("programs.view_meeting")
def picture(request, network, pk: int):
    """The photo of an aspiration, or of a signed attendance list."""
    found = get_object_or_404(Picture.objects.visible_to(request.user).of(request.network), pk=pk)
    try:
        content = pictures.content(found)
    except FileNotFoundError:
        raise Http404 from None
    return file_answer(content, media_type="image/jpeg", name="foto.jpg")


class AttendanceListForm(PortalForm):
    """The list that people signed on paper."""

    photo = forms.FileField(
        label=gettext_lazy("Foto daftar hadir"),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=gettext_lazy("Hanya dibaca yang membaca notulen. Tempat dan merek HP dibuang dari fotonya."),
        error_messages={"required": gettext_lazy("Ambil dahulu fotonya.")},
    )


@audience("programs.run_meeting")
class AddAttendanceList(FormPage, View):
    """The signed list of a meeting that was held on paper, as a photo beside the taps."""

    form_class = AttendanceListForm
    title = gettext_lazy("Foto daftar hadir")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of(self.meeting), "back_label": str(self.meeting), "submit": _("Simpan foto")}
        return super().get_context_data(**more) | way_up

    def act(self, form) -> str:
        with taken_back_when_refused():
            pictures.keep_attendance_list(self.meeting, form.cleaned_data["photo"], by=self.request.user)
        messages.success(self.request, _("Foto daftar hadir tersimpan."))
        return address_of(self.meeting)
