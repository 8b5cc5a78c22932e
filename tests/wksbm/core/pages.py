"""Addresses for the tests of the form mechanism: the portal's own, and two pages with one form each."""

from django import forms
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.generic import View

from members.models import Dasawisma, Rt
from wksbm.core.access import audience
from wksbm.core.forms import FormPage, PortalForm
from wksbm.core.refusals import RefusedByRule
from wksbm.urls import urlpatterns as portal


class GroupForm(PortalForm):
    name = forms.CharField(label="Nama dasawisma", max_length=60)


class FileForm(PortalForm):
    file = forms.FileField(label="Berkas")


@audience("members.change_network")
class AddGroup(FormPage, View):
    form_class = GroupForm
    title = "Tambah dasawisma"

    def act(self, form) -> str:
        name = form.data_for_action()["name"]
        if name == "Melati":
            raise RefusedByRule("Nama Melati sudah dipakai.", field="name")
        rt = Rt.objects.get(network=self.request.network, number="001")
        made = Dasawisma.objects.create(network=self.request.network, rt=rt, name=name)
        return f"/dasawisma/{made.pk}/"


@audience("members.change_network")
class SendFile(FormPage, View):
    form_class = FileForm
    title = "Kirim berkas"

    def act(self, form) -> str:
        return f"/diterima/{form.cleaned_data['file'].size}/"


@audience("members.view_network")
def zone(request, network):
    """The zone in which this page shows its instants."""
    return HttpResponse(timezone.get_current_timezone_name())


urlpatterns = [
    path("<slug:network>/uji/zona/", zone, name="test_zone"),
    path("<slug:network>/uji/dasawisma/", AddGroup.as_view(), name="test_group"),
    path("<slug:network>/uji/berkas/", SendFile.as_view(), name="test_file"),
    *portal,
]
