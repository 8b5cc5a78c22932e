"""What waits for the village head on this floor: letters to sign."""

from django.urls import reverse
from django.utils.translation import gettext as _

from wksbm.core.registries import Due, DueKind, register_due
from wksbm.documents.models import IssuedDocument

LIMIT = 20


def letters_to_sign(user, network) -> list[Due]:
    """How many, in one line: their names stand on their own page alone."""
    rows = IssuedDocument.objects.to_sign_by(user).of(network).waiting().not_guarded()
    waiting = list(rows.order_by("issued_at", "pk")[:LIMIT])
    if not waiting:
        return []
    title = _("%(count)d surat menunggu tanda tangan Bapak/Ibu") % {"count": len(waiting)}
    page = reverse("documents:to_sign", args=[network.slug])
    return [Due(title, _("Buka suratnya, tandatangani kertasnya, lalu catat."), page, waiting[0].issued_on)]


register_due(DueKind("letters_to_sign", "documents.sign_document", letters_to_sign))
