"""Where what a line is about can be read, for who may open it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import FollowUp, Membership, Organization
from programs.models import AgendaItem, Aspiration, Program, StrategicIssue

Kind = AgendaItem.Kind
_PROGRAM = (Program, "programs:program", _("Baca programnya"))
_ASPIRATION = (Aspiration, "programs:aspiration", _("Baca aspirasinya"))
PAGES = {
    Kind.PROGRAM: _PROGRAM,
    Kind.RECIPIENTS: _PROGRAM,
    Kind.ISSUE: (StrategicIssue, "programs:issue", _("Baca isunya")),
    Kind.ASPIRATION: _ASPIRATION,
    Kind.NEIGHBOURHOOD: _ASPIRATION,
    Kind.UNDONE: (FollowUp, "members:follow_up", _("Baca janjinya")),
    Kind.TERM: (Membership, "members:membership", _("Baca masa jabatannya")),
    Kind.SILENT: (Organization, "members:organization", _("Baca lembaganya")),
}


def pages_about(request, lines: Iterable[AgendaItem]) -> dict[int, dict]:
    """By line the `url` and the `words` of its link; one question for each noun. None about a case: the page may hang
    on a wall, and what leads on from there says names."""
    user, network, found = request.user, request.network, {}
    of_noun: dict[type, list[AgendaItem]] = {}
    for line in lines:
        if line.kind == Kind.REPORTS and user.has_perm("pmks_cases.check_report", network):
            found[line.pk] = {"url": reverse("pmks_cases:reports", args=[network.slug]), "words": _("Baca laporannya")}
        elif line.kind in PAGES and line.about_id and not line.case_id:
            of_noun.setdefault(PAGES[line.kind][0], []).append(line)
    for noun, some in of_noun.items():
        rows = noun.objects.visible_to(user, **({"restricted": False} if noun is FollowUp else {}))
        seen = set(rows.filter(pk__in=[line.about_id for line in some]).values_list("pk", flat=True))
        for line in some:
            if line.about_id in seen:
                _noun, route, words = PAGES[line.kind]
                found[line.pk] = {"url": reverse(route, args=[network.slug, line.about_id]), "words": words}
    return found
