"""Asking a network's officer about something that is late."""

from datetime import date

from django.utils.translation import gettext as _

from members.actions import follow_ups
from members.models import FollowUp, Network, Question, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def ask(network: Network, *, by: User, about: str, doer: User, due_on: date, what: str) -> FollowUp:
    """Ask `doer` about one thing; the answer is promised until a day.

    While the same thing is asked and not answered yet, nothing new is asked: that promise comes back. Raises
    RefusedByRule for a day that is over and for a doer without an office in the network.
    """
    with recorded("questions.ask", by=by):
        Network.objects.select_for_update().get(pk=network.pk)  # two presses on two phones ask once
        asked = Question.objects.of(network).open().filter(about=about).select_related("follow_up").first()
        if asked is not None:
            return asked.follow_up
        if due_on < network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="due_on")
        promised = follow_ups.make(network, by=by, what=what, doer=doer, due_on=due_on)
        Question.objects.create(network=network, about=about, follow_up=promised)
        return promised
