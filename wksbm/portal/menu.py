"""The entries of this floor in the side bar."""

from django.utils.translation import gettext_lazy as _

from wksbm.core.registries import MenuEntry, register_menu

register_menu(
    MenuEntry(_("Minggu ini"), "network_village", "back", "portal.view_village", 5, phone=True),
    MenuEntry(_("Hari ini"), "network_home", "today", "members.view_network", 10, phone=True),
    MenuEntry(_("Angka"), "network_numbers", "up", "portal.view_numbers", 52),
    MenuEntry(_("Laporan bulanan"), "monthly_report", "sheet", "portal.view_monthly_report", 53),
    MenuEntry(_("Bulan saya"), "own_month", "saved", "portal.view_own_month", 54),
    MenuEntry(_("Lainnya"), "network_more", "more", "members.view_network", 90, phone=True),
)
