"""Belum sampai: whom neither mail nor portal reaches, and what to do about each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members.models import User
from members.views.shown_once import chat_address
from wksbm.core.access import audience
from wksbm.notifications.actions import unreached
from wksbm.notifications.letters import address

SHOWN = 100


@audience("members.view_unreached")
@require_safe
def unreached_list(request, network):
    """People, never messages: a message's time could tell of something else in it."""
    people = User.objects.visible_to(request.user).order_by("name", "pk")
    failed = list(unreached.given_up_on(people, request.network)[:SHOWN])
    silent = unreached.reading_neither(people, request.network).exclude(pk__in=[person.pk for person in failed])
    context = {
        "failed": [(person, what_to_do(person.failure), chat(person, request.network)) for person in failed],
        "silent": [(person, chat(person, request.network)) for person in silent[:SHOWN]],
    }
    return render(request, "members/unreached/list.html", context)


_BADLY_WRITTEN = ("UnicodeError", "UnicodeEncodeError", "BadHeaderError")
"""No mail can be addressed to it."""


def what_to_do(failure: str) -> str:
    """In the words of who has never seen an answer of a mail server."""
    if failure.startswith("SMTP 5") or failure in _BADLY_WRITTEN:
        return _("Alamatnya ditolak: salah tulis, atau sudah tidak dipakai. Mintalah ia memeriksanya di menu akun.")
    if failure.startswith("SMTP 4"):
        return _("Kotak suratnya penuh atau sedang sibuk. Mintalah ia mengosongkannya, lalu coba lagi.")
    return _("Server email tidak menjawab. Beri tahu operator desa, lalu coba lagi.")


def chat(person: User, network) -> str:
    """A WhatsApp message that says only that something waits; nothing for who has no number."""
    if not person.phone:
        return ""
    words = {"name": person.name, "network": network.name, "count": person.waiting}
    words["address"] = address(reverse("account_login"))
    if person.waiting:
        text = ngettext(
            "Halo %(name)s, ada %(count)d hal yang menunggu Bapak/Ibu di portal %(network)s. Masuk: %(address)s",
            "Halo %(name)s, ada %(count)d hal yang menunggu Bapak/Ibu di portal %(network)s. Masuk: %(address)s",
            person.waiting,
        )
    else:
        text = _("Halo %(name)s, email dari portal %(network)s tidak sampai ke Bapak/Ibu. Masuk: %(address)s")
    return chat_address(person.phone, text % words)


@require_POST
@audience("members.view_unreached")
def try_again(request, network, pk: int):
    """The address is mended: the mails that were given up go out again."""
    people = User.objects.visible_to(request.user)
    person = get_object_or_404(unreached.given_up_on(people, request.network), pk=pk)
    unreached.try_again(person)
    messages.success(request, _("Email untuk %(name)s dikirim lagi sebentar lagi.") % {"name": person.name})
    return redirect("members:unreached", request.network.slug)
