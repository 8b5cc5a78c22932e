"""Addresses of the roof."""

from django.urls import path

from pmks_cases.views import phone_store
from wksbm.portal import views
from wksbm.portal.network import own_month, report_views
from wksbm.portal.network import views as numbers
from wksbm.portal.village import views as village

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("operasi/", views.operation, name="operation"),
    path("layanan-luring.js", phone_store.service_worker, name="service_worker"),
    path("tanpa-sinyal/", phone_store.without_signal, name="without_signal"),
    path("kunjungan-di-hp/", phone_store.keeper, name="visit_keeper"),
    path("desa/<str:code>/", village.this_week, name="village"),
    path("desa/<str:code>/angka.xlsx", village.village_file, name="village_file"),
    path("desa/<str:code>/rw/<str:rw>/", village.near_one, name="village_near"),
    path("desa/<str:code>/janji/", village.promises, name="village_promises"),
    path("desa/<str:code>/laporan/", village.reports, name="village_reports"),
    path("desa/<str:code>/lainnya/", village.more, name="village_more"),
    path("<slug:network>/", views.NetworkHome.as_view(), name="network_home"),
    path("<slug:network>/minggu-ini/", village.from_network, name="network_village"),
    path("<slug:network>/tanyakan/<slug:about>/", village.AskNetwork.as_view(), name="ask_network"),
    path("<slug:network>/angka/", numbers.network_numbers, name="network_numbers"),
    path("<slug:network>/angka/angka.xlsx", numbers.numbers_file, name="numbers_file"),
    path("<slug:network>/angka/kasus/<slug:what>/", numbers.cases_behind, name="cases_behind"),
    path("<slug:network>/angka/janji/<slug:what>/", numbers.promises_behind, name="promises_behind"),
    path("<slug:network>/bulan-saya/", own_month.own_month, name="own_month"),
    path("<slug:network>/laporan-bulanan/", report_views.report, name="monthly_report"),
    path("<slug:network>/laporan-bulanan/laporan.xlsx", report_views.report_file, name="monthly_report_file"),
    path("<slug:network>/lainnya/", views.more, name="network_more"),
]
