"""What many articles say in answer to one question, side by side."""

from qa.reconcile.reconcile import reconcile

__all__ = ["reconcile"]
