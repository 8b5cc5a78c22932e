"""What promises and papers come from on this floor: who sees it, and what it is called."""

from django.utils.translation import gettext as _

from programs.actions import incoming_letters
from programs.models import Aspiration, Decision, IncomingLetter, Meeting, Program
from wksbm.core.registries import Origin, register_origin
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import register_subject


def _aspirations_told(user, ids) -> dict[int, tuple[str, str]]:
    from django.urls import reverse

    found = Aspiration.objects.visible_to(user).filter(pk__in=ids).select_related("network")
    return {row.pk: (_("Aspirasi"), reverse("programs:aspiration", args=[row.network.slug, row.pk])) for row in found}


def _decisions_told(user, ids) -> dict[int, tuple[str, str]]:
    """The name and the day of the meeting; its page is where the decision stands."""
    from django.urls import reverse

    found = Decision.objects.visible_to(user).filter(pk__in=ids).select_related("item__meeting__network")
    return {
        row.pk: (
            f"{row.item.meeting}, {row.item.meeting.held_on:%d-%m-%Y}",
            reverse("programs:meeting", args=[row.item.meeting.network.slug, row.item.meeting_id]),
        )
        for row in found
    }


register_origin(Origin("programs.Decision", Decision.objects.visible_to, _decisions_told))
register_origin(Origin("programs.Aspiration", Aspiration.objects.visible_to, _aspirations_told))


def _meetings_told(user, ids) -> dict[int, tuple[str, str]]:
    from django.urls import reverse

    found = Meeting.objects.visible_to(user).filter(pk__in=ids).select_related("network")
    return {
        row.pk: (f"{row}, {longdate(row.held_on)}", reverse("programs:meeting", args=[row.network.slug, row.pk]))
        for row in found
    }


def _programs_told(user, ids) -> dict[int, tuple[str, str]]:
    from django.urls import reverse

    found = Program.objects.visible_to(user).filter(pk__in=ids).select_related("network")
    return {row.pk: (row.title, reverse("programs:program", args=[row.network.slug, row.pk])) for row in found}


def _letters_told(user, ids) -> dict[int, tuple[str, str]]:
    from django.urls import reverse

    found = IncomingLetter.objects.visible_to(user).filter(pk__in=ids).select_related("network")
    return {row.pk: (str(row), reverse("programs:incoming_letter", args=[row.network.slug, row.pk])) for row in found}


register_origin(
    Origin("programs.IncomingLetter", IncomingLetter.objects.visible_to, _letters_told, incoming_letters.may_be_given)
)
register_subject(
    Origin("programs.Meeting", Meeting.objects.visible_to, _meetings_told),
    Origin("programs.Program", Program.objects.visible_to, _programs_told),
)
