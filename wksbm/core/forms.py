"""One form mechanism: taken once, never lost, errors beside the field."""

import uuid

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from wksbm.core.kept_posts import MARK_FIELD, kept_post, mark_for
from wksbm.core.models import FormReceipt
from wksbm.core.refusals import RefusedByRule


class PortalFormMixin(forms.Form):
    """Adds to a form its server-made id and the mark of its person; the page draws them as hidden fields."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, required=True)
    for_whom = forms.CharField(widget=forms.HiddenInput, required=False)
    assert MARK_FIELD == "for_whom"
    error_css_class = "has-error"

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)
        self.fields["form_id"].initial = uuid.uuid4
        self.fields["for_whom"].initial = mark_for(request.user)
        self.label_suffix = ""

    def clean(self):
        cleaned = super().clean()
        for name in getattr(self.request, "oversized_uploads", []):
            if name in self.fields:
                self._errors.pop(name, None)
                self.add_error(name, _("Berkas ini terlalu besar. Paling besar 20 MB."))
        return cleaned

    def data_for_action(self) -> dict:
        """The cleaned values without the mechanism's own fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("form_id", MARK_FIELD)}


class PortalForm(PortalFormMixin):
    """The base of every form that is not tied to a model."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """The base of every form for one row. Saving is an action's work: `save()` is not for views."""


class AlreadyTaken(Exception):  # noqa: N818  it is an answer, not an error
    """The same form came a second time; `url` shows what the first send did."""

    def __init__(self, url: str):
        self.url = url


class FormPage:
    """Mixin of a class view that shows one form and calls one action with what is valid.

    A subclass sets `form_class`, `template_name` and writes `act(form) -> address to go to`; `get_initial` and
    `get_form_kwargs` may add to it.
    """

    form_class: type[PortalFormMixin]
    template_name = "_components/form_page.html"
    title = ""

    def get_initial(self) -> dict:
        return {}

    def get_form_kwargs(self) -> dict:
        return {}

    def get_form(self, data=None, files=None):
        return self.form_class(data, files, request=self.request, initial=self.get_initial(), **self.get_form_kwargs())

    def get_context_data(self, **more) -> dict:
        return {"title": self.title, **more}

    def show(self, form, *, kept: bool = False, status: int = 200) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context_data(form=form, kept=kept), status=status)

    def get(self, request, *args, **kwargs):
        typed = kept_post(request)
        return self.show(self.get_form(typed), kept=typed is not None)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            # What the first send has saved may itself be the reason: a taken number, a person noted already.
            first = first_taken(form)
            return redirect(first.result_url) if first else self.show(form, status=422)
        try:
            url = take_once(form, lambda: self.act(form))
        except AlreadyTaken as taken:
            return redirect(taken.url)
        except RefusedByRule as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
            return self.show(form, status=422)
        return redirect(url)

    def act(self, form) -> str:
        raise NotImplementedError


def take_once(form: PortalFormMixin, act) -> str:
    """Run `act` once for this form's id and remember the address it returns. Raises AlreadyTaken on the second send.

    A second send that arrives while the first is still at work waits for it on the unique id.
    """
    form_id = form.cleaned_data["form_id"]
    user = form.request.user
    try:
        with transaction.atomic():
            receipt = FormReceipt.objects.create(id=form_id, user=user, result_url="")
            receipt.result_url = str(act())
            receipt.save(update_fields=["result_url"])
            return receipt.result_url
    except IntegrityError:
        first = first_taken(form)
        if first is not None:
            raise AlreadyTaken(first.result_url) from None
        if not FormReceipt.objects.filter(id=form_id).exists():
            raise
        # Somebody else has sent this id: two people on one phone. The page comes back with an id of its own.
        form.data = form.data.copy()
        form.data[form.add_prefix("form_id")] = str(uuid.uuid4())
        raise RefusedByRule(_("Isian ini belum tersimpan. Kirim sekali lagi.")) from None


def first_taken(form: PortalFormMixin) -> FormReceipt | None:
    """The receipt of an earlier send of this same form by this same person."""
    form_id = form.cleaned_data.get("form_id")
    return FormReceipt.objects.filter(id=form_id, user=form.request.user).first() if form_id else None
