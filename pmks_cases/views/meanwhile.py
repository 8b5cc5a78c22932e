"""Pages of a form that two people may have open at once: the second is asked, and told of what else changed."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from wksbm.revisions import EditedMeanwhile, as_of, last_hand


class AsksWhichStaysPage:
    """Mixin before a FormPage whose form is a `forms.meanwhile.AsksWhichStays`; `edited_row` is what it is about."""

    @property
    def edited_row(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except EditedMeanwhile as edited:
            return self.ask_which(edited)

    def changed_since(self, revision: int, form) -> str:
        """What somebody else changed after the form was opened, as a sentence; empty when nothing did."""
        now = self.edited_row
        opened = as_of(now, revision)
        if opened is None:
            return ""
        changed = [form.column_label(column) for column in form.told if getattr(opened, column) != getattr(now, column)]
        if not changed:
            return ""
        columns = ", ".join(str(label) for label in changed)
        return _("Sementara itu ada yang mengubah: %(columns)s. Perubahan itu tetap ada.") % {"columns": columns}

    def ask_which(self, edited):
        """Nothing typed is lost: the form stays filled, takes over what only the other changed, asks about the rest."""
        self.edited_row.refresh_from_db()
        form = self.get_form(self.form_class.rebased(self.request.POST.copy(), edited))
        form.ask_about(edited.theirs)
        who, when = last_hand(self.edited_row) or ("", None)
        context = self.get_context_data(form=form, kept=False, changed_by=who, changed_at=when)
        return render(self.request, self.template_name, context, status=409)
