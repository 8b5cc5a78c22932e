"""Photos of visits, reports and cases: asked for by who may."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from pmks_cases.actions import case_secrecy
from pmks_cases.actions import photos as actions
from pmks_cases.models import Case, EarlyReport, Photo
from pmks_cases.models.case import Secrecy
from wksbm.core.access import audience
from wksbm.core.forms import FormPage, PortalForm
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.file_answers import file_answer


def _photo_or_404(request, pk: int) -> Photo:
    rows = Photo.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(rows.select_related("visit__case", "report", "case"), pk=pk)


def _subject(photo: Photo) -> Case | EarlyReport | None:
    """The case or report that the photo tells of; None for a greeting without a case."""
    return photo.case or photo.report or (photo.visit and photo.visit.case)


def _answer(photo: Photo, *, small: bool) -> HttpResponse:
    try:
        content = actions.content(photo, small=small)
    except FileNotFoundError:
        raise Http404 from None
    return file_answer(content, media_type="image/jpeg", name="foto.jpg")


@audience("pmks_cases.write_report")
def photo(request, network, pk):
    """The whole photo. Looking at it is noted."""
    found = _photo_or_404(request, pk)
    response = _answer(found, small=False)
    if request.method == "GET":
        note_read(
            ReadEntry.Kind.PHOTO,
            by=request.user,
            network=request.network,
            subject=_("foto"),
            of=_subject(found),
            restricted=_is_guarded(found),
        )
    return response


@audience("pmks_cases.write_report")
def thumbnail(request, network, pk):
    found = _photo_or_404(request, pk)
    return _answer(found, small=True)


def _is_guarded(found: Photo) -> bool:
    subject = _subject(found)
    if isinstance(subject, Case):
        return case_secrecy.is_guarded(subject)
    return subject is not None and (subject.secrecy == Secrecy.SECRET or subject.exclusions.exists())


@audience("pmks_cases.record_visit")
class TakeBackPhoto(FormPage, View):
    """Asks once more, then the photo is gone for good."""

    form_class = PortalForm
    template_name = "pmks_cases/visit/take_back_photo.html"
    title = gettext_lazy("Buang foto ini?")

    def dispatch(self, request, *args, **kwargs):
        self.photo = _photo_or_404(request, kwargs["pk"])
        visit = self.photo.visit
        if visit is None or visit.by_id != request.user.pk:
            raise Http404
        self.back_url = reverse("pmks_cases:visit", args=[request.network.slug, visit.pk])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more):
        return super().get_context_data(photo=self.photo, back_url=self.back_url, **more)

    def act(self, form) -> str:
        actions.take_back(self.photo, by=self.request.user)
        messages.success(self.request, _("Foto sudah dibuang."))
        return self.back_url
