"""What stands on top of a network's letters: whose it is, where it sits, who protects it."""

from django.utils.translation import gettext as _

from members.access import Role
from members.models import Membership, Network
from members.phones import spoken_phone
from wksbm.core.templatetags.portal_tags import NBSP
from wksbm.documents.papers import Letterhead, register_letterhead

PATTERN = "{nomor}/{kode}/WKSBM-RW{rw}/{bulan romawi}/{tahun}"
"""The usual pattern of numbers; the network may choose another one."""


def letterhead_of(network: Network) -> Letterhead:
    """From the largest circle to the smallest, then the RW and the address. Two questions."""
    here = Network.objects.select_related("village__parent__parent").get(pk=network.pk)
    village, district = here.village, here.village.parent
    regency = district.parent if district else None
    kind = _("Kelurahan") if village.is_urban else _("Desa")
    circles = [f"RW{NBSP}{here.rw} {kind} {village.name}"]
    circles += [f"{_('Kecamatan')} {district.name}"] if district else []
    circles += [_regency(regency.name)] if regency else []
    head = Membership.objects.current().filter(village=village, role=Role.VILLAGE_HEAD).select_related("user").first()
    office = _("Lurah") if village.is_urban else _("Kepala Desa")
    own = here.name if here.name.upper().startswith("WKSBM") else f"WKSBM {here.name}"
    return Letterhead(
        name=own,
        lines=(_("Wahana Kesejahteraan Sosial Berbasis Masyarakat").upper(), own.upper(), ", ".join(circles).upper()),
        contact=_contact(here),
        place=village.name,
        marks={"rw": here.rw[-2:] if here.rw.startswith("0") else here.rw},
        pattern=PATTERN,
        head_office=f"{office} {village.name}",
        head_name=head.user.name if head else "",
    )


def _regency(name: str) -> str:
    return name if name.startswith(("Kota ", "Kabupaten ")) else f"{_('Kabupaten')} {name}"


def _contact(network: Network) -> str:
    parts = [network.address, spoken_phone(network.phone) if network.phone else "", network.email]
    return " · ".join(part for part in parts if part)


register_letterhead(letterhead_of)
