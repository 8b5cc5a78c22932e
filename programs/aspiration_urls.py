"""Addresses of aspirations, and of the photos of this floor."""

from django.urls import path

from programs.views import aspirations, pictures

urlpatterns = [
    path("aspirasi/", aspirations.aspiration_list, name="aspirations"),
    path("aspirasi/tulis/", aspirations.WriteAspiration.as_view(), name="write_aspiration"),
    path("aspirasi/<int:pk>/", aspirations.aspiration, name="aspiration"),
    path("aspirasi/<int:pk>/jawab/", aspirations.AnswerAspiration.as_view(), name="answer_aspiration"),
    path("gambar/<int:pk>/", pictures.picture, name="picture"),
]
