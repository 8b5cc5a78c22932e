from pmks_cases.models.category import AttentionGroup, Category, Criterion, NetworkCategory
from pmks_cases.models.family import Family
from pmks_cases.models.resident import Resident
from pmks_cases.models.resident_import import ResidentImport, StagedRow
from pmks_cases.models.resident_merge import ResidentMerge

__all__ = [
    "AttentionGroup",
    "Category",
    "Criterion",
    "Family",
    "NetworkCategory",
    "Resident",
    "ResidentImport",
    "ResidentMerge",
    "StagedRow",
]
