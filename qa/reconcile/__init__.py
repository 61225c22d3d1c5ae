"""What many articles say in answer to one question, side by side."""

from qa.reconcile.answers import order_answers
from qa.reconcile.corrections import as_they_stood
from qa.reconcile.reconcile import reconcile

__all__ = ["as_they_stood", "order_answers", "reconcile"]
