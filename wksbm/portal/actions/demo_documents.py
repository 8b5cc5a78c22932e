"""The papers of the demo: the invitation to the next meeting, and of the last one what a village asks for."""

from members.models import Network
from programs.models import Meeting
from wksbm.documents.actions import issuing, stationery
from wksbm.documents.papers import papers
from wksbm.portal.actions.demo_emblem import emblem
from wksbm.portal.actions.demo_story import Neighbourhood

HELD = (("daftar-hadir", False), ("notulen", False), ("berita-acara", True))
"""Which papers the last meeting has, and whether the village head is to sign them."""


def load(networks: list[Network]) -> None:
    """Issue them in the first network; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    by = where.person("endang")
    stationery.set_logo(where.network, by=by, upload=emblem())
    meetings = Meeting.objects.of(where.network)
    held, coming = meetings.closed().order_by("-held_on").first(), meetings.to_come().order_by("held_on").first()
    for kind, head_signs in HELD:
        issuing.issue(papers[kind], where.network, by=by, row=held, head_signs=head_signs)
    issuing.issue(papers["undangan"], where.network, by=by, row=coming)
