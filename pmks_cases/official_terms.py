"""What official reports call the people whom a network helps, and the groups they are counted in.

For reports to offices only. On anything that a family reads they are "warga yang didampingi".
"""

from dataclasses import dataclass

from members.models import Network


@dataclass(frozen=True)
class OfficialTerm:
    """A term of the law: its letters, its words and the instrument it comes from."""

    short: str
    words: str
    source: str


OFFICIAL_TERMS = {
    Network.CaseTerm.PMKS: OfficialTerm("PMKS", "Penyandang Masalah Kesejahteraan Sosial", "Permensos 08/2012"),
    Network.CaseTerm.PPKS: OfficialTerm("PPKS", "Pemerlu Pelayanan Kesejahteraan Sosial", "Permensos 15/2025"),
    Network.CaseTerm.PAS: OfficialTerm("PAS", "Pemerlu Atensi Sosial", "Kepmensos 103/HUK/2025"),
}


def official_term(network: Network) -> OfficialTerm:
    """The term that this network's reports use."""
    return OFFICIAL_TERMS[Network.CaseTerm(network.case_term)]


def counted_as(category, network: Network) -> str:
    """The line under which a report of this network counts a category: one of the 26, or with PAS one of the 12."""
    return category.group.name if network.case_term == Network.CaseTerm.PAS else category.name
