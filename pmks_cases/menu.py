"""The entries of this floor in the side bar."""

from django.utils.translation import gettext_lazy as _

from wksbm.core.registries import MenuEntry, register_menu

register_menu(MenuEntry(_("Warga"), "pmks_cases:residents", "people", "pmks_cases.search_residents", 50, phone=True))
