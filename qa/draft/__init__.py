"""A draft, or one quotation, against the articles: `check_draft(text, searcher)`."""

from qa.draft.check import check_draft, check_quote
from qa.draft.records import Checked, Claim, Match, Verdict

__all__ = ["Checked", "Claim", "Match", "Verdict", "check_draft", "check_quote"]
