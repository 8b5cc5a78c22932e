"""What waits for the village head on this floor: letters to sign."""

from django.urls import reverse
from django.utils.translation import gettext as _

from wksbm.core.registries import Due, DueKind, register_due
from wksbm.documents.actions import lapsing


def letters_to_sign(user, network) -> list[Due]:
    """How many stand on their own page, in one line: their names stand there alone."""
    waiting = lapsing.waiting_for(user, network)
    if not waiting:
        return []
    title = _("%(count)d surat menunggu tanda tangan Bapak/Ibu") % {"count": len(waiting)}
    page = reverse("documents:to_sign", args=[network.slug])
    return [Due(title, _("Buka suratnya, tandatangani kertasnya, lalu catat."), page, waiting[0].issued_on)]


register_due(DueKind("letters_to_sign", "documents.sign_document", letters_to_sign))
