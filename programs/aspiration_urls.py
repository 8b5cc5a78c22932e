"""Addresses of aspirations, of the photos of this floor, and of what became of decisions."""

from django.urls import path

from programs.views import aspirations, pictures, results

urlpatterns = [
    path("aspirasi/", aspirations.aspiration_list, name="aspirations"),
    path("aspirasi/tulis/", aspirations.WriteAspiration.as_view(), name="write_aspiration"),
    path("aspirasi/<int:pk>/", aspirations.aspiration, name="aspiration"),
    path("aspirasi/<int:pk>/jawab/", aspirations.AnswerAspiration.as_view(), name="answer_aspiration"),
    path("musyawarah/hasil/", results.results, name="results"),
    path("gambar/<int:pk>/", pictures.picture, name="picture"),
    path("musyawarah/<int:pk>/daftar-hadir/", pictures.AddAttendanceList.as_view(), name="add_attendance_list"),
]
