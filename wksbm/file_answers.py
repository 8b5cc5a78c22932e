"""A file with personal data leaves the portal only through here: kept by nobody on the way, and nothing in it runs.

Who may see it, and whether the look is noted, is asked before, by the view of its noun.
"""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

NOT_KEPT = "private, no-store"
"""Neither browser nor anything on the way keeps a file, small photos too. Emptying the browser's store at sign-out
would come too late for who never signs out: the session of a shared phone ends by itself, and what lies there stays."""
NOTHING_LOADS = "default-src 'none'"


def file_answer(
    content: bytes, *, media_type: str, name: str, download: bool = False, plays: bool = False
) -> HttpResponse:
    """The answer that hands out one file as `name`, which says nothing of a person.

    `download`: it is saved instead of shown, because somebody sent it and it may hold anything. `plays`: a browser that
    opens a sound by its address puts a player around it, which loads that address once more.
    """
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Cache-Control": NOT_KEPT,
            "Content-Disposition": content_disposition_header(download, name),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": f"{NOTHING_LOADS}; media-src 'self'" if plays else NOTHING_LOADS,
        },
    )
