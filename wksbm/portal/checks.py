"""What must not be when a real portal starts."""

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from wksbm.portal.actions import demo


@checks.register(checks.Tags.security)
def no_demo_accounts(app_configs, **_options) -> list[checks.CheckMessage]:
    """A portal with real people has no account whose password stands in the documentation."""
    if settings.DEMO:
        return []
    try:
        found = demo.is_loaded()
    except DatabaseError:  # no database yet, or no tables in it: then there are no accounts either
        return []
    if not found:
        return []
    return [
        checks.Error(
            "Basis data ini berisi akun contoh, yang kata sandinya diketahui semua orang.",
            hint="Pakai basis data baru untuk portal yang sesungguhnya, lalu jalankan migrate dan start_network.",
            id="portal.E001",
        )
    ]
