"""The entries of this floor in the side bar."""

from django.utils.translation import gettext_lazy as _

from wksbm.core.registries import MenuEntry, register_menu

register_menu(
    MenuEntry(_("Kasus"), "pmks_cases:cases", "case", "pmks_cases.view_case", 20, phone=True),
    MenuEntry(_("Kasus RT"), "pmks_cases:rt_cases", "case", "pmks_cases.view_case_of_rt", 25, phone=True),
    MenuEntry(_("Kunjungan"), "pmks_cases:choose_visit", "add", "pmks_cases.record_visit", 30, phone=True, add=True),
    MenuEntry(_("Laporan"), "pmks_cases:reports", "sheet", "pmks_cases.write_report", 40, phone=True),
    MenuEntry(_("Layanan singkat"), "pmks_cases:errands", "done", "pmks_cases.open_case", 47),
    MenuEntry(_("Beban pendamping"), "pmks_cases:load", "aid", "pmks_cases.assign_case", 48),
    MenuEntry(_("Warga"), "pmks_cases:residents", "people", "pmks_cases.search_residents", 50, phone=True),
    MenuEntry(_("Keluarga saya"), "pmks_cases:own_kin", "family", "pmks_cases.state_kin", 85),
)
