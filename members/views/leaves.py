"""Cuti: how long, and the tap that ends it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.actions import leaves
from members.models import Leave
from wksbm.core.access import audience


@audience("members.view_volunteer")
@require_safe
def leave(request, network):
    """The own leave, with the button that ends it."""
    found = Leave.objects.visible_to(request.user).of(request.network).on(request.network.today())
    return render(request, "members/leave.html", {"leave": found.filter(user=request.user).first()})


@audience("members.view_volunteer")
@require_POST
def end_leave(request, network):
    """Back again: from now on she is asked and proposed as before."""
    if leaves.end(request.network, by=request.user):
        messages.success(request, _("Selamat datang kembali. Anda bisa ditugaskan lagi."))
    return redirect("members:leave", request.network.slug)
