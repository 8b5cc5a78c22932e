"""Addresses outside of any network: an invited person's answer, and the calendar of one person."""

from django.urls import path

from programs.views import answers, calendar_feeds

urlpatterns = [
    path("jawab/", answers.AnswerPage.as_view(), name="answer_page"),
    path("jawab/musyawarah.ics", answers.calendar_file_by_link, name="answer_calendar_file"),
    path("jawab/<str:token>/", answers.receive_link, name="answer_link"),
    path("kalender/<str:token>/jejaring.ics", calendar_feeds.feed, name="calendar_feed"),
    path("akun/kalender/", calendar_feeds.CalendarAddress.as_view(), name="calendar_address"),
]
