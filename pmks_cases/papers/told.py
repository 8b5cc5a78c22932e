"""What a paper says of a case. It follows the level: of an ordinary case the name, of any other number, RT and help."""

from django.utils.translation import gettext as _

from members.access import Role
from members.phones import spoken_phone
from pmks_cases.actions.case_papers import complaints_about, guarded_among, holder_of
from pmks_cases.models import case_reading as reading
from pmks_cases.models.case import Case, Secrecy
from pmks_cases.models.case_words import companion_of, help_needed
from wksbm.core.templatetags.portal_tags import longdate

OF_CASE = {"origin": "pmks_cases.Case", "internal": True, "guarded": guarded_among}
"""All papers of cases say "dokumen internal" to who holds them and is nobody's, or the word itself would tell."""


def is_named(case: Case) -> bool:
    """Whether a paper may say who it is."""
    return case.secrecy == Secrecy.ORDINARY and not case.name_refused and bool(case.name)


def who(case: Case) -> list[tuple[str, str]]:
    """The facts on top of a paper: name, age and address, else the number with the RT; of a rahasia case no RT."""
    facts = [(_("Nomor kasus"), case.number)]
    if is_named(case):
        facts.insert(0, (_("Nama"), case.name))
        if case.resident_id:
            age = case.resident.age_on(case.network.today())
            facts += [(_("Umur"), _("%(age)d tahun") % {"age": age})] if age is not None else []
            facts += [(_("Alamat"), case.resident.present_address or case.resident.address)]
    if case.rt_id and not case.is_secret:
        facts.append((_("RT"), case.rt.number))
    return [(label, str(words)) for label, words in facts if words]


def rt_of(case: Case) -> str:
    return case.rt.number if case.rt_id else ""


def companion_lines(case: Case) -> dict:
    """Who accompanies, with the phone; '' for nobody. The home of a rahasia case learns no unit from outside."""
    name = "" if case.is_secret and not case.psm_id else companion_of(case)
    return {"name": name, "phone": spoken_phone(case.psm.phone) if case.psm_id and case.psm.phone else ""}


def complaints(case: Case) -> dict:
    """To whom the family may complain (`case_papers.complaints_about`); `unit` is the UPTD PPA with its telephone."""
    who = complaints_about(case)
    number = spoken_phone(case.network.protection_unit_phone) if case.network.protection_unit_phone else "SAPA 129"
    unit = _("UPTD PPA (%(number)s)") % {"number": number} if who.protection_unit else ""
    return {"offices": who.offices, "by_phone": who.by_phone, "unit": unit}


def need(case: Case) -> str:
    return str(help_needed(case))


def promises(case: Case, most: int) -> list[dict]:
    """What was promised and is open, with its day; nothing of a rahasia case."""
    if case.is_secret:
        return []
    today = case.network.today()
    return [
        {"what": row.what, "until": longdate(row.due_on), "late": row.due_on < today}
        for row in reading.promises_of(case)
        if row.is_open
    ][:most]


def chair_of(network) -> dict:
    return {"office": _("Ketua"), "name": holder_of(network, Role.CHAIR)}


def secretary_of(network) -> dict:
    return {"office": _("Sekretaris"), "name": holder_of(network, Role.SECRETARY)}
