"""Two people on one row at once: the form of the second asks, field by field, whose value stays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmks_cases.forms.fields import DayField
from wksbm.revisions import EditedMeanwhile, as_of

CHOICE = "pilih_"
"""Begins the name of a field that asks whose value stays when two people changed the same one."""
MINE, STORED = "saya", "tersimpan"


class AsksWhichStays:
    """Mixin of a form over one row that counts its revisions; the form has a hidden field `revision`.

    A subclass sets `edited` (column names), calls `read_from(row)` at the end of `__init__`, and says in
    `column_label`, `shown_stored` and `shown_mine` how a column and its values are called.
    """

    edited: tuple[str, ...] = ()
    never_in_page: tuple[str, ...] = ()
    """Fields whose stored value is not put into the page."""

    @property
    def told(self):
        """The columns of whose change by somebody else the person is told."""
        return self.edited

    def read_from(self, row) -> None:
        """Begin from the row as it stood when the person opened it, and ask again what the page had asked."""
        self.fields["revision"].initial = row.revision
        self.conflicts: list[str] = []
        read_at = self.data.get("revision", "") if self.is_bound else ""
        # Where the history of that revision is gone, the action asks about each difference.
        self.base = (as_of(row, int(read_at)) if read_at.isdecimal() and len(read_at) < 10 else None) or row

    def ask_again(self) -> None:
        if self.is_bound:
            self.ask_about([column for column in self.edited if f"{CHOICE}{column}" in self.data])

    @classmethod
    def rebased(cls, typed, edited: EditedMeanwhile):
        """What was typed, on top of the row as somebody else saved it: his own changes are taken over."""
        for name in [name for name in typed if name.startswith(CHOICE)]:
            del typed[name]
        for column, value in edited.taken_over.items():
            name = column.removesuffix("_id")
            if name in cls.never_in_page:
                continue
            if value is False:
                typed.pop(name, None)  # a box without a tick is not sent
            else:
                typed[name] = DayField().prepare_value(value) if value is not None else ""
        typed["revision"] = str(edited.revision)
        return typed

    def ask_about(self, columns) -> None:
        """Let the person choose, field by field, between what he wrote and what somebody else has stored."""
        for column in columns:
            self.conflicts.append(column)
            mine, stored = self.shown_mine(column) or "–", self.shown_stored(column) or "–"
            self.fields[f"{CHOICE}{column}"] = forms.ChoiceField(
                label=self.column_label(column),
                choices=[(MINE, _("Tulisan Anda: %s") % mine), (STORED, _("Yang tersimpan: %s") % stored)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih salah satu.")},
            )

    def stays_stored(self, cleaned: dict) -> list[str]:
        """The columns of which the person chose what somebody else has stored."""
        return [column for column in self.conflicts if cleaned.get(f"{CHOICE}{column}") == STORED]

    def column_label(self, column: str) -> str:
        raise NotImplementedError

    def shown_stored(self, column: str) -> str:
        raise NotImplementedError

    def shown_mine(self, column: str) -> str:
        """What was typed, in words: the label of a choice, else the text itself."""
        name = column.removesuffix("_id")
        typed = self.data.get(name, "")
        choices = getattr(self.fields[name], "choices", None)
        if choices is not None:
            return next((str(label) for value, label in choices if str(value) == typed), typed)
        return typed
