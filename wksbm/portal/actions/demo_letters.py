"""Letters about cases: whom the network sends, what the family keeps, and a referral with its slip."""

from members.access import Role
from members.models import Membership, Network
from pmks_cases.models import Case, Referral
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers


def load(networks: list[Network]) -> None:
    """Issued today by the secretary of RW 004."""
    home = next(network for network in networks if network.rw == "004")
    by = Membership.objects.select_related("user").get(network=home, role=Role.SECRETARY).user
    ordinary = Case.objects.of(home).open().filter(secrecy="biasa", psm__isnull=False, exclusions=None)
    agreed = Referral.objects.filter(case__in=ordinary, family_answer="ya").order_by("sent_on", "pk").last()
    case = agreed.case if agreed else ordinary.order_by("opened_at", "pk").last()
    for kind in ("surat-tugas", "lembar-keluarga"):
        issuing.issue(papers[kind], home, by=by, row=case)
    if agreed:
        words = {"referral": str(agreed.pk), "request": "Mohon diperiksa, dan dibantu alat yang diperlukan."}
        issuing.issue(papers["surat-rujukan"], home, by=by, row=case, **words)
