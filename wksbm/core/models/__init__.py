from wksbm.core.models.forms import FormReceipt, KeptPost
from wksbm.core.models.jobs import JobProgress
from wksbm.core.models.read_entry import ReadEntry
from wksbm.core.models.scoped import Scattered, Scoped, ScopedQuerySet

__all__ = ["FormReceipt", "JobProgress", "KeptPost", "ReadEntry", "Scattered", "Scoped", "ScopedQuerySet"]
