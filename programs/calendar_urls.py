"""Addresses of invitations and of the calendar inside a network."""

from django.urls import path

from programs.views import activities, answers, invitations

urlpatterns = [
    path("musyawarah/<int:pk>/undangan/kirim/", invitations.send_invitations, name="send_invitations"),
    path("musyawarah/<int:pk>/undangan/<int:invited>/tautan/", invitations.make_answer_link, name="make_answer_link"),
    path("musyawarah/<int:pk>/undangan/<int:invited>/tahu/", invitations.note_told, name="note_told"),
    path("musyawarah/<int:pk>/jawab/", answers.answer_invitation, name="answer_invitation"),
    path("musyawarah/<int:pk>/musyawarah.ics", answers.calendar_file, name="calendar_file"),
    path("kalender/", activities.month, name="calendar"),
    path("kalender/bentrok/", activities.clashes_at, name="clashes"),
    path("kalender/tambah/", activities.AddActivity.as_view(), name="add_activity"),
    path("kalender/kegiatan/<int:pk>/", activities.activity, name="activity"),
    path("kalender/kegiatan/<int:pk>/ubah/", activities.ChangeActivity.as_view(), name="change_activity"),
    path("kalender/kegiatan/<int:pk>/batalkan/", activities.CancelActivity.as_view(), name="cancel_activity"),
]
