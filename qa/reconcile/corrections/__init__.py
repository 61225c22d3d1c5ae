"""What articles say was wrong, and which statements that is about."""

from qa.reconcile.corrections.corrections import Corrections
from qa.reconcile.corrections.later import as_they_stood

__all__ = ["Corrections", "as_they_stood"]
