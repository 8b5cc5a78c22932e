from pmks_cases.models import counted  # noqa: F401  the triggers that note what is to be counted again
from pmks_cases.models.assessment import Assessment, CaseCategory, CaseCriterion
from pmks_cases.models.case import Case
from pmks_cases.models.case_member import CaseMember
from pmks_cases.models.case_move import CaseMove
from pmks_cases.models.category import AttentionGroup, Category, Criterion, NetworkCategory
from pmks_cases.models.consent import Consent
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.emergency_alert import EmergencyAlert
from pmks_cases.models.errand import Errand
from pmks_cases.models.exclusion import Exclusion, Kinship
from pmks_cases.models.family import Family
from pmks_cases.models.family_answer import FamilyAnswer
from pmks_cases.models.handover import Handover
from pmks_cases.models.level_change import LevelChange
from pmks_cases.models.photo import Photo
from pmks_cases.models.plan import Goal, Measurement, PlanStep, Referral
from pmks_cases.models.postponed_visit import PostponedVisit
from pmks_cases.models.resident import Resident
from pmks_cases.models.resident_import import ResidentImport, StagedRow
from pmks_cases.models.resident_merge import ResidentMerge
from pmks_cases.models.saved_filter import SavedFilter
from pmks_cases.models.visit import Addendum, Visit

__all__ = [
    "Addendum",
    "Assessment",
    "AttentionGroup",
    "Case",
    "CaseCategory",
    "CaseCriterion",
    "CaseMember",
    "CaseMove",
    "Category",
    "Consent",
    "Criterion",
    "EarlyReport",
    "EmergencyAlert",
    "Errand",
    "Exclusion",
    "Family",
    "FamilyAnswer",
    "Goal",
    "Handover",
    "Kinship",
    "LevelChange",
    "Measurement",
    "NetworkCategory",
    "Photo",
    "PlanStep",
    "PostponedVisit",
    "Referral",
    "Resident",
    "ResidentImport",
    "ResidentMerge",
    "SavedFilter",
    "StagedRow",
    "Visit",
]
