from django.urls import path

from wksbm.portal.bench.floor import views

urlpatterns = [
    path("<int:network>/", views.empty, name="empty"),
    path("<int:network>/dashboard/", views.dashboard, name="dashboard"),
    path("<int:network>/village/", views.village, name="village"),
    path("<int:network>/notifications/", views.notifications, name="notifications"),
    path("<int:network>/residents/", views.residents, name="residents"),
    path("<int:network>/residents/add/", views.add, name="add"),
    path("<int:network>/families/<int:pk>/", views.family, name="family"),
    path("<int:network>/cases/", views.cases, name="cases"),
    path("<int:network>/cases/<int:pk>/", views.case, name="case"),
    path("<int:network>/cases/<int:pk>/visits/add/", views.add_visit, name="add_visit"),
    path("<int:network>/visits/", views.visits, name="visits"),
    path("<int:network>/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("<int:network>/programs/", views.programs, name="programs"),
    path("<int:network>/documents/", views.documents, name="documents"),
]
