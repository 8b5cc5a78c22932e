"""Addresses of what a person is told, the same for all networks."""

from django.urls import path

from wksbm.notifications import views

app_name = "notifications"
urlpatterns = [
    path("pemberitahuan/", views.inbox, name="inbox"),
    path("pemberitahuan/jumlah/", views.unread, name="unread"),
    path("pemberitahuan/semua-dibaca/", views.read_all, name="read_all"),
    path("pemberitahuan/<int:pk>/", views.open_notification, name="open"),
    path("pemberitahuan/<int:pk>/buka/", views.read_and_open, name="read"),
    path("surat/", views.Preferences.as_view(), name="preferences"),
    path("surat/tautan/<str:token>/", views.receive_link, name="preferences_link"),
    path("surat/pilihan/", views.PreferencesByLink.as_view(), name="preferences_by_link"),
    path("surat/berhenti/<str:token>/", views.Unsubscribe.as_view(), name="unsubscribe"),
]
