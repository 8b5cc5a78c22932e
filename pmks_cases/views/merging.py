"""Pages that make two records of one person one: find the other, compare field by field, take it back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import residents as actions
from pmks_cases.forms.resident import MergeForm
from pmks_cases.models import Resident, ResidentMerge
from pmks_cases.validators import check_nik
from pmks_cases.views.residents import address_of, has_digit, resident_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule

MOST_OFFERED = 20


@audience("pmks_cases.merge_resident")
class FindDuplicate(View):
    """Which other record is the same person? Those with a like name and birth date are offered; others are searched."""

    def others(self, resident):
        rows = Resident.objects.visible_to(self.request.user, "pmks_cases.merge_resident").of(self.request.network)
        return rows.standing().exclude(pk=resident.pk)

    def get(self, request, network, pk):
        resident = resident_or_404(request, pk, "pmks_cases.merge_resident")
        typed = request.GET.get("nama", "").strip()[:100]
        return self.show(resident, "" if has_digit(typed) else typed)

    def post(self, request, network, pk):
        """The box posts, as on the list: a name moves into the address, a whole NIK leads to its record."""
        resident = resident_or_404(request, pk, "pmks_cases.merge_resident")
        typed = request.POST.get("nama", "").strip()[:100]
        if not has_digit(typed):
            return redirect(f"{request.path}?{urlencode({'nama': typed})}" if typed else request.path)
        checked = check_nik(typed)
        found = self.others(resident).with_nik(checked.value).first() if checked.value else None
        if found is None:
            said = checked.blocking[0] if checked.blocking else _("Tidak ada warga lain dengan NIK ini.")
            return self.show(resident, typed, said=said)
        return redirect("pmks_cases:merge_residents", request.network.slug, resident.pk, found.pk)

    def show(self, resident, typed: str, *, said: str = ""):
        request, others = self.request, self.others(resident)
        if said:
            offered = []
        elif typed:
            offered = others.named_like(request.network, typed).for_rows().order_by("name_key", "pk")
        else:
            offered = others.alike(request.network, resident.name, resident.birth_on)
        context = {
            "said": said,
            "resident": resident,
            "offered": offered[:MOST_OFFERED],
            "typed": typed,
            "today": request.network.today(),
        }
        return render(request, "pmks_cases/resident/find_duplicate.html", context)


@audience("pmks_cases.merge_resident")
class MergeResidents(FormPage, View):
    form_class = MergeForm
    template_name = "pmks_cases/resident/merge.html"
    title = gettext_lazy("Gabungkan dua catatan")

    def dispatch(self, request, *args, **kwargs):
        if kwargs["pk"] == kwargs["other_pk"]:
            return redirect("pmks_cases:find_duplicate", request.network.slug, kwargs["pk"])
        self.kept = resident_or_404(request, kwargs["pk"], "pmks_cases.merge_resident")
        self.duplicate = resident_or_404(request, kwargs["other_pk"], "pmks_cases.merge_resident")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {"kept": self.kept, "duplicate": self.duplicate}

    def get_context_data(self, **more):
        one, other = self.kept.nik, self.duplicate.nik
        return super().get_context_data(
            keeps=self.kept,
            duplicate=self.duplicate,
            two_niks=one is not None and other is not None and one != other,
            back_url=reverse("pmks_cases:find_duplicate", args=[self.request.network.slug, self.kept.pk]),
            back_label=_("Pilih catatan lain"),
            today=self.request.network.today(),
            **more,
        )

    def act(self, form):
        actions.merge(
            self.kept,
            self.duplicate,
            by=self.request.user,
            values=form.values(),
            revisions=form.revisions_compared(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(self.request, _("Kedua catatan sudah menjadi satu. Bisa dibatalkan selama 30 hari."))
        return address_of(self.kept, self.request.network)


@require_POST
@audience("pmks_cases.merge_resident")
def undo_merge(request, network, pk):
    """Two records again, as they were."""
    merging = get_object_or_404(ResidentMerge.objects.visible_to(request.user).of(request.network), pk=pk)
    if merging.undone_at:
        messages.info(request, _("Penggabungan ini sudah dibatalkan."))
        return redirect("pmks_cases:resident", request.network.slug, merging.kept_id)
    try:
        actions.undo_merge(merging, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Penggabungan dibatalkan. Kedua catatan kembali seperti semula."))
    return redirect("pmks_cases:resident", request.network.slug, merging.kept_id)
