"""Opening a case: first whose it is (search first), then what is needed. A name and an RT will do."""

import re

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from pmks_cases.actions import cases, early_reports
from pmks_cases.actions.case_secrecy import without_honorific
from pmks_cases.forms.case_opening import CaseOpeningForm
from pmks_cases.models import Case, EarlyReport, Family, Resident
from pmks_cases.models.case import Secrecy
from pmks_cases.validators import check_nik, clean_identity_number
from pmks_cases.views.cases import address_of
from pmks_cases.views.residents import MOST_FOUND, SHORTEST_SEARCH, has_digit
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule


def number_in(parameters, name: str) -> int | None:
    """A row's id from an address or a hidden field; None for anything else."""
    typed = parameters.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 19 else None


def report_of(request, parameters) -> EarlyReport | None:
    """The waiting report from which the case is opened, for who checks it."""
    pk = number_in(parameters, "laporan")
    if pk is None:
        return None
    reports = EarlyReport.objects.visible_to(request.user).of(request.network).checkable_by(request.user)
    return reports.filter(pk=pk, case=None).first()


@audience("pmks_cases.open_case")
class OpenCase(FormPage, View):
    """`?warga=`, `?keluarga=` or `?laporan=` say whom it is about; without them the page begins with the search."""

    form_class = CaseOpeningForm
    template_name = "pmks_cases/case/open.html"
    title = gettext_lazy("Buka kasus")
    already: Case | None = None
    named: str | None = None

    def get_initial(self) -> dict:
        if self.request.method == "POST" and self.named is None:
            return {}
        given = self.request.GET if self.named is None else self.request.POST
        initial = {name: number_in(given, name) for name in ("warga", "keluarga", "laporan")}
        if self.named:
            initial["subject_name"] = self.named
        if report := report_of(self.request, given):
            initial |= self.begun_by(report, initial)
        return initial

    def begun_by(self, report: EarlyReport, initial: dict) -> dict:
        """What the report tells already."""
        return {
            "warga": initial["warga"] or (report.resident_id if self.named is None else None),
            "keluarga": initial["keluarga"] or (report.family_id if self.named is None else None),
            "subject_name": self.named or "",
            "rt": report.rt_id,
            "need": report.saw[:300],
            "landmark": report.place,
            "urgency": report.urgency,
            "secrecy": report.secrecy,
            "need_kind": "perlindungan" if report.danger else "",
            "level_asked": report.secrecy == Secrecy.SECRET,
        }

    def get_context_data(self, **more) -> dict:
        form = more["form"]
        slug = self.request.network.slug
        return super().get_context_data(
            submit=_("Buka kasus"),
            icon="case",
            action=reverse("pmks_cases:open_case", args=[slug]),
            search_url=reverse("pmks_cases:find_case_subject", args=[slug]),
            today=self.request.network.today(),
            already=self.already,
            already_url=address_of(self.already, self.request.network) if self.already else "",
            report=form.report,
            **more,
        )

    def show(self, form, **more):
        if form.is_bound or self.named is not None or form.resident or form.family:
            form.errors  # noqa: B018  what the page shows is found while the form is checked
            if self.already:
                form.errors.pop(NON_FIELD_ERRORS, None)  # the page shows the open case itself
            return super().show(form, **more)
        if form.report is None or has_digit(form.report.about) or len(form.report.about) < SHORTEST_SEARCH:
            return choose_subject(self.request, report=form.report)
        typed = form.report.about
        return choose_subject(self.request, typed=typed, people=find_people(self.request, typed)[0], report=form.report)

    def act(self, form) -> str:
        try:
            case = cases.open_case(
                self.request.network,
                by=self.request.user,
                values=form.values(),
                another_need=form.cleaned_data["another_need"],
                report=form.report,
                excluded=form.excluded_users(),
                suspects=form.suspected(),
            )
        except cases.AlreadyOpen as told:
            self.already = told.case
            raise RefusedByRule(_("Lihat dahulu kasus yang sudah terbuka.")) from None
        if form.report is not None:
            early_reports.became_case(form.report, case, by=self.request.user)
        messages.success(self.request, _("Kasus %(number)s sudah dibuka.") % {"number": case.number})
        return address_of(case, self.request.network)


# --- Search first ------------------------------------------------------------------------------------------


@audience("pmks_cases.open_case")
class FindSubject(OpenCase):
    """The box posts, and neither a name nor a number stands in an address: also a name tells who is in need."""

    def get(self, request, *args, **kwargs):
        return redirect("pmks_cases:open_case", request.network.slug)

    def post(self, request, *args, **kwargs):
        typed = request.POST.get("nama", "").strip()[:100]
        if "tulis_saja" in request.POST:
            self.named = "" if has_digit(typed) else typed
            return self.show(self.get_form())
        people, said = find_people(request, typed)
        return choose_subject(request, typed=typed, people=people, said=said, report=report_of(request, request.POST))


def find_people(request, typed: str) -> tuple[list[Resident], str]:
    """Residents of this name, NIK or KK number, one more than is shown; or none, and what to say.

    `Bu Sulastri` and `keluarga Pak Warsito` are how people are spoken of, not how they stand in the register.
    """
    rows = Resident.objects.visible_to(request.user, "pmks_cases.search_residents").of(request.network)
    if has_digit(typed):
        checked = check_nik(clean_identity_number(typed))
        if not checked.value:
            said = [*checked.blocking, *checked.warnings] or [_("Tulis 16 angka.")]
            return [], said[0]
        found = list(rows.standing().with_nik(checked.value).for_rows()[:1])
        if not found:
            families = Family.objects.visible_to(request.user).of(request.network)
            family = families.with_kk_number(checked.value).first()
            found = list(rows.standing().of_family(family.pk).for_rows()) if family else []
        return found, "" if found else _("Tidak ada warga dengan nomor ini.")
    name = without_honorific(re.sub(r"^(keluarga|kel\.?|mbah|simbah|dik|adik)\s+", "", typed, flags=re.IGNORECASE))
    if len(name) < SHORTEST_SEARCH:
        return [], _("Tulis paling sedikit tiga huruf.")
    named = rows.present().named_like(request.network, name).for_rows()
    return list(named.order_by("name_key", "pk")[: MOST_FOUND + 1]), ""


def unbroken(number: str) -> str:
    """A case number that does not break at its hyphen, for a badge."""
    return number.replace("-", "\N{NON-BREAKING HYPHEN}")


def choose_subject(request, *, typed: str = "", people=(), said: str = "", report=None):
    """The page of the first question; with htmx its results alone."""
    more, people = len(people) > MOST_FOUND, list(people)[:MOST_FOUND]
    known = Case.objects.visible_to(request.user).of(request.network).open().order_by("-opened_at")
    of_these = known.filter(resident_id__in=[person.pk for person in people]).values_list("resident_id", "number")
    numbers = dict(of_these) if people else {}
    context = {
        "typed": typed,
        "rows": [(person, unbroken(numbers.get(person.pk, ""))) for person in people],
        "more": more,
        "said": said,
        "report": report,
        "today": request.network.today(),
        "may_write_name": not has_digit(typed),
    }
    template = "pmks_cases/case/choose_subject.html"
    return render(request, f"{template}#hasil" if request.htmx else template, context)
