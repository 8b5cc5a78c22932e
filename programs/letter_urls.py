"""Addresses of letters that came in."""

from django.urls import path

from programs.views import incoming_letters as letters

urlpatterns = [
    path("surat-masuk/", letters.letter_list, name="incoming_letters"),
    path("surat-masuk/catat/", letters.RecordLetter.as_view(), name="record_letter"),
    path("surat-masuk/<int:pk>/", letters.letter, name="incoming_letter"),
    path("surat-masuk/<int:pk>/perbaiki/", letters.CorrectLetter.as_view(), name="correct_letter"),
    path("surat-masuk/<int:pk>/disposisi/", letters.Dispose.as_view(), name="dispose_letter"),
    path("surat-masuk/<int:pk>/diketahui/", letters.only_to_know, name="letter_only_to_know"),
    path("surat-masuk/<int:pk>/berkas/", letters.AddScan.as_view(), name="add_scan"),
    path("surat-masuk/berkas/<int:pk>/", letters.scan, name="scan"),
    path("surat-masuk/berkas/<int:pk>/kecil/", letters.scan_thumbnail, name="scan_thumbnail"),
]
