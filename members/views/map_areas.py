"""The map of an RW: uploaded, looked at, put in its place, taken away."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from members.actions import map_areas
from members.forms.map_areas import MapFileForm, PlaceMapForm
from members.geojson import draw
from members.models import MapArea, Rt
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


def drawing_of(areas):
    """What the template `_map.html` draws, of (number of the RT or nothing, polygons) pairs."""
    areas = [(rt, polygons) for rt, polygons in areas]
    rts = [area for area in areas if area[0]]
    return draw(rts or areas)


@audience("members.draw_areas")
class UploadMap(FormPage, View):
    """The map as it is, and a form for another one. A valid file is shown first; nothing is stored yet."""

    form_class = MapFileForm
    title = gettext_lazy("Peta wilayah")
    template_name = "members/map/page.html"

    @property
    def rts(self) -> list[str]:
        return list(Rt.objects.visible_to(self.request.user).of(self.request.network).values_list("number", flat=True))

    def get_form_kwargs(self) -> dict:
        return {"network": self.request.network, "rts": self.rts}

    def get_context_data(self, **more) -> dict:
        areas = MapArea.objects.visible_to(self.request.user).of(self.request.network).select_related("rt")
        stored = [(area.rt.number if area.rt else "", area.polygons) for area in areas]
        drawn = {rt for rt, _polygons in stored}
        return super().get_context_data(**more) | {
            "drawing": drawing_of(stored),
            "missing": [rt for rt in self.rts if rt not in drawn] if drawn - {""} else [],
            "uploaded_at": areas[0].uploaded_at if stored else None,
        }

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        read, network = form.cleaned_data["file"], request.network
        found = {area.rt for area in read.areas}
        place = PlaceMapForm(request=request, network=network, initial={"areas": PlaceMapForm.sealed(network, read)})
        context = {
            "form": place,
            "drawing": drawing_of((area.rt, area.polygons) for area in read.areas),
            "count": len(found - {""}),
            "missing": [rt for rt in self.rts if rt not in found] if found - {""} else [],
            "elsewhere": read.of_other_rws,
            "replaces": MapArea.objects.visible_to(request.user).of(network).exists(),
        }
        return render(request, "members/map/preview.html", context)


@audience("members.draw_areas")
class PlaceMap(FormPage, View):
    """What was looked at becomes the map."""

    form_class = PlaceMapForm
    http_method_names = ("post", "options")

    def get_form_kwargs(self) -> dict:
        return {"network": self.request.network}

    def show(self, form, **more):
        messages.error(self.request, next(iter(form.errors.values()))[0])
        return redirect("members:map", self.request.network.slug)

    def act(self, form) -> str:
        map_areas.replace(self.request.network, by=self.request.user, areas=form.cleaned_data["areas"])
        messages.success(self.request, _("Peta terpasang."))
        return reverse("members:map", args=[self.request.network.slug])


@audience("members.draw_areas")
@require_POST
def remove_map(request, network):
    """The network has no map any more."""
    map_areas.remove(request.network, by=request.user)
    messages.success(request, _("Peta dilepas. Angkanya tetap ada."))
    return redirect("members:map", request.network.slug)
