"""The floor's pages: one question each, whole objects, a bare template."""

import secrets

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Avg, Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from wksbm.portal.bench.floor.models import (
    Case,
    Document,
    Family,
    Meeting,
    Network,
    Notification,
    Program,
    Resident,
    Visit,
)

PAGE = 50


class ResidentForm(forms.ModelForm):
    class Meta:
        model = Resident
        fields = ("name", "rt", "without_nik", "sex", "birth_on", "birth_place", "present_address")


class VisitForm(forms.ModelForm):
    class Meta:
        model = Visit
        fields = ("met", "food", "health", "school", "housing", "safety", "urgency", "next_visit_on")


@login_required
def empty(request, network):
    return render(request, "floor/empty.html")


@login_required
def dashboard(request, network):
    """Five exact aggregates over all rows."""
    visits = Visit.objects.filter(network_id=network)
    cases = Case.objects.filter(network_id=network)
    counted = {
        "residents": Resident.objects.filter(network_id=network, status=1).count(),
        "families": Family.objects.filter(network_id=network).count(),
        "cases": list(cases.values_list("state").annotate(rows=Count("pk"))),
        "due": cases.filter(next_visit_on__lte=timezone.localdate()).count(),
        "visits": visits.aggregate(rows=Count("pk"), food=Avg("food")),
    }
    return render(request, "floor/dashboard.html", {"counted": counted})


@login_required
def village(request, network):
    """The same five over all rows of each network of the village."""
    networks = list(Network.objects.filter(village=Network.objects.get(pk=network).village).order_by("pk"))
    of_them = {"network__in": networks}
    counted = {
        "residents": _by_network(Resident.objects.filter(**of_them, status=1)),
        "families": _by_network(Family.objects.filter(**of_them)),
        "cases": list(Case.objects.filter(**of_them).values_list("network", "state").annotate(rows=Count("pk"))),
        "due": _by_network(Case.objects.filter(**of_them, next_visit_on__lte=timezone.localdate())),
        "visits": list(
            Visit.objects.filter(**of_them).values_list("network").annotate(rows=Count("pk"), food=Avg("food"))
        ),
    }
    return render(request, "floor/dashboard.html", {"counted": counted})


def _by_network(rows) -> list:
    return list(rows.values_list("network").annotate(rows=Count("pk")))


@login_required
def notifications(request, network):
    rows = Notification.objects.filter(recipient=request.user).select_related("network").order_by("-written_at", "-id")
    return render(request, "floor/notifications.html", {"rows": rows[:PAGE]})


@login_required
def residents(request, network):
    rows = Resident.objects.filter(network_id=network, status=1).select_related("rt").order_by("name_key", "id")
    if words := request.GET.get("q", "").split():
        query = SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")
        rows = rows.annotate(words=SearchVector("name", config="simple")).filter(words=query)
    return render(request, "floor/residents.html", {"rows": rows[:PAGE]})


@login_required
def family(request, network, pk):
    found = get_object_or_404(Family, pk=pk, network_id=network)
    people = Resident.objects.filter(network_id=network, family=found).select_related("rt")
    return render(request, "floor/family.html", {"family": found, "people": people})


@login_required
def add(request, network):
    form = ResidentForm(request.POST or None, instance=Resident(network_id=network))
    if request.method == "POST" and form.is_valid():
        form.instance.name_key = form.instance.name.lower()
        form.save()
        return redirect("residents", network)
    return render(request, "floor/add.html", {"form": form})


@login_required
def cases(request, network):
    rows = Case.objects.filter(network_id=network).select_related("resident", "rt", "psm").order_by("-opened_at", "-id")
    return render(request, "floor/cases.html", {"rows": rows[:PAGE]})


@login_required
def case(request, network, pk):
    found = get_object_or_404(Case.objects.select_related("resident", "rt", "psm"), pk=pk, network_id=network)
    visits = found.visits.select_related("by").order_by("-at")
    return render(request, "floor/case.html", {"case": found, "visits": visits})


@login_required
def add_visit(request, network, pk):
    now = timezone.now()
    new = Visit(pk=secrets.randbits(60), network_id=network, case_id=pk, by=request.user, at=now, on=now.date())
    form = VisitForm(request.POST or None, instance=new)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("case", network, pk)
    return render(request, "floor/add.html", {"form": form})


@login_required
def visits(request, network):
    rows = Visit.objects.filter(network_id=network).select_related("case__rt", "by").order_by("-at", "-id")
    return render(request, "floor/visits.html", {"rows": rows[:PAGE]})


@login_required
def meeting(request, network, pk):
    found = get_object_or_404(Meeting.objects.select_related("chair"), pk=pk, network_id=network)
    lines = found.agenda.select_related("case").order_by("place", "order")
    people = found.attendances.order_by("name")
    return render(request, "floor/meeting.html", {"meeting": found, "lines": lines, "people": people})


@login_required
def programs(request, network):
    rows = Program.objects.filter(network_id=network).select_related("lead").order_by("-created_at", "-id")
    return render(request, "floor/programs.html", {"rows": rows[:PAGE]})


@login_required
def documents(request, network):
    rows = Document.objects.filter(network_id=network).select_related("issued_by").order_by("-issued_at", "-id")
    return render(request, "floor/documents.html", {"rows": rows[:PAGE]})
