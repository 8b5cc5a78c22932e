"""A day and hour on which something else takes place is asked about, and never refused.

With scripts the page shows it as soon as day or hour are chosen; without, sending the form asks once. What was shown
comes back in `known`, so that nobody is asked twice about the same.
"""

from datetime import timedelta

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from members.forms.days import believable_year
from programs.shared_calendar import Entry, clashes, entries_between

WHEN = ("held_on", "begins", "ends")
SHOWN_HERE = HTML('{% include "programs/calendar/_clashes.html" with day=form.day_plan %}')
"""Where in the form it is shown."""


class DayForm(forms.Form):
    """A day with its hours, as the fields of such a form say them."""

    held_on = forms.DateField(validators=[believable_year])
    begins = forms.TimeField()
    ends = forms.TimeField(required=False)


class DayPlan:
    """What else there is on a day: at the same hour, and at another."""

    def __init__(self, user, network, *, held_on, begins, ends, leaving_out: str = ""):
        entries = entries_between(user, network, held_on - timedelta(days=1), held_on + timedelta(days=1))
        entries = [entry for entry in entries if entry.key != leaving_out]
        self.clashing: list[Entry] = clashes(entries, held_on, begins, ends)
        self.others = [entry for entry in entries if entry.row.held_on == held_on and entry not in self.clashing]
        self.known = " ".join(entry.key for entry in self.clashing)


class AsksAboutClashes(forms.Form):
    """Mixin of a form with `held_on`, `begins` and `ends`. `leaving_out`: the key of the row that it changes."""

    known = forms.CharField(required=False)  # drawn with the clashes that it names, and only there

    def __init__(self, *args, leaving_out: str = "", asks: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.leaving_out, self.asks = leaving_out, asks
        if not asks:
            return
        address = reverse("programs:clashes", args=[self.request.network.slug])
        for name in WHEN:
            self.fields[name].widget.attrs |= {
                "hx-get": f"{address}?bukan={leaving_out}" if leaving_out else address,
                "hx-trigger": "change",
                "hx-target": "#bentrok",
                "hx-include": "[name='held_on'],[name='begins'],[name='ends']",
            }

    @cached_property
    def day_plan(self) -> DayPlan | None:
        """Of the day that was sent, or with which the page is opened."""
        if not self.asks:
            return None
        values = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        day = {name: values.get(name) for name in WHEN}
        if day["held_on"] is None or day["begins"] is None:
            return None
        return DayPlan(self.request.user, self.request.network, **day, leaving_out=self.leaving_out)

    def clean(self):
        cleaned = super().clean()
        known = set((cleaned.pop("known", "") or "").split())
        if not self.asks or not set(WHEN).isdisjoint(self.errors):
            return cleaned
        moved = any(cleaned.get(name) != self.initial.get(name) for name in WHEN) or not self.leaving_out
        plan = self.day_plan
        if moved and plan and any(entry.key not in known for entry in plan.clashing):
            raise ValidationError(_("Jam itu sudah ada acara lain. Tetap pada jam ini? Kalau ya, kirim sekali lagi."))
        return cleaned
