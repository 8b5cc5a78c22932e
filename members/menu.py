"""The entries of this floor in the side bar."""

from django.utils.translation import gettext_lazy as _

from wksbm.core.registries import MenuEntry, register_menu

register_menu(
    MenuEntry(_("Janji"), "members:follow_ups", "calendar", "members.view_follow_up", 45, phone=True),
    MenuEntry(_("Dokumen"), "documents:documents", "sheet", "documents.view_document", 48),
    MenuEntry(_("Menunggu tanda tangan"), "documents:to_sign", "edit", "documents.sign_document", 49),
    MenuEntry(_("Lembaga"), "members:organizations", "building", "members.view_organization", 60),
    MenuEntry(_("Pengurus"), "members:memberships", "person", "members.view_member", 70),
    MenuEntry(_("Relawan"), "members:volunteers", "health", "members.view_volunteer", 75),
    MenuEntry(_("Profil jejaring"), "members:profile", "home", "members.view_network", 80),
    MenuEntry(_("Hari istirahat"), "members:rest_days", "moon", "members.set_rest_days", 82),
    MenuEntry(_("Jejak"), "members:read_log", "eye", "members.view_read_log", 85),
)
