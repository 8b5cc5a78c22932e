from wksbm.documents.models.document import IssuedDocument
from wksbm.documents.models.order import PaperOrder
from wksbm.documents.models.stationery import Counter, Stationery

__all__ = ["Counter", "IssuedDocument", "PaperOrder", "Stationery"]
