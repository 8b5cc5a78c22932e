"""Addresses of what a person is told, the same for all networks."""

from django.urls import path

from wksbm.notifications.views import inbox, preferences

app_name = "notifications"
urlpatterns = [
    path("pemberitahuan/", inbox.inbox, name="inbox"),
    path("pemberitahuan/jumlah/", inbox.unread, name="unread"),
    path("pemberitahuan/semua-dibaca/", inbox.read_all, name="read_all"),
    path("pemberitahuan/<int:pk>/", inbox.open_notification, name="open"),
    path("pemberitahuan/<int:pk>/buka/", inbox.read_and_open, name="read"),
    path("surat/", preferences.Preferences.as_view(), name="preferences"),
    path("surat/tautan/<str:token>/", preferences.receive_link, name="preferences_link"),
    path("surat/pilihan/", preferences.PreferencesByLink.as_view(), name="preferences_by_link"),
    path("surat/berhenti/<str:token>/", preferences.Unsubscribe.as_view(), name="unsubscribe"),
    path(
        "surat/berhenti-seketika/<str:token>/",
        preferences.Unsubscribe.as_view(choice="urgent"),
        name="unsubscribe_urgent",
    ),
]
