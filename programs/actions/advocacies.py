"""The verbs of an advocacy: planned, mended, a contact noted, moved on."""

from django.utils.translation import gettext as _

from programs.models import Advocacy, AdvocacyContact
from programs.models.advocacy import ENDED, AdvocacyState
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def plan(issue, *, by, **values) -> Advocacy:
    """Which policy, what should change, and who decides."""
    with recorded("advocacies.plan", by=by):
        return Advocacy.objects.create(
            network_id=issue.network_id, issue=issue, created_by=by, planned_on=issue.network.today(), **values
        )


def change(advocacy, *, by, **values) -> Advocacy:
    """Mend the plan. Raises RefusedByRule once it has ended."""
    with recorded("advocacies.change", by=by):
        stored = _open(advocacy)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save()
        return stored


def note_contact(advocacy, *, by, **values) -> AdvocacyContact:
    """One talk, letter or petition. The first one sets a planned advocacy going.

    Raises RefusedByRule once it has ended, and for a day to come.
    """
    with recorded("advocacies.note_contact", by=by):
        stored = _open(advocacy)
        if values["on"] > stored.network.today():
            raise RefusedByRule(_("Tanggal ini belum terjadi."), field="on")
        if stored.state == AdvocacyState.PLANNED:
            stored.state = AdvocacyState.RUNNING
            stored.save(update_fields=["state"])
        return AdvocacyContact.objects.create(network_id=stored.network_id, advocacy=stored, by=by, **values)


def move(advocacy, *, by, to: str, result: str = "") -> Advocacy:
    """Answered, or ended with its result. Raises RefusedByRule for a way that its table does not have."""
    with recorded("advocacies.move", by=by):
        stored = _open(advocacy)
        if to not in stored.ways:
            raise RefusedByRule(_("Pilih keadaannya sekarang."), field="to")
        if to in ENDED:
            if not result:
                raise RefusedByRule(_("Tulis apa hasilnya."), field="result")
            stored.ended_on = stored.network.today()
        stored.state, stored.result = to, result or stored.result
        stored.save()
        return stored


def _open(advocacy) -> Advocacy:
    stored = Advocacy.objects.select_for_update(of=("self",)).select_related("network").get(pk=advocacy.pk)
    if stored.state in ENDED:
        raise RefusedByRule(_("Advokasi ini sudah selesai."))
    return stored
