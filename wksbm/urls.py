"""Every address of the portal. Each route states its audience (wksbm.core.access); the guard shuts what states none."""

from django.urls import include, path

urlpatterns = [
    path("", include("members.urls_account")),
    path("", include("wksbm.notifications.urls")),
    path("", include("wksbm.documents.urls")),
    path("", include("programs.urls_outside")),
    path("", include("wksbm.portal.urls")),
    path("<slug:network>/", include("members.urls")),
    path("<slug:network>/", include("pmks_cases.urls")),
    path("<slug:network>/", include("programs.urls")),
]
