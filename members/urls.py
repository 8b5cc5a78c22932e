"""Addresses of this floor inside a network."""

app_name = "members"

urlpatterns = []
