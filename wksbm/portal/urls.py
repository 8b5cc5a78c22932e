"""Addresses of the roof."""

from django.urls import path

from pmks_cases.views import phone_store
from wksbm.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("operasi/", views.operation, name="operation"),
    path("layanan-luring.js", phone_store.service_worker, name="service_worker"),
    path("tanpa-sinyal/", phone_store.without_signal, name="without_signal"),
    path("kunjungan-di-hp/", phone_store.keeper, name="visit_keeper"),
    path("<slug:network>/", views.NetworkHome.as_view(), name="network_home"),
    path("<slug:network>/lainnya/", views.more, name="network_more"),
]
