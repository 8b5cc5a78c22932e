"""The entries of this floor in the side bar."""

from django.utils.translation import gettext_lazy as _

from wksbm.core.registries import MenuEntry, register_menu

register_menu(MenuEntry(_("Musyawarah"), "programs:meetings", "meeting", "programs.read_minutes", 35, phone=True))
register_menu(MenuEntry(_("Program"), "programs:programs", "aid", "programs.view_program", 36))
register_menu(MenuEntry(_("Isu strategis"), "programs:issues", "people", "programs.view_issue", 36))
register_menu(MenuEntry(_("Aspirasi"), "programs:aspirations", "edit", "programs.view_meeting", 37))
register_menu(MenuEntry(_("Surat masuk"), "programs:incoming_letters", "mail", "programs.keep_letters", 47))
register_menu(MenuEntry(_("Kalender"), "programs:calendar", "calendar", "programs.view_activity", 38))
