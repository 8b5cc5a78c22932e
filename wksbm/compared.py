"""A form over one row that two people may have open at once: the second compares, field by field, and loses nothing."""

from datetime import date

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wksbm.core.forms import PortalModelForm
from wksbm.revisions import EditedMeanwhile, last_hand


class ComparedForm(PortalModelForm):
    """Remembers on which revision of its row it was filled; of a new row there is none. Ask for the row
    `with_revision`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["revision"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=self.instance.revision
            )

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0  # none that was: each difference is one to ask about


class ComparingPage:
    """Mixin before a FormPage whose form is a ComparedForm and whose action raises EditedMeanwhile.

    What only somebody else changed is taken over into the form; where both changed the same, his value stands beside
    the own one, which stays in the form. Sent again, the form stands.
    """

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except EditedMeanwhile as edited:
            return self.compare(edited)

    def compare(self, edited: EditedMeanwhile):
        typed = self.request.POST.copy()
        typed["revision"] = str(edited.revision)
        for name, value in edited.taken_over.items():
            typed.setlist(name, [as_sent(one) for one in (value if isinstance(value, list) else [value])])
        form = self.get_form(typed)
        form.is_valid()
        rows = [
            {
                "label": form.fields[name].label,
                "yours": in_words(form.fields[name], form.cleaned_data.get(name)),
                "stored": in_words(form.fields[name], value),
                "differs": name in edited.theirs,
            }
            for name, value in (edited.theirs | edited.taken_over).items()
        ]
        who, when = last_hand(form.instance) or ("", None)
        told = {"compare_rows": rows, "compare_who": who, "compare_when": when}
        context = self.get_context_data(form=form, kept=False, **told)
        return render(self.request, self.template_name, context, status=409)

    def tell_of_others(self, form, others: list[str]) -> None:
        """Say which fields somebody else has changed while the form was open, after it was saved beside them."""
        if others:
            columns = ", ".join(str(form.fields[name].label) for name in others)
            words = _("Sementara itu ada yang mengubah: %(columns)s. Perubahan itu tetap ada.") % {"columns": columns}
            messages.info(self.request, words)


def as_sent(value) -> str:
    """A stored value as the form of a page sends it."""
    if isinstance(value, Model):
        return str(value.pk)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def in_words(field: forms.Field, value) -> str:
    """A value as people read it: the label of a choice, the day with its month, else the text."""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Model):
        return str(value)
    if choices := dict(getattr(field, "choices", ())):
        return ", ".join(str(choices.get(one, "")) for one in (value if isinstance(value, list) else [value]))
    return str(field.prepare_value(value) or "")
