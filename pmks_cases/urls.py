"""Addresses of this floor inside a network."""

app_name = "pmks_cases"

urlpatterns = []
