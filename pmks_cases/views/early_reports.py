"""Pages of laporan dini: writing one, the own ones and those to check, one of them, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from pmks_cases.actions import early_reports as actions
from pmks_cases.danger_words import DANGER_PATTERN, ORDINARY_PATTERN
from pmks_cases.forms.early_report import EarlyReportForm, JoinReportForm, UnfoundedReportForm, WatchReportForm
from pmks_cases.models import Case, EarlyReport, Photo
from pmks_cases.models.case import Urgency
from pmks_cases.models.case_knowledge import BOARD
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.models import ReadEntry
from wksbm.core.paging import page_by_key
from wksbm.core.read_log import note_read

State = EarlyReport.State
SHOWN_WORDS = 90
"""Letters of a report that a list shows."""

CHECKED = (State.BECAME_CASE, State.JOINED, State.UNFOUNDED)
KINDS = {
    "menunggu": (gettext_lazy("Perlu diperiksa"), "check_by"),
    "dipantau": (gettext_lazy("Dipantau"), "-sent_at"),
    "selesai": (gettext_lazy("Sudah diperiksa"), "-sent_at"),
    "saya": (gettext_lazy("Tulisan saya"), "-sent_at"),
}


def report_or_404(request, pk: int) -> EarlyReport:
    """The report, for its writer and for who has to check it; anything else answers 404."""
    rows = EarlyReport.objects.visible_to(request.user).of(request.network)
    report = get_object_or_404(rows.select_related("rt", "resident__rt", "writer", "settled_by"), pk=pk)
    report.network = request.network
    return report


def may_check(request, report) -> bool:
    rows = EarlyReport.objects.visible_to(request.user).checkable_by(request.user)
    return rows.filter(pk=report.pk).exists()


def answer_to_writer(report) -> dict:
    """What its writer is told: calm, and the same whether or not there is a case that he may not know of."""
    if report.state == State.SENT:
        return {"words": _("Menunggu diperiksa"), "tone": "plain", "icon": "due"}
    if report.state == State.WATCHED:
        return {"words": _("Sedang dipantau"), "tone": "plain", "icon": "eye"}
    return {"words": _("Sudah diperiksa"), "tone": "done"}


def emergency_numbers(network) -> list[dict]:
    """Whom to call where there is violence or danger, as name, number to dial and number to read.

    `called` is the name for a narrow button, `short` stands there for a number that is too long.
    """
    numbers = [
        {"name": _("Polisi"), "dial": "110", "read": "110", "called": _("Polisi")},
        {"name": _("Gawat darurat medis"), "dial": "119", "read": "119", "called": _("Medis")},
        {"name": _("SAPA, perempuan dan anak"), "dial": "129", "read": "129", "called": _("SAPA")},
    ]
    if network.protection_unit_phone:
        unit = network.protection_unit_phone
        name = _("UPTD PPA kabupaten/kota")
        numbers.append({"name": name, "dial": unit, "read": unit, "phone": True, "short": "PPA", "called": _("UPTD")})
    return numbers


def not_to_know(report) -> list[str]:
    """To whom a checker must not speak of it: officers, suspects with their families, the name as it was written."""
    names = [report.not_for] if report.not_for else []
    for line in report.exclusions.select_related("user", "resident").order_by("added_at", "pk"):
        family = _("%(name)s dan keluarganya")
        names.append(line.user.name if line.user else family % {"name": line.resident.name})
    return list(dict.fromkeys(names))


# --- Writing -----------------------------------------------------------------------------------------------


@audience("pmks_cases.write_report")
class WriteReport(FormPage, View):
    form_class = EarlyReportForm
    template_name = "pmks_cases/report/write.html"
    title = gettext_lazy("Laporan dini")

    def get_context_data(self, **more) -> dict:
        form = more["form"]
        return super().get_context_data(
            numbers=emergency_numbers(self.request.network),
            writer=self.request.user,
            back_url=reverse("pmks_cases:reports", args=[self.request.network.slug]),
            back_label=_("Laporan dini"),
            found=found_people(form, self.request.POST.get("cari", "")),
            danger={"words": DANGER_PATTERN, "ordinary": ORDINARY_PATTERN},
            **more,
        )

    def post(self, request, *args, **kwargs):
        if "cari" in request.POST:  # without JavaScript the search is a whole page, and nothing is checked yet
            form = self.get_form(request.POST)
            form.errors.clear()
            return self.show(form)
        return super().post(request, *args, **kwargs)

    def act(self, form) -> str:
        report = actions.send(
            self.request.network,
            by=self.request.user,
            values=form.values(),
            photo=form.cleaned_data["photos"],
            excluded=form.excluded_officers(),
            suspects=form.cleaned_data.get("suspects") or (),
        )
        messages.success(self.request, _("Terima kasih. Laporan Anda sudah masuk."))
        if form.photo_left_out:
            messages.info(
                self.request,
                _("Fotonya tidak kami simpan, supaya orang yang Anda laporkan tetap aman. Laporannya tersimpan utuh."),
            )
        return reverse("pmks_cases:report", args=[self.request.network.slug, report.pk])


def found_people(form, searched: str) -> dict:
    """The residents to choose from beside each of the two names, with those chosen already."""
    found = {}
    for name, chosen in (("about", [form.chosen_resident]), ("not_for", form.chosen_suspects)):
        chosen = [resident for resident in chosen if resident is not None]
        people = form.searched(name) if searched == name else []
        known = {resident.pk for resident in chosen}
        found[name] = {
            "searched": searched == name,
            "nobody": form.nobody_found,
            "people": [(resident, True) for resident in chosen]
            + [(resident, False) for resident in people if resident.pk not in known],
        }
    return found


@require_POST
@audience("pmks_cases.search_residents")
def find_for_report(request, network):
    """The residents of a name, as choices beside the field. Posted: a name in a report stands in no address."""
    name = "not_for" if request.POST.get("cari") == "not_for" else "about"
    form = EarlyReportForm(request.POST, request=request)
    found = found_people(form, name)[name]
    return render(request, "pmks_cases/report/_people.html", {"found": found, "name": name})


# --- The list ----------------------------------------------------------------------------------------------


@audience("pmks_cases.write_report")
@require_safe
def reports(request, network):
    """What is to be checked, for who checks; for everybody the own ones with what became of them."""
    user = request.user
    checks = not BOARD.isdisjoint(user.roles_in(request.network.pk)) or _has_been_given_one(request)
    kind = request.GET.get("lihat", "")
    kind = kind if checks and kind in KINDS else ("menunggu" if checks else "saya")
    rows = _of_kind(EarlyReport.objects.visible_to(user).of(request.network), kind, user)
    page = page_by_key(rows.select_related("rt"), key=KINDS[kind][1], parameters=request.GET)
    link = f"?lihat={kind}&" if checks else "?"
    context = {
        "rows": [_row(report, request, kind) for report in page],
        "kind": kind,
        "kinds": [(name, label, name == kind) for name, (label, _key) in KINDS.items()] if checks else [],
        "previous_url": f"{link}before={page.before}" if page.before else "",
        "next_url": f"{link}after={page.after}" if page.after else "",
    }
    return render(request, "pmks_cases/report/list.html", context)


def _has_been_given_one(request) -> bool:
    if not request.user.has_perm("pmks_cases.check_report", request.network):
        return False
    return EarlyReport.objects.visible_to(request.user).of(request.network).checkable_by(request.user).exists()


def _of_kind(rows, kind: str, user):
    if kind == "saya":
        return rows.of_writer(user)
    rows = rows.checkable_by(user)
    if kind == "menunggu":
        return rows.to_check()
    return rows.filter(state=State.WATCHED) if kind == "dipantau" else rows.filter(state__in=CHECKED)


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN_WORDS else f"{text[:SHOWN_WORDS].rsplit(' ', 1)[0]} …"


def _row(report, request, kind: str) -> dict:
    today = request.network.today()
    title, where = _shortened(report.saw), report.where
    if report.is_secret:  # whoever looks over a shoulder reads nothing, at the writer's home least of all
        title, where = _("Laporan rahasia"), ""
    url = reverse("pmks_cases:report", args=[request.network.slug, report.pk])
    row = {"report": report, "title": title, "where": where, "url": url}
    if kind == "saya":
        return row | answer_to_writer(report)
    if kind != "menunggu":
        return row | {"words": report.get_state_display(), "tone": "done" if kind == "selesai" else "plain"}
    if report.check_by < today:
        return row | {"words": _("Terlambat"), "tone": "late"}
    if report.check_by == today:
        return row | {"words": _("Hari ini"), "tone": "due"}
    return row | {"words": "", "tone": ""}


# --- One report --------------------------------------------------------------------------------------------


@audience("pmks_cases.write_report")
@require_safe
def report(request, network, pk):
    """For its writer what became of it, for who checks it the ways on. A checker's look at a rahasia one is noted."""
    found = report_or_404(request, pk)
    checks = may_check(request, found)
    is_writer = found.writer_id == request.user.pk
    if checks and found.is_secret:
        subject = _("laporan dini")
        note_read(
            ReadEntry.Kind.CASE, by=request.user, network=request.network, subject=subject, of=found, restricted=True
        )
    cases = Case.objects.visible_to(request.user).of(request.network)
    nobody_may_check = is_writer and not found.is_settled and not actions.who_may_check(found)
    calls = found.danger or found.urgency == Urgency.EMERGENCY or nobody_may_check
    context = {
        "report": found,
        "report_key": str(found.pk),
        "checks": checks,
        "is_writer": is_writer,
        "answer": answer_to_writer(found),
        "not_to_know": not_to_know(found) if checks else [],
        "nobody_may_check": nobody_may_check,
        "numbers": emergency_numbers(request.network) if calls else [],
        "case": cases.filter(pk=found.case_id).first() if checks and found.case_id else None,
        "photos": Photo.objects.visible_to(request.user).filter(report=found),
        "today": request.network.today(),
    }
    return render(request, "pmks_cases/report/page.html", context)


WAYS = {
    "gabung": (JoinReportForm, gettext_lazy("Gabungkan ke kasus yang sudah ada"), gettext_lazy("Gabungkan")),
    "pantau": (WatchReportForm, gettext_lazy("Pantau dulu"), gettext_lazy("Simpan")),
    "tidak-terbukti": (UnfoundedReportForm, gettext_lazy("Tutup sebagai tidak terbukti"), gettext_lazy("Tutup")),
}
LEADS = {
    "gabung": gettext_lazy("Yang tidak boleh tahu laporan ini juga tidak akan melihat kasusnya."),
    "pantau": gettext_lazy("Belum perlu kasus, tetapi ada yang menengok lagi pada tanggal ini. Namanya: Anda."),
    "tidak-terbukti": gettext_lazy("Tidak ada yang tercatat pada warganya. Setelah enam bulan isinya dimusnahkan."),
}


@audience("pmks_cases.check_report")
class SettleReport(FormPage, View):
    """What becomes of a report, but for a new case, which is opened on its own page."""

    def dispatch(self, request, *args, **kwargs):
        if kwargs["way"] not in WAYS:
            raise Http404
        self.report = report_or_404(request, kwargs["pk"])
        if not may_check(request, self.report):
            raise PermissionDenied(_("Laporan ini diperiksa oleh orang lain."))
        if self.report.is_settled and request.method == "GET":
            return redirect(self.address())
        return super().dispatch(request, *args, **kwargs)

    @property
    def form_class(self):
        return WAYS[self.kwargs["way"]][0]

    def get_form_kwargs(self) -> dict:
        return {"report": self.report}

    def get_context_data(self, **more) -> dict:
        way = self.kwargs["way"]
        _form, title, submit = WAYS[way]
        return super().get_context_data(**more) | {
            "title": title,
            "submit": submit,
            "lead": LEADS[way],
            "tiles": way == "gabung",
            "back_url": self.address(),
            "back_label": _("Laporan dini"),
        }

    template_name = "pmks_cases/report/settle.html"

    def address(self) -> str:
        return reverse("pmks_cases:report", args=[self.request.network.slug, self.report.pk])

    def act(self, form) -> str:
        values, by = form.cleaned_data, self.request.user
        if self.kwargs["way"] == "gabung":
            actions.join(self.report, by=by, case=values["case"])
            messages.success(self.request, _("Laporan digabungkan."))
        elif self.kwargs["way"] == "pantau":
            actions.watch(self.report, by=by, look_again_on=values["look_again_on"], note=values["note"])
            messages.success(self.request, _("Dicatat. Anda diingatkan pada tanggal itu."))
        else:
            actions.close_as_unfounded(self.report, by=by, note=values["note"])
            messages.success(self.request, _("Laporan ditutup."))
        return self.address()
