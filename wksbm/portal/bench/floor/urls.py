from django.urls import path

from wksbm.portal.bench.floor import views

urlpatterns = [
    path("<int:network>/", views.empty, name="empty"),
    path("<int:network>/residents/", views.residents, name="residents"),
    path("<int:network>/residents/add/", views.add, name="add"),
    path("<int:network>/families/<int:pk>/", views.family, name="family"),
]
