"""Invented residents for the tests of this floor."""

import datetime as dt

from pmks_cases.models import Family
from wksbm.core.sealing import Sealed

NIK = "9901015505700001"
"""A woman born on 15 May 1970, in a province that does not exist."""
OTHER_NIK = "9901010102800002"
"""A man born on 1 February 1980."""
KK_NUMBER = "9901010101200001"
OTHER_KK_NUMBER = "9901010101200002"


def make_family(network, kk_number: str = KK_NUMBER) -> Family:
    return Family.objects.create(network=network, kk_number=Sealed(kk_number))


def whole_resident(make_resident, name="Sulastri", **fields):
    """Somebody about whom everything is known."""
    known = {
        "nik": Sealed(NIK),
        "sex": 2,
        "birth_place": "Kaliwangi",
        "birth_on": dt.date(1970, 5, 15),
        "address": "Jl. Melati 3",
        "present_address": "Jl. Mawar 7",
        "education": 3,
        "occupation": 2,
        "marital_status": 4,
        "disability": "netra",
        "insurance": 2,
        "kk_level": 1,
    }
    return make_resident(name, **{**known, **fields})
