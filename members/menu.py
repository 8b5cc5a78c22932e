"""The entries of this floor in the side bar."""

from django.utils.translation import gettext_lazy as _

from wksbm.core.registries import MenuEntry, register_menu

register_menu(
    MenuEntry(_("Lembaga"), "members:organizations", "building", "members.view_organization", 60),
    MenuEntry(_("Pengurus"), "members:memberships", "person", "members.view_member", 70),
)
