"""The floor's pages: one question each, whole objects, a bare template."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.shortcuts import get_object_or_404, redirect, render

from wksbm.portal.bench.floor.models import Family, Resident

PAGE = 50


class ResidentForm(forms.ModelForm):
    class Meta:
        model = Resident
        fields = ("name", "rt", "without_nik", "sex", "birth_on", "birth_place", "present_address")


@login_required
def empty(request, network):
    return render(request, "floor/empty.html")


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
