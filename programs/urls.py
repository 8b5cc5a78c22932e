"""Addresses of this floor inside a network."""

from django.urls import path

from programs import aspiration_urls, calendar_urls, issue_urls, letter_urls, program_urls
from programs.views import agenda, invitations, meeting_promises, meetings, minutes, notes, opening, running

app_name = "programs"

urlpatterns = [
    *aspiration_urls.urlpatterns,
    path("musyawarah/", meetings.meeting_list, name="meetings"),
    path("musyawarah/rencana/", meetings.PlanMeeting.as_view(), name="plan_meeting"),
    path("musyawarah/dari-buku/", meetings.RecordMeeting.as_view(), name="record_meeting"),
    path("musyawarah/<int:pk>/", meetings.meeting, name="meeting"),
    path("musyawarah/<int:pk>/ubah/", meetings.ChangeMeeting.as_view(), name="change_meeting"),
    path("musyawarah/<int:pk>/batalkan/", meetings.CancelMeeting.as_view(), name="cancel_meeting"),
    path("musyawarah/<int:pk>/acara/usulkan/", agenda.propose_agenda, name="propose_agenda"),
    path("musyawarah/<int:pk>/acara/tambah/", agenda.AddAgendaItem.as_view(), name="add_agenda_item"),
    path("musyawarah/<int:pk>/acara/<int:item>/", agenda.place_agenda_item, name="place_agenda_item"),
    path("musyawarah/<int:pk>/undangan/", invitations.Invitations.as_view(), name="invitations"),
    path("musyawarah/<int:pk>/undangan/pengurus/", invitations.invite_officers, name="invite_officers"),
    path(
        "musyawarah/<int:pk>/undangan/<int:invited>/",
        invitations.ChangeInvitation.as_view(),
        name="change_invitation",
    ),
    path(
        "musyawarah/<int:pk>/undangan/<int:invited>/hapus/",
        invitations.remove_invitation,
        name="remove_invitation",
    ),
    path("musyawarah/<int:pk>/hadir/<int:invited>/", running.mark_attendance, name="mark_attendance"),
    path("musyawarah/<int:pk>/mulai/", running.start_meeting, name="start_meeting"),
    path("musyawarah/<int:pk>/belum-jadi/", opening.UnopenMeeting.as_view(), name="unopen_meeting"),
    path("musyawarah/<int:pk>/jalan/", running.RunMeeting.as_view(), name="run_meeting"),
    path("musyawarah/<int:pk>/jalan/sekaligus/", running.agree_together, name="agree_together"),
    path("musyawarah/<int:pk>/jalan/<int:item>/catatan/", notes.note_discussion, name="note_discussion"),
    path("musyawarah/<int:pk>/jalan/<int:item>/janji/", meeting_promises.AddPromise.as_view(), name="add_promise"),
    path("musyawarah/<int:pk>/tutup/", minutes.CloseMeeting.as_view(), name="close_meeting"),
    path("musyawarah/<int:pk>/notulen/", minutes.minutes, name="minutes"),
    path("musyawarah/<int:pk>/notulen/tambahan/", minutes.AddAddendum.as_view(), name="add_addendum"),
    *calendar_urls.urlpatterns,
    *program_urls.urlpatterns,
    *issue_urls.urlpatterns,
    *letter_urls.urlpatterns,
]
