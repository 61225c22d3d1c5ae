"""Whether a statement is about what was asked, and if not, the reason to show."""

from qa.reconcile.limits.asides import asks_before
from qa.reconcile.limits.limits import Limits

__all__ = ["Limits", "asks_before"]
