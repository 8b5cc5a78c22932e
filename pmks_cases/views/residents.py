"""Pages of residents: the list and its search, one resident, noting and mending, moved and died, the story.

Who looks after one RT or one dasawisma, who pays and who belongs to an organisation sees of a resident the name, sex,
age, addresses and family. Identity numbers (masked), birth date, work, schooling, disability and insurance are for who
may see a whole resident (`pmks_cases.view_whole_resident`): chair, secretary, PSM, village operator.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View
from django_htmx.http import replace_url

from members.access import roles_with
from pmks_cases import exports
from pmks_cases.actions import residents as actions
from pmks_cases.codes import Sex
from pmks_cases.forms.resident import ComeBackForm, NikCheckForm, ResidentForm, StateForm
from pmks_cases.forms.search import Found, ResidentFilter
from pmks_cases.models import Family, Resident, ResidentMerge
from pmks_cases.models.resident import AREA_ROLES
from pmks_cases.models.resident_story import differences_between, last_hand, mentioned_in, story_of
from pmks_cases.shown import WHOLE_ONLY, column_label, shown_value
from pmks_cases.validators import check_nik, clean_identity_number, nik_problems
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.models import ReadEntry
from wksbm.core.paging import page_by_key
from wksbm.core.read_log import note_read
from wksbm.core.registries import panels_for

SHORTEST_SEARCH = 3
MOST_FOUND = 20
"""Who has no list finds at most this many, and types at least so many letters."""


def resident_or_404(request, pk: int, permission: str, *, merged: bool = False) -> Resident:
    """The resident whom this person reaches by a permission; records that were merged away only when asked for."""
    rows = Resident.objects.visible_to(request.user, permission).of(request.network)
    rows = rows if merged else rows.standing()
    resident = get_object_or_404(rows.select_related("rt", "family__dasawisma"), pk=pk)
    resident.network = request.network
    return resident


def address_of(resident: Resident, network, route: str = "resident") -> str:
    return reverse(f"pmks_cases:{route}", args=[network.slug, resident.pk])


# --- List and search -------------------------------------------------------------------------------------


def has_digit(typed: str) -> bool:
    """Whether this may be (a part of) an identity number, which never stands in an address. No name has digits."""
    return any(letter.isdigit() for letter in typed)


def lists_everybody(request) -> bool:
    """Whether this person may browse all residents of the network, not only those of his own area."""
    wide = roles_with("pmks_cases.list_residents") - AREA_ROLES.keys()
    return not wide.isdisjoint(request.user.roles_in(request.network.pk))


@audience("pmks_cases.search_residents")
class Residents(View):
    """One box for a name, a whole NIK or a whole KK number; below it the list, for those who may browse it.

    The box posts. A name then stands in the address, so that Back and two tabs work; a number never does.
    """

    def get(self, request, network):
        return self.show(ResidentFilter(request.GET, user=request.user, network=request.network))

    def post(self, request, network):
        filters = ResidentFilter(request.POST, user=request.user, network=request.network)
        typed = request.POST.get("nama", "").strip()[:100]
        if has_digit(typed):
            return self.answer_number(filters, typed)
        url = f"{request.path}?{urlencode(filters.query())}" if filters.query() else request.path
        return replace_url(self.show(filters), url) if request.htmx else redirect(url)

    def answer_number(self, filters, typed: str):
        number = clean_identity_number(typed)
        checked = check_nik(number)
        if not checked.value:
            said = [*checked.blocking, *checked.warnings] or [_("Tulis 16 angka.")]
            return self.show(filters, typed=typed, found=[], said=said[0])
        found = self.with_number(checked.value)
        if found.resident is None and found.family is None:
            said = _("Tidak ada warga atau keluarga dengan nomor ini di daftar yang bisa Anda lihat.")
            return self.show(filters, typed=typed, found=[], said=said)
        if not self.request.htmx:
            return redirect("pmks_cases:resident" if found.resident else "pmks_cases:family", *self.place_of(found))
        people = [found.resident] if found.resident else list(self.scope().standing().filter(family=found.family))
        return self.show(filters, typed=typed, found=people)

    def place_of(self, found: Found) -> tuple:
        return self.request.network.slug, (found.resident or found.family).pk

    def with_number(self, number: str) -> Found:
        resident = self.scope().standing().with_nik(number).select_related("rt").first()
        families = Family.objects.visible_to(self.request.user).of(self.request.network)
        return Found(resident) if resident else Found(family=families.with_kk_number(number).first())

    def scope(self, permission: str = "pmks_cases.search_residents"):
        return Resident.objects.visible_to(self.request.user, permission).of(self.request.network)

    def show(self, filters, *, typed: str = "", found: list | None = None, said: str = ""):
        request = self.request
        may_list = request.user.has_perm("pmks_cases.list_residents", request.network)
        context = {
            "filters": filters,
            "typed": typed or filters.name,
            "may_list": may_list,
            "said": said,
            "today": request.network.today(),
            "may_export": request.user.has_perm("pmks_cases.export_residents", request.network),
            "add_url": self.door("add_resident", "add_resident"),
            "import_url": self.door("import_residents", "resident_imports"),
            "export_fields": filters.query(),
        }
        if found is not None:
            context |= {"rows": found}
        elif filters.name and not lists_everybody(request):
            context |= self.search(filters)
        elif may_list:
            context |= self.page(filters)
        template = "pmks_cases/resident/list.html"
        return render(request, f"{template}#hasil" if request.htmx else template, context)

    def door(self, permission: str, route: str) -> str:
        """The address of a page of the network, for who holds its permission."""
        if not self.request.user.has_perm(f"pmks_cases.{permission}", self.request.network):
            return ""
        return reverse(f"pmks_cases:{route}", args=[self.request.network.slug])

    def search(self, filters) -> dict:
        if len(filters.name) < SHORTEST_SEARCH:
            return {"rows": [], "said": _("Tulis paling sedikit tiga huruf.")}
        rows = filters.narrow(self.scope()).for_rows().order_by("name_key", "pk")[: MOST_FOUND + 1]
        rows = list(rows)
        return {"rows": rows[:MOST_FOUND], "more": len(rows) > MOST_FOUND}

    def page(self, filters) -> dict:
        rows = filters.narrow(self.scope("pmks_cases.list_residents"))
        page = page_by_key(rows.for_rows(), key="name_key", parameters=self.request.GET)
        path = self.request.path
        return {
            "rows": page.rows,
            "count": rows.count() if page.before or page.after else len(page),
            "previous_url": f"{path}?{urlencode(filters.query(before=page.before))}" if page.before else "",
            "next_url": f"{path}?{urlencode(filters.query(after=page.after))}" if page.after else "",
        }


@require_POST
@audience("pmks_cases.export_residents")
def export_residents(request, network):
    """The list with its filters as a spreadsheet; leaves a read entry with the count."""
    filters = ResidentFilter(request.POST, user=request.user, network=request.network)
    rows = filters.narrow(Resident.objects.visible_to(request.user, "pmks_cases.list_residents").of(request.network))
    content, count = exports.residents_file(rows, by=request.user, network=request.network, filters=filters)
    note_read(
        ReadEntry.Kind.EXPORT,
        by=request.user,
        network=request.network,
        subject=_("%(count)d warga, %(filters)s") % {"count": count, "filters": filters.in_words()[:60]},
    )
    response = HttpResponse(content, content_type=exports.XLSX)
    response["Content-Disposition"] = content_disposition_header(True, exports.file_name(request.network))
    return response


# --- One resident ----------------------------------------------------------------------------------------


@audience("pmks_cases.view_resident")
class ResidentPage(View):
    def get(self, request, network, pk):
        resident = resident_or_404(request, pk, "pmks_cases.view_resident", merged=True)
        if resident.merged_into_id:
            return redirect("pmks_cases:resident", request.network.slug, resident.merged_into_id)
        return render(request, "pmks_cases/resident/page.html", page_context(request, resident))


def page_context(request, resident, **more) -> dict:
    may = {
        verb: request.user.has_perm(f"pmks_cases.{verb}", request.network)
        for verb in ("change_resident", "merge_resident", "view_story", "reveal_identity_number")
    }
    people = Resident.objects.visible_to(request.user).of(request.network).standing()
    relatives = people.of_family(resident.family_id).for_rows()
    merges = ResidentMerge.objects.visible_to(request.user).of(request.network).undoable()
    return {
        "resident": resident,
        "nik": resident.nik,
        "kk_number": resident.family.kk_number if resident.family else None,
        "whole": request.user.has_perm("pmks_cases.view_whole_resident", request.network),
        "may": may,
        "relatives": relatives.exclude(pk=resident.pk) if resident.family_id else [],
        "today": request.network.today(),
        "merges": merges.filter(kept=resident).order_by("-pk") if may["merge_resident"] else [],
        "panels": panels_for("resident", user=request.user, network=request.network, subject=resident),
        **more,
    }


@require_POST
@audience("pmks_cases.reveal_identity_number")
def reveal_numbers(request, network, pk):
    """NIK and KK number whole, in the answer to this post alone: no address shows them, nothing keeps them."""
    resident = resident_or_404(request, pk, "pmks_cases.reveal_identity_number")
    nik, kk_number = actions.reveal(resident, by=request.user)
    context = page_context(request, resident, nik=nik, kk_number=kk_number, revealed=True)
    template = "pmks_cases/resident/page.html"
    return render(request, f"{template}#nomor" if request.htmx else template, context)


@audience("pmks_cases.view_story")
class ResidentStory(View):
    """What changed on one resident, as a plain story; opening it leaves a read entry."""

    def get(self, request, network, pk):
        resident = resident_or_404(request, pk, "pmks_cases.view_story", merged=True)
        note_read(
            ReadEntry.Kind.STORY, by=request.user, network=request.network, subject=_("riwayat warga"), of=resident
        )
        context = {
            "resident": resident,
            "chapters": told(request, story_of(resident)),
            "may_open": request.user.has_perm("pmks_cases.view_resident", request.network),
        }
        return render(request, "pmks_cases/resident/story.html", context)


DEEDS = {
    "residents.add": gettext_lazy("%(who)s mencatat warga ini."),
    "residents.change": gettext_lazy("%(who)s memperbaiki isian."),
    "residents.move_away": gettext_lazy("%(who)s mencatat pindah."),
    "residents.record_death": gettext_lazy("%(who)s mencatat meninggal."),
    "residents.come_back": gettext_lazy("%(who)s mencatat kembali tinggal di sini."),
    "residents.take_back_state": gettext_lazy("%(who)s membatalkan catatan pindah atau meninggal."),
    "residents.merge": gettext_lazy("%(who)s menggabungkan dua catatan orang yang sama."),
    "residents.undo_merge": gettext_lazy("%(who)s membatalkan penggabungan."),
    "residents.import": gettext_lazy("%(who)s mengisinya lewat impor berkas."),
}
"""The sentence of each action."""


def told(request, chapters) -> list[dict]:
    """The chapters as sentences. Values that the reader may not see are only said to have changed."""
    whole = request.user.has_perm("pmks_cases.view_whole_resident", request.network)
    mentioned = mentioned_in(chapters)
    lines = []
    for chapter in chapters:
        sentence = DEEDS.get(chapter.action, _("%(who)s mengubah catatan ini."))
        changes = [
            {
                "label": column_label(d.column),
                "before": shown_value(d.column, d.before, mentioned),
                "after": shown_value(d.column, d.after, mentioned),
                "hidden": d.column in WHOLE_ONLY and not whole,
            }
            for d in chapter.differences
            if d.column != "merged_into_id"
        ]
        line = {"at": chapter.at, "sentence": sentence % {"who": chapter.by or _("Portal")}, "changes": changes}
        lines.append(line | {"reason": chapter.reason})
    return lines


# --- Noting and mending ----------------------------------------------------------------------------------


class ResidentFormPage(FormPage):
    form_class = ResidentForm
    template_name = "pmks_cases/resident/form.html"

    def get_context_data(self, **more) -> dict:
        form = more["form"]
        return super().get_context_data(
            registered=form.registered, alike=form.alike, doubts=form.doubts, today=self.request.network.today(), **more
        )

    def show(self, form, **more):
        form.errors  # noqa: B018  the duplicates that the page shows are found while the form is checked
        return super().show(form, **more)


@audience("pmks_cases.add_resident")
class AddResident(ResidentFormPage, View):
    title = gettext_lazy("Catat warga baru")

    def get_initial(self):
        """A new member of a family begins with its card, RT and address: `?keluarga=<id>`."""
        typed = self.request.GET.get("keluarga", "")
        family = None
        if typed.isdecimal() and len(typed) < 19:
            families = Family.objects.visible_to(self.request.user).of(self.request.network)
            family = families.filter(pk=int(typed)).first()
        if family is None:
            return {"name": self.request.GET.get("nama", "")[:100]}
        people = Resident.objects.visible_to(self.request.user).of(self.request.network).standing()
        first = people.of_family(family.pk).first()
        return {
            "family": family.pk,
            "rt": first.rt_id,
            "address": first.address,
            "present_address": first.present_address,
        }

    def get_context_data(self, **more):
        back = reverse("pmks_cases:residents", args=[self.request.network.slug])
        return super().get_context_data(back_url=back, back_label=_("Semua warga"), submit=_("Simpan warga"), **more)

    def act(self, form):
        kk_number = form.cleaned_data["kk_number"]
        resident = actions.add(self.request.network, by=self.request.user, values=form.values(), kk_number=kk_number)
        messages.success(self.request, _("%(name)s sudah tercatat.") % {"name": resident.name})
        return address_of(resident, self.request.network)


@audience("pmks_cases.change_resident")
class ChangeResident(ResidentFormPage, View):
    title = gettext_lazy("Perbaiki data warga")

    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_or_404(request, kwargs["pk"], "pmks_cases.change_resident")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {"resident": self.resident}

    def get_context_data(self, **more):
        back = address_of(self.resident, self.request.network)
        return super().get_context_data(
            resident=self.resident, back_url=back, back_label=self.resident.name, submit=_("Simpan perbaikan"), **more
        )

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except actions.EditedMeanwhile as edited:
            return self.ask_which(edited)

    def act(self, form):
        read_at = form.cleaned_data["revision"] or 0
        others = self.changed_since(read_at)
        actions.change(
            self.resident,
            by=self.request.user,
            revision=read_at,
            values=form.values(),
            kk_number=form.cleaned_data["kk_number"],
        )
        messages.success(self.request, _("Perbaikan sudah disimpan."))
        if others:
            messages.info(self.request, others)
        return address_of(self.resident, self.request.network)

    def changed_since(self, revision: int) -> str:
        """What somebody else changed after the form was opened, as a sentence; empty when nothing did."""
        opened = self.resident.as_of(revision)
        changed = differences_between(opened, self.resident) if opened is not None else []
        if not changed:
            return ""
        columns = ", ".join(str(column_label(difference.column)) for difference in changed)
        return _("Sementara itu ada yang mengubah: %(columns)s. Perubahan itu tetap ada.") % {"columns": columns}

    def ask_which(self, edited):
        """Nothing typed is lost: the form stays filled, takes over what only the other changed, asks about the rest."""
        self.resident.refresh_from_db()
        typed = self.request.POST.copy()
        form = self.get_form(ResidentForm.rebased(typed, edited))
        form.ask_about(edited.theirs)
        hand = last_hand(self.resident)
        who, when = hand if hand else ("", None)
        return render(
            self.request,
            self.template_name,
            self.get_context_data(form=form, kept=False, changed_by=who, changed_at=when),
            status=409,
        )


@require_POST
@audience("pmks_cases.add_resident")
def check_nik_typed(request, network):
    """What the NIK says about itself while it is typed; a fragment beside the field. Posted, so never in a log."""
    form = NikCheckForm(request.POST)
    form.is_valid()
    typed = form.cleaned_data.get("nik") or ""
    sex = form.cleaned_data.get("sex")
    found = nik_problems(typed, Sex(sex) if sex else None, form.cleaned_data.get("birth_on"), request.network.today())
    checked = check_nik(typed)
    said, registered = list(found.blocking), None
    if checked.value:
        edited = Resident.objects.visible_to(request.user).of(request.network).filter(pk=_number(request.POST, "warga"))
        taken = Resident.registered_with(request.network, checked.value, but=edited.first())
        if taken is not None:
            said.append(actions.nik_taken_sentence(taken))
            registered = Resident.objects.visible_to(request.user).filter(pk=taken.pk).first()
    context = {
        "said": said,
        "doubts": found.warnings,
        "registered": registered,
        "fine": bool(checked.value) and not said,
    }
    return render(request, "pmks_cases/resident/_nik_check.html", context)


def _number(parameters, name: str) -> int:
    typed = parameters.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


# --- Moved, died, back -----------------------------------------------------------------------------------


class StatePage(FormPage):
    """One of the pages that change where a resident is: a date, a word about it, one button."""

    form_class = StateForm
    lead = submit = ""
    danger = False

    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_or_404(request, kwargs["pk"], "pmks_cases.change_resident")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more):
        return super().get_context_data(
            lead=f"{self.resident.name}, {self.resident.rt or ''}".rstrip(", "),
            submit=self.submit,
            danger=self.danger,
            back_url=address_of(self.resident, self.request.network),
            back_label=self.resident.name,
            **more,
        )

    def act(self, form):
        self.record(form.cleaned_data)
        messages.success(self.request, _("Sudah dicatat. Kalau keliru, bisa dibatalkan di halaman ini."))
        return address_of(self.resident, self.request.network)

    def record(self, typed: dict) -> None:
        raise NotImplementedError


@audience("pmks_cases.change_resident")
class MoveAway(StatePage, View):
    title = gettext_lazy("Catat pindah")
    submit = gettext_lazy("Ya, sudah pindah")

    def record(self, typed):
        actions.move_away(self.resident, by=self.request.user, on=typed["on"], reason=typed["reason"])


@audience("pmks_cases.change_resident")
class RecordDeath(StatePage, View):
    title = gettext_lazy("Catat meninggal")
    submit = gettext_lazy("Ya, sudah meninggal")

    def record(self, typed):
        actions.record_death(self.resident, by=self.request.user, on=typed["on"], reason=typed["reason"])


@audience("pmks_cases.change_resident")
class ComeBack(StatePage, View):
    form_class = ComeBackForm
    title = gettext_lazy("Catat masih tinggal di sini")
    submit = gettext_lazy("Simpan")

    def get_form_kwargs(self):
        return {"may_return": not self.resident.has_died}

    def record(self, typed):
        if typed.get("why") == "kembali":
            actions.come_back(self.resident, by=self.request.user, on=typed["on"], reason=typed["reason"])
        else:
            actions.take_back_state(self.resident, by=self.request.user, reason=typed["reason"])
