"""What the pages that work on one case share: the case, who may, the way back, the parts of a form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pmks_cases.forms.case_parts import CasePartsForm, Part
from pmks_cases.views.cases import address_of, case_or_404
from wksbm.core.forms import FormPage
from wksbm.documents.sealed_files import taken_back_when_refused


class OfCase:
    """Mixin of a page on one case that this person may work on."""

    permission = "pmks_cases.change_case"

    def dispatch(self, request, *args, **kwargs):
        self.case = case_or_404(request, kwargs["number"])
        if not request.user.has_perm(self.permission, self.case):
            raise PermissionDenied(_("Bagian ini bukan untuk jabatan Anda."))
        return super().dispatch(request, *args, **kwargs)

    def address(self, route: str = "case") -> str:
        return address_of(self.case, self.request.network, route)


class CaseFormPage(OfCase, FormPage):
    """A form about one case that leads back to its page, at the place where the new thing stands."""

    anchor = ""
    saved = ""
    submit = ""

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(
            **{
                "case": self.case,
                "back_url": self.address(),
                "back_label": self.name(),
                "lead": self.lead(),
                "submit": self.submit,
                **more,
            }
        )

    def name(self) -> str:
        """What the case is called on the way back: its number where the family does not want the name kept."""
        return self.case.number if self.case.name_refused else self.case.name or self.case.number

    def lead(self) -> str:
        return ""

    def done(self, sentence: str = "") -> str:
        messages.success(self.request, sentence or self.saved)
        return self.address() + (f"#{self.anchor}" if self.anchor else "")


class CasePartPage(CaseFormPage):
    """A page of one part (forms.case_parts)."""

    form_class = CasePartsForm
    part: type[Part]

    def get_form_kwargs(self) -> dict:
        return {"case": self.case, "parts": [self.part]}

    def act(self, form) -> str:
        with taken_back_when_refused():
            form.save_parts()
        return self.done()
