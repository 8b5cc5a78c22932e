"""Pages of the residents import: send a file, look at what it would do, let it in, see what came of it."""

from datetime import date

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import View
from django_htmx.http import HttpResponseClientRedirect

from pmks_cases.actions import resident_imports as actions
from pmks_cases.forms.resident_import import ResidentImportForm
from pmks_cases.imports.rows import label
from pmks_cases.models import Resident, ResidentImport, StagedRow
from pmks_cases.shown import shown_value
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.core.refusals import RefusedByRule
from wksbm.core.sealing import masked, unseal_json

State = ResidentImport.State
ROWS_A_PAGE = 20
RUNNING = (State.SENT, State.CONFIRMED)


def import_or_404(request, public_id) -> ResidentImport:
    found = ResidentImport.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(found.select_related("created_by", "network"), public_id=public_id)


def address_of(resident_import, network, route: str = "resident_import") -> str:
    return reverse(f"pmks_cases:{route}", args=[network.slug, resident_import.public_id])


# --- List and sending ------------------------------------------------------------------------------------


@audience("pmks_cases.import_residents")
class ResidentImports(View):
    """What was sent so far, the newest first."""

    def get(self, request, network):
        rows = ResidentImport.objects.visible_to(request.user).of(request.network).select_related("created_by")
        page = page_by_key(rows, key="-id", parameters=request.GET, size=ROWS_A_PAGE)
        context = {
            "imports": [{"import": row, "badge": BADGES[row.state], "came_of": came_of(row)} for row in page],
            "previous_url": f"{request.path}?before={page.before}" if page.before else "",
            "next_url": f"{request.path}?after={page.after}" if page.after else "",
        }
        return render(request, "pmks_cases/resident_import/list.html", context)


BADGES = {
    State.SENT: {"tone": "plain", "icon": "refresh"},
    State.CHECKED: {"tone": "due", "icon": ""},
    State.CONFIRMED: {"tone": "plain", "icon": "refresh"},
    State.SAVED: {"tone": "done", "icon": ""},
    State.REFUSED: {"tone": "late", "icon": ""},
    State.CANCELLED: {"tone": "plain", "icon": "close"},
    State.EXPIRED: {"tone": "plain", "icon": "close"},
}


def came_of(row: ResidentImport) -> str:
    """One line about an import in the list."""
    if row.state == State.REFUSED:
        return row.problem
    if row.state not in (State.CHECKED, State.SAVED):
        return ""
    return _("%(new)d baru, %(changed)d berubah, %(same)d tetap, %(refused)d ditolak") % {
        "new": row.new_count,
        "changed": row.changed_count,
        "same": row.same_count,
        "refused": row.refused_count,
    }


@audience("pmks_cases.import_residents")
class SendImport(FormPage, View):
    """The file, and a short help for it."""

    form_class = ResidentImportForm
    template_name = "pmks_cases/resident_import/send.html"
    title = gettext_lazy("Kirim berkas warga")

    def get_form_kwargs(self):
        return {"network": self.request.network}

    def act(self, form) -> str:
        file_name, content = form.cleaned_data["file"]
        sent = actions.send(
            self.request.network,
            by=self.request.user,
            file_name=file_name,
            content=content,
            permit_number=form.cleaned_data.get("permit_number", ""),
            permit_on=form.cleaned_data.get("permit_on"),
        )
        return address_of(sent, self.request.network)


@audience("pmks_cases.import_residents")
def import_template(request, network):
    """The empty template of our own layout. There is nobody in it."""
    return FileResponse(actions.empty_template(), as_attachment=True, filename="contoh-daftar-warga.xlsx")


# --- One import --------------------------------------------------------------------------------------------


@audience("pmks_cases.import_residents")
class ImportPage(View):
    """One import, in whatever state it is. While a worker has it, the page asks for its progress every second."""

    def get(self, request, network, public_id):
        found = import_or_404(request, public_id)
        stand = found.stand()
        running = found.state in RUNNING and not stand.interrupted
        context = {"import": found, "stand": stand, "running": running, "progress": progress_of(found, stand)}
        if request.htmx:
            if not running:
                return HttpResponseClientRedirect(request.path)
            return render(request, "pmks_cases/resident_import/_progress.html", context)
        if found.state in (State.CHECKED, State.SAVED):
            context |= findings(request, found)
        return render(request, "pmks_cases/resident_import/page.html", context)


def progress_of(found: ResidentImport, stand) -> dict:
    waiting = not stand.at_work
    if found.state == State.SENT:
        said = _("Menunggu giliran dibaca") if waiting else _("Membaca dan memeriksa berkas")
    else:
        said = _("Menunggu giliran disimpan") if waiting else saving_words(found)
    text = _("Boleh ditinggal. Hasilnya menunggu di sini.")
    if waiting:
        text = _("Biasanya hanya sebentar. Kalau layanan portal sedang tersendat, dicoba lagi tiap menit.") + " " + text
    return {"label": said, "done": stand.done, "total": stand.total, "text": text}


def saving_words(found: ResidentImport) -> str:
    return _("Menyimpan %(count)d warga") % {"count": found.to_save}


def findings(request, found: ResidentImport) -> dict:
    """What the preview and the result show: counts, refused rows page by page, remarks in words."""
    staged = StagedRow.objects.visible_to(request.user).of(request.network).filter(resident_import=found)
    page = page_by_key(
        staged.filter(outcome=StagedRow.Outcome.REFUSED), key="number", parameters=request.GET, size=ROWS_A_PAGE
    )
    refused = [
        {"number": row.number, "column": finding.column, "shown": finding.shown, "reason": finding.reason}
        for row in map(actions.refused_row, page)
        for finding in row.refusals
    ]
    path = request.path
    return {
        "figures": figures_of(found),
        "refused": refused,
        "previous_url": f"{path}?before={page.before}#ditolak" if page.before else "",
        "next_url": f"{path}?after={page.after}#ditolak" if page.after else "",
        "changed_columns": [(label(name), count) for name, count in found.changed_columns.items()],
        "remarks": remarks_of(found),
        "left_out": [
            *found.columns_not_stored,
            *(_("%(name)s (tidak dikenal)") % {"name": name} for name in found.remarks.get("columns_unknown", [])),
        ],
        "question": question_of(found) if found.rows_without_rw and found.state == State.CHECKED else None,
    }


def figures_of(found: ResidentImport) -> list[dict]:
    return [
        {"value": found.new_count, "label": _("Baru"), "icon": "new", "tone": ""},
        {"value": found.changed_count, "label": _("Berubah"), "icon": "changed", "tone": "half"},
        {"value": found.same_count, "label": _("Tetap"), "icon": "same", "tone": "calm"},
        {"value": found.refused_count, "label": _("Ditolak"), "icon": "refused", "tone": "late"},
        {"value": found.elsewhere_count, "label": _("Warga RW lain"), "icon": "home", "tone": "calm"},
    ]


def question_of(found: ResidentImport) -> dict:
    """The question about rows that name no RW, with what either answer would save."""
    count, whole = found.rows_without_rw, found.to_save
    if found.remarks.get("has_rw"):
        words = ngettext("%(count)d baris tidak menyebut RW.", "%(count)d baris tidak menyebut RW.", count)
    else:
        words = ngettext("Berkas ini tidak menyebut RW.", "Berkas ini tidak menyebut RW.", count)
    return {"words": words % {"count": count}, "count": count, "with": whole, "without": whole - count}


def remarks_of(found: ResidentImport) -> list[str]:
    """What else was noticed, one sentence each."""
    noted = found.remarks
    said = []
    for number, count in noted.get("new_rts", {}).items():
        words = _("RT baru: %(rt)s (%(count)d warga). RT ini dibuatkan saat disimpan.")
        if found.state == State.SAVED:
            words = _("RT baru: %(rt)s (%(count)d warga).")
        said.append(words % {"rt": number, "count": count})
    if count := noted.get("families_without_head"):
        said.append(_("%(count)d keluarga tanpa kepala keluarga di berkas ini.") % {"count": count})
    if count := noted.get("passed_over"):
        said.append(_("%(count)d baris bukan warga (judul, jumlah, catatan) dilewati.") % {"count": count})
    if names := noted.get("other_sheets"):
        said.append(
            _("Lembar lain tidak dibaca: %(names)s. Kirim tersendiri bila perlu.") % {"names": ", ".join(names)}
        )
    return said


# --- Changes one by one ------------------------------------------------------------------------------------


@audience("pmks_cases.import_residents")
class ImportChanges(View):
    """The people who would change, each with what is now and what the file says."""

    def get(self, request, network, public_id):
        found = import_or_404(request, public_id)
        staged = StagedRow.objects.visible_to(request.user).of(request.network)
        staged = staged.filter(resident_import=found, outcome=StagedRow.Outcome.CHANGED)
        page = page_by_key(staged, key="number", parameters=request.GET, size=ROWS_A_PAGE)
        contents = [(row.number, unseal_json(row.sealed)) for row in page]
        people = Resident.objects.visible_to(request.user).of(request.network).select_related("family")
        people = people.in_bulk([content["resident"] for _number, content in contents])
        context = {
            "import": found,
            "people": [
                {
                    "number": number,
                    "resident": people[content["resident"]],
                    "changes": changes_of(people[content["resident"]], content),
                }
                for number, content in contents
                if content["resident"] in people
            ],
            "previous_url": f"{request.path}?before={page.before}" if page.before else "",
            "next_url": f"{request.path}?after={page.after}" if page.after else "",
        }
        return render(request, "pmks_cases/resident_import/changes.html", context)


def changes_of(resident, content: dict) -> list[dict]:
    return [
        {
            "column": label(name),
            "before": in_words(name, before, resident),
            "after": in_words(name, content["values"][name]),
        }
        for name, before in content["before"].items()
    ]


def in_words(name: str, value, resident=None) -> str:
    """A staged value for a person to read; identity numbers masked. A family's old number comes from the resident."""
    if value is None or value == "":
        return ""
    if name == "kk_number":
        return str(resident.family.kk_number or "") if resident and resident.family else masked(str(value))
    if name == "nik":
        return masked(value)
    if name == "rt":
        return value
    return shown_value(name, date.fromisoformat(value) if name == "birth_on" else value, {})


# --- What is done with an import -----------------------------------------------------------------------------


@require_POST
@audience("pmks_cases.import_residents")
def confirm_import(request, network, public_id):
    found = import_or_404(request, public_id)
    answer = {"ya": True, "tidak": False}.get(request.POST.get("tanpa_rw"))
    try:
        actions.confirm(found, by=request.user, take_rows_without_rw=answer)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    return redirect(address_of(found, request.network))


@require_POST
@audience("pmks_cases.import_residents")
def cancel_import(request, network, public_id):
    found = import_or_404(request, public_id)
    try:
        actions.cancel(found, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
        return redirect(address_of(found, request.network))
    messages.success(request, _("Pratinjau dihapus. Tidak ada yang disimpan."))
    return redirect("pmks_cases:resident_imports", request.network.slug)


@require_POST
@audience("pmks_cases.import_residents")
def resume_import(request, network, public_id):
    found = import_or_404(request, public_id)
    actions.resume(found, by=request.user)
    return redirect(address_of(found, request.network))


@require_POST
@audience("pmks_cases.import_residents")
def refused_rows(request, network, public_id):
    """The refused rows as a file to mend; leaves a read entry, so it posts."""
    found = import_or_404(request, public_id)
    try:
        file = actions.hand_out_refused(found, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
        return redirect(address_of(found, request.network))
    return FileResponse(file, as_attachment=True, filename=f"warga-ditolak-{request.network.slug}.xlsx")
