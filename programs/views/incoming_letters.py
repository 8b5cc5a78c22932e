"""Surat masuk: the agenda book as pages, each letter with its photo, and what is done about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from members.actions.follow_ups import DOERS
from members.models import Membership
from programs.actions import incoming_letters as actions
from programs.forms.incoming_letters import CorrectLetterForm, DisposeForm, RecordLetterForm, ScanForm
from programs.models import IncomingLetter, LetterScan
from programs.models.incoming_letter import promises_of
from programs.views.minutes import told_promise
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.models import ReadEntry
from wksbm.core.paging import page_by_key
from wksbm.core.read_log import note_read
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.sealed_files import taken_back_when_refused
from wksbm.file_answers import file_answer

NOTED = ("received_on", "sender", "subject", "letter_number", "written_on")


def letter_or_404(request, pk: int) -> IncomingLetter:
    rows = IncomingLetter.objects.visible_to(request.user).of(request.network)
    found = get_object_or_404(rows.select_related("recorded_by", "disposed_by"), pk=pk)
    found.network = request.network
    return found


def address_of(letter) -> str:
    return reverse("programs:incoming_letter", args=[letter.network.slug, letter.pk])


def state_of(letter, promises: list[dict]) -> tuple[str, str]:
    """Tone and words of its badge: what waits, what is late, what is done."""
    if letter.disposed_at is None:
        return "due", _("Menunggu disposisi")
    if letter.only_to_know:
        return "plain", _("Untuk diketahui")
    if any(one["tone"] == "late" for one in promises):
        return "late", _("Ada yang terlambat")
    if all(not one["is_open"] for one in promises):
        return "done", _("Selesai")
    return "plain", _("Dikerjakan")


def told_promises(request, letters) -> dict[int, list[dict]]:
    """What was promised, by letter."""
    today = request.network.today()
    return {
        pk: [told_promise(row, today=today, of_case=False) | {"is_open": row.is_open} for row in rows]
        for pk, rows in promises_of(letters, request.user).items()
    }


@audience("programs.keep_letters")
@require_safe
def letter_list(request, network):
    """The newest first; those in which the words that were typed stand; or those that wait."""
    rows = IncomingLetter.objects.visible_to(request.user).of(request.network)
    typed = request.GET.get("cari", "").strip()[:100]
    waits = request.GET.get("lihat") == "menunggu"
    asked = {"lihat": "menunggu" if waits else "", "cari": typed}
    found = rows.waiting() if waits else rows
    page = page_by_key(found.speaking_of(typed) if typed else found, key="-received_on", parameters=request.GET)
    promises = told_promises(request, page)
    for row in page:
        row.tone, row.badge = state_of(row, promises[row.pk])
    context = {
        "page": page,
        "typed": typed,
        "waits": waits,
        "rest": "".join(f"&{urlencode({name: value})}" for name, value in asked.items() if value),
    }
    return render(request, "programs/letter/list.html", context)


@audience("programs.keep_letters")
@require_safe
def letter(request, network, pk: int):
    """What stands on it, its photos, what is done about it and how far that is."""
    found = letter_or_404(request, pk)
    promises = told_promises(request, [found])[found.pk]
    found.tone, found.badge = state_of(found, promises)
    scans = list(LetterScan.objects.visible_to(request.user).filter(letter=found))
    context = {
        "letter": found,
        "promises": promises,
        "scans": scans,
        "may_add": len(scans) < actions.MOST,
    }
    return render(request, "programs/letter/page.html", context)


class OfLetter(FormPage, View):
    """A form about one letter; the way up is its page."""

    def dispatch(self, request, *args, **kwargs):
        self.letter = letter_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of(self.letter), "back_label": str(self.letter), "lead": self.letter.subject}
        return super().get_context_data(**more) | way_up


@audience("programs.keep_letters")
class RecordLetter(FormPage, View):
    """A letter that came, in a minute."""

    form_class = RecordLetterForm
    title = gettext_lazy("Catat surat masuk")

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "back_url": reverse("programs:incoming_letters", args=[self.request.network.slug]),
            "back_label": _("Surat masuk"),
            "submit": _("Simpan"),
            "upload": True,
        }

    def act(self, form) -> str:
        with taken_back_when_refused():
            made = actions.record(self.request.network, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("%(letter)s tercatat.") % {"letter": made})
        return address_of(made)


@audience("programs.keep_letters")
class CorrectLetter(OfLetter):
    """Only while nobody acts on it."""

    form_class = CorrectLetterForm
    title = gettext_lazy("Perbaiki catatan")

    def dispatch(self, request, *args, **kwargs):
        found = letter_or_404(request, kwargs["pk"])
        if found.disposed_at:
            raise PermissionDenied(_("Surat ini sudah didisposisi, jadi tidak berubah lagi."))
        self.scans = list(LetterScan.objects.visible_to(request.user).filter(letter=found))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {name: getattr(self.letter, name) for name in NOTED}

    def get_form_kwargs(self) -> dict:
        return {"letter": self.letter, "scans": self.scans}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"submit": _("Simpan"), "lead": ""}

    def act(self, form) -> str:
        actions.correct(self.letter, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Catatan diperbaiki."))
        return address_of(self.letter)


@audience("programs.keep_letters")
class AddScan(OfLetter):
    """One more photo or PDF."""

    form_class = ScanForm
    title = gettext_lazy("Tambah foto atau PDF")

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"submit": _("Simpan"), "upload": True}

    def act(self, form) -> str:
        with taken_back_when_refused():
            actions.add_scan(self.letter, form.cleaned_data["scan"], by=self.request.user)
        messages.success(self.request, _("Berkas tersimpan."))
        return address_of(self.letter)


@audience("programs.keep_letters")
class Dispose(OfLetter):
    """What is done about it becomes a promise; a letter may need several."""

    form_class = DisposeForm
    title = gettext_lazy("Disposisi")

    def get_form_kwargs(self) -> dict:
        offices = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        offices = offices.filter(role__in=DOERS).order_by("user__name", "pk")
        return {"offices": offices.select_related("user", "organization", "rt", "dasawisma__rt")}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"submit": _("Simpan disposisi")}

    def act(self, form) -> str:
        values = form.data_for_action()
        office = values.pop("office")
        people = {"doer": office.user, "organization": office.organization}
        actions.dispose(self.letter, by=self.request.user, **values, **people)
        messages.success(self.request, _("Disposisi tersimpan. %(name)s diberi tahu.") % {"name": office.user.name})
        return address_of(self.letter)


@audience("programs.keep_letters")
@require_POST
def only_to_know(request, network, pk: int):
    """Nothing is to be done about it."""
    found = letter_or_404(request, pk)
    try:
        actions.only_to_know(found, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Dicatat: untuk diketahui saja."))
    return redirect(address_of(found))


def _scan_or_404(request, pk: int) -> LetterScan:
    rows = LetterScan.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(rows.select_related("letter"), pk=pk)


def _answer(found: LetterScan, *, small: bool) -> HttpResponse:
    try:
        content = actions.content(found, small=small)
    except FileNotFoundError:
        raise Http404 from None
    if found.is_pdf:
        return file_answer(content, media_type="application/pdf", name="surat-masuk.pdf", download=True)
    return file_answer(content, media_type="image/jpeg", name="surat-masuk.jpg")


@audience("programs.keep_letters")
@require_safe
def scan(request, network, pk: int):
    """The photo or PDF itself. Looking at it is noted."""
    found = _scan_or_404(request, pk)
    response = _answer(found, small=False)
    if request.method == "GET":
        subject = _("surat masuk %(number)s") % {"number": found.letter.agenda_number}
        note_read(ReadEntry.Kind.PHOTO, by=request.user, network=request.network, subject=subject, of=found.letter)
    return response


@audience("programs.keep_letters")
@require_safe
def scan_thumbnail(request, network, pk: int):
    """The small photo, in which nobody reads a line."""
    found = _scan_or_404(request, pk)
    if found.is_pdf:
        raise Http404
    return _answer(found, small=True)
