"""The one way to leave a read entry."""

from django.contrib.contenttypes.models import ContentType

from wksbm.core.models import ReadEntry


def note_read(kind: str, *, by, network, subject: str, of=None, restricted: bool = False) -> ReadEntry:
    """Record that `by` read personal data of `network`: of one row (`of`), or of many (`subject` says how many).

    `restricted`: the entry itself would tell of a row that not everybody who reads the log may know of.
    """
    return ReadEntry.objects.create(
        network=network,
        reader=by,
        kind=kind,
        content_type=ContentType.objects.get_for_model(of) if of is not None else None,
        object_id=of.pk if of is not None else None,
        subject=subject,
        restricted=restricted,
    )
