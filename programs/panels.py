"""What this floor shows on pages of a case and of the people whom it is about: the joint programs that help them."""

from django.db.models import Q

from pmks_cases.models import Case
from programs.models import Recipient
from programs.models.program_states import OPEN_STATES
from programs.models.recipient import Standing
from wksbm.core.registries import Panel, register_panel

MOST_ROWS = 10


def help_for_case(user, case) -> list[Recipient]:
    """The joint programs for which this case is proposed, or chosen; the newest first."""
    return _help(user, case=case)


def help_for_resident(user, resident) -> list[Recipient]:
    """Those of all cases about a person or about his family that `user` may see."""
    return _help(user, case__in=Case.objects.of(resident.network).about(resident=resident).values("pk"))


def help_for_family(user, family) -> list[Recipient]:
    return _help(user, case__in=Case.objects.of(family.network).about(family=family).values("pk"))


def _help(user, **whom) -> list[Recipient]:
    """A proposal counts while its program is open; who was chosen has been helped, whatever came of the program.

    The programs are those of the page's network, which its reader reads (`_READERS`); of recipients he sees those whose
    case he knows of, and asking that of the cases once more would only take its time.
    """
    counts = Q(standing=Standing.CHOSEN) | Q(standing=Standing.PROPOSED, program__state__in=OPEN_STATES)
    rows = Recipient.objects.visible_to(user).filter(counts, **whom)
    columns = ("help_kind", "standing", "settled_at", "program__title", "program__lead__name")
    return list(rows.select_related("program__lead").only(*columns).order_by("-proposed_at", "-pk")[:MOST_ROWS])


_TEMPLATE, _READERS = "programs/recipient/_on_case.html", "programs.view_program"
register_panel(
    Panel("case", _TEMPLATE, _READERS, help_for_case, order=20),
    Panel("resident", _TEMPLATE, _READERS, help_for_resident, order=20),
    Panel("family", _TEMPLATE, _READERS, help_for_family, order=20),
)
