"""Addresses of the roof."""

from django.urls import path

from wksbm.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("operasi/", views.operation, name="operation"),
    path("<slug:network>/", views.NetworkHome.as_view(), name="network_home"),
    path("<slug:network>/lainnya/", views.more, name="network_more"),
]
