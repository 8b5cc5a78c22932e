"""The verb of an assessment (asesmen, "menggali kebutuhan"): written."""

from datetime import date

from django.utils.translation import gettext as _

from pmks_cases.models import Assessment, Case
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def write(
    case,
    *,
    by,
    situation: str,
    strengths: str = "",
    family_support: str = "",
    aid_received: str = "",
    on: date | None = None,
) -> Assessment:
    """Write down the needs as somebody found them on a day, today unless said. Earlier ones stay as they are.

    Raises RefusedByRule for an ended case and for a day to come.
    """
    with recorded("assessments.write", by=by):
        stored = Case.locked(case)
        if not stored.is_open:
            raise RefusedByRule(_("Kasus ini sudah selesai. Buka lagi dahulu kalau masih perlu."))
        on = on or stored.network.today()
        if on > stored.network.today():
            raise RefusedByRule(_("Tanggal ini belum tiba."), field="on")
        return Assessment.objects.create(
            network_id=stored.network_id,
            case=stored,
            on=on,
            situation=situation,
            strengths=strengths,
            family_support=family_support,
            aid_received=aid_received,
            by=by,
        )
