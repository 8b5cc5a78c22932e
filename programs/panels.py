"""What this floor shows on pages of a case and of the people whom it is about: the joint programs that help them."""

from programs.models import Recipient
from wksbm.core.registries import Panel, register_panel

MOST_ROWS = 10


def help_for_case(user, case) -> list[Recipient]:
    """The joint programs for which this case is proposed, or chosen; the newest first."""
    return _rows(Recipient.objects.visible_to(user).filter(case=case))


def help_for_resident(user, resident) -> list[Recipient]:
    """Those of all cases about a person or about his family that `user` may see."""
    return _rows(Recipient.objects.visible_to(user).about(resident=resident))


def help_for_family(user, family) -> list[Recipient]:
    return _rows(Recipient.objects.visible_to(user).about(family=family))


def _rows(seen) -> list[Recipient]:
    """The programs are those of the page's network, which its reader reads (`_READERS`)."""
    columns = ("help_kind", "standing", "settled_at", "program__title", "program__lead__name")
    found = seen.helping().select_related("program__lead").only(*columns)
    return list(found.order_by("-proposed_at", "-pk")[:MOST_ROWS])


_TEMPLATE, _READERS = "programs/recipient/_on_case.html", "programs.view_program"
register_panel(
    Panel("case", _TEMPLATE, _READERS, help_for_case, order=20),
    Panel("resident", _TEMPLATE, _READERS, help_for_resident, order=20),
    Panel("family", _TEMPLATE, _READERS, help_for_family, order=20),
)
