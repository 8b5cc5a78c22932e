"""Home: a work list per role, not a brochure."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from members.models import Network
from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.core.registries import due_kinds


@audience(SIGNED_IN)
def home(request):
    """The door after sign-in: straight to the one network, or the list of several."""
    networks = list(Network.objects.visible_to(request.user)[:201])
    if len(networks) == 1:
        return redirect("network_home", networks[0].slug)
    return render(request, "portal/home.html", {"networks": networks})


@audience("members.view_network")
class NetworkHome(View):
    """What is due, what is late, who waits for you: each one tap from being done."""

    def get(self, request, network):
        waiting = [
            due
            for kind in due_kinds
            if request.user.has_perm(kind.audience, request.network)
            for due in kind.find(request.user, request.network)
        ]
        today = request.network.today()
        late = [due for due in waiting if due.due_on and due.due_on < today]
        soon = [due for due in waiting if due not in late]
        return render(request, "portal/network_home.html", {"late": late, "soon": soon, "today": today})


@audience("members.view_network")
def more(request, network):
    """Every entry of the menu, for the phone's bottom bar."""
    return render(request, "portal/more.html")


@audience(PUBLIC)
def healthz(request):
    """For a load balancer: the web process answers."""
    return HttpResponse("ok", content_type="text/plain")
