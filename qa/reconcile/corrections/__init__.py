"""What articles say was wrong, and which statements that is about."""

from qa.reconcile.corrections.corrections import Corrections

__all__ = ["Corrections"]
