"""Janji: what somebody has promised to do until a day, on the list of who does it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members import finishing
from members.actions import follow_ups
from members.forms.follow_ups import FinishForm, HandOverForm, MoveForm, ReasonForm
from members.lateness import badge
from members.models import FollowUp, FollowUpEntry, User
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.core.registries import origins

LISTS = {
    "terbuka": gettext_lazy("Belum selesai"),
    "terlambat": gettext_lazy("Terlambat"),
    "selesai": gettext_lazy("Selesai"),
}


def told_origins(user, rows) -> dict[int, tuple[str, str]]:
    """Title and address of where these promises come from, by their own id: only of what this person sees."""
    wanted: dict[str, dict[int, list[int]]] = {}
    for row in rows:
        if row.origin_id and row.origin_label in origins:
            wanted.setdefault(row.origin_label, {}).setdefault(row.origin_id, []).append(row.pk)
    found = {}
    for label, of_kind in wanted.items():
        told = origins[label].told(user, list(of_kind))
        found |= {pk: told[key] for key, pks in of_kind.items() if key in told for pk in pks}
    return found


def as_row(follow_up, *, user, origin, today) -> dict:
    """One line of a list: the promise as this person may read it, who does it, where it comes from, its badge."""
    tone, words = badge(follow_up.due_on, today) if follow_up.is_open else ("", follow_up.get_state_display())
    who = _("Anda") if follow_up.doer_id == user.pk else follow_up.doer.name
    if follow_up.organization:
        who = f"{who}, {follow_up.organization.name}"
    title, text = follow_up.title_for(user), f"{who} · {origin[0]}" if origin else who
    if follow_up.restricted and origin:
        # Somebody may look over a shoulder: the words of a guarded promise stand on its own page only.
        title, text = _("Janji: %(origin)s") % {"origin": origin[0]}, who
    return {
        "pk": follow_up.pk,
        "title": title,
        "text": text,
        "tone": tone,
        "badge": words,
        "done": follow_up.state == FollowUp.State.DONE,
    }


@audience("members.view_follow_up")
@require_safe
def follow_up_list(request, network):
    """What is promised: the own things, for the board everything; open, late or ended."""
    shown = request.GET.get("lihat") if request.GET.get("lihat") in LISTS else "terbuka"
    mine = request.GET.get("siapa") == "saya"
    today = request.network.today()
    rows = FollowUp.objects.visible_to(request.user).of(request.network)
    if mine:
        rows = rows.filter(doer=request.user)
    narrowed = {"terbuka": rows.open, "terlambat": lambda: rows.late(today), "selesai": rows.ended}[shown]()
    page = page_by_key(
        narrowed.select_related("doer", "organization"),
        key="-done_at" if shown == "selesai" else "due_on",
        parameters=request.GET,
    )
    told = told_origins(request.user, page)
    context = {
        "rows": [as_row(row, user=request.user, origin=told.get(row.pk), today=today) for row in page],
        "page": page,
        "shown": shown,
        "lists": LISTS.items(),
        "mine": mine,
        "sees_others": request.user.has_perm("members.add_follow_up", request.network),
        "rest": f"&lihat={shown}" + ("&siapa=saya" if mine else ""),
    }
    return render(request, "members/follow_up/list.html", context)


def _find(request, pk: int) -> FollowUp:
    rows = FollowUp.objects.visible_to(request.user).of(request.network)
    found = get_object_or_404(rows.select_related("doer", "organization", "created_by"), pk=pk)
    found.network = request.network
    return found


def _facts(request, follow_up) -> dict:
    """What every page of a promise shows of it."""
    user = request.user
    tone, words = badge(follow_up.due_on, request.network.today())
    entries = list(FollowUpEntry.objects.visible_to(user).filter(follow_up=follow_up).select_related("by", "doer"))
    outside = follow_up.told_to(user)
    for entry in entries:
        # Who reads only the instruction reads what he wrote himself and what was written to him.
        own = entry.by_id == user.pk or entry.kind == FollowUpEntry.Kind.HANDED_OVER
        entry.shown_note = entry.note if own or not outside else ""
    return {
        "follow_up": follow_up,
        "heading": follow_up.title_for(user),
        "outside": outside,
        # Its first line is the heading of who reads nothing else.
        "told": follow_up.instruction.partition("\n")[2] if outside else follow_up.instruction,
        "origin": told_origins(user, [follow_up]).get(follow_up.pk),
        "tone": tone,
        "badge": words,
        "entries": entries,
        "may_settle": follow_ups.may_settle(user, follow_up),
        "may_withdraw": follow_ups.may_withdraw(user, follow_up),
    }


@audience("members.view_follow_up")
@require_safe
def follow_up(request, network, pk: int):
    """One promise: what, who, until when, where it comes from, and what became of it."""
    found = _find(request, pk)
    context = _facts(request, found)
    context["may_hand_over"] = context["may_settle"] and follow_ups.possible_doers(found).exists()
    return render(request, "members/follow_up/page.html", context)


class _SettlePage(FormPage, View):
    """Mixin of the pages that settle an open promise: its facts on top, one question below."""

    template_name = "members/follow_up/settle.html"
    said = ""

    def allowed(self) -> bool:
        return follow_ups.may_settle(self.request.user, self.follow_up)

    def fits(self) -> bool:
        """Whether there is still something to settle."""
        return self.follow_up.is_open

    def dispatch(self, request, *args, **kwargs):
        self.follow_up = _find(request, kwargs["pk"])
        if not self.allowed():
            raise PermissionDenied(_("Mintalah ini kepada yang mencatat janji atau kepada sekretaris."))
        if request.method == "GET" and not self.fits():
            messages.info(request, _("Janji ini sudah ditutup. Ini yang tercatat."))
            return redirect(self.page())
        return super().dispatch(request, *args, **kwargs)

    def page(self) -> str:
        return reverse("members:follow_up", args=[self.request.network.slug, self.follow_up.pk])

    def get_context_data(self, **more) -> dict:
        facts = _facts(self.request, self.follow_up)
        return facts | super().get_context_data(**more) | {"submit": self.submit, "page_url": self.page()}

    def act(self, form) -> str:
        self.settle(**form.data_for_action())
        messages.success(self.request, self.said)
        return self.page()


@audience("members.view_follow_up")
class FinishFollowUp(_SettlePage):
    """Done, with what came of it."""

    form_class = FinishForm
    title = gettext_lazy("Sudah selesai?")
    submit = gettext_lazy("Ya, selesai")
    said = gettext_lazy("Janji ini selesai. Terima kasih.")

    def get(self, request, *args, **kwargs):
        page = finishing.page_of(self.follow_up)
        return redirect(page) if page else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        page = finishing.page_of(self.follow_up)
        return redirect(page) if page else super().post(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        other_ways = follow_ups.possible_doers(self.follow_up).exists()
        return super().get_context_data(**more) | {"other_ways": True, "may_hand_over": other_ways}

    def settle(self, outcome: str) -> None:
        follow_ups.finish(self.follow_up, by=self.request.user, outcome=outcome)


@audience("members.view_follow_up")
class MoveFollowUp(_SettlePage):
    """Put off, with a reason."""

    form_class = MoveForm
    title = gettext_lazy("Undur janji")
    submit = gettext_lazy("Undur")
    said = gettext_lazy("Tanggalnya diundur.")

    def get_form_kwargs(self) -> dict:
        return {"latest": follow_ups.latest_day(self.follow_up)}

    def settle(self, due_on, reason: str) -> None:
        follow_ups.move(self.follow_up, by=self.request.user, due_on=due_on, reason=reason)


@audience("members.view_follow_up")
class HandOverFollowUp(_SettlePage):
    """Given to somebody else."""

    form_class = HandOverForm
    title = gettext_lazy("Serahkan janji")
    submit = gettext_lazy("Serahkan")
    said = gettext_lazy("Janji ini diserahkan.")

    def get_form_kwargs(self) -> dict:
        possible = follow_ups.possible_doers(self.follow_up)
        return {"doers": User.objects.visible_to(self.request.user).filter(pk__in=possible.values("pk"))}

    def settle(self, doer, note: str) -> None:
        follow_ups.hand_over(self.follow_up, by=self.request.user, doer=doer, note=note)

    def act(self, form) -> str:
        super().act(form)
        return reverse("members:follow_ups", args=[self.request.network.slug])


@audience("members.view_follow_up")
class WithdrawFollowUp(_SettlePage):
    """It need not be done any more."""

    form_class = ReasonForm
    title = gettext_lazy("Batalkan janji")
    submit = gettext_lazy("Batalkan janji")
    said = gettext_lazy("Janji ini dibatalkan.")

    def allowed(self) -> bool:
        return follow_ups.may_withdraw(self.request.user, self.follow_up)

    def settle(self, reason: str) -> None:
        follow_ups.withdraw(self.follow_up, by=self.request.user, reason=reason)


@audience("members.view_follow_up")
class ReopenFollowUp(_SettlePage):
    """It was ended by mistake."""

    form_class = ReasonForm
    title = gettext_lazy("Buka lagi janji ini")
    submit = gettext_lazy("Buka lagi")
    said = gettext_lazy("Janji ini dibuka lagi.")

    def fits(self) -> bool:
        return not self.follow_up.is_open

    def settle(self, reason: str) -> None:
        follow_ups.reopen(self.follow_up, by=self.request.user, reason=reason)
