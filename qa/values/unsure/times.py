"""Times that are left open because a word beside them, which was not read, may change them.

A part that no rule knows ("the eve of Christmas 2021", "May 5 BC", "January 3rd, twenty twelve")
would otherwise be lost without a trace, and the rest be told as if it were the whole.
"""

from itertools import pairwise

from qa.values.drafts import Draft
from qa.values.tokens import Tokens
from qa.values.unsure.after import goes_on
from qa.values.unsure.before import is_held
from qa.values.unsure.pairs import part_ways


def leave_open(tokens: Tokens, drafts: list[Draft]) -> None:
    """Take the days from each time that something unread beside it may change."""
    for one, other in pairwise(drafts):
        part_ways(tokens, one, other)
    for number, draft in enumerate(drafts):
        if not draft.is_time or not (draft.first or draft.last):
            continue
        before = drafts[number - 1] if number else None
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        if is_held(tokens, draft, before) or goes_on(tokens, draft, after):
            draft.first = draft.last = None
