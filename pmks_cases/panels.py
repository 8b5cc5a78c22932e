"""What this floor shows on pages of lower floors."""

from wksbm.core.registries import Panel, register_panel

register_panel(
    Panel(
        "profile",
        "pmks_cases/category/_on_profile.html",
        "pmks_cases.view_categories",
        lambda _user, _network: None,  # a way there, nothing of the database
    )
)
