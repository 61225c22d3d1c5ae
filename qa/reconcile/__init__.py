"""What many articles say in answer to one question, side by side."""

from qa.reconcile.answers import order_answers
from qa.reconcile.reconcile import reconcile

__all__ = ["order_answers", "reconcile"]
