"""What a note gives in the place of a figure that it denies."""

import re
from collections.abc import Sequence

from qa.reconcile.corrections.ties import head_of
from qa.reconcile.same import equal_figures
from qa.reconcile.units import in_one_unit
from qa.values import Value

_WORDS = r"\s+(?:[\w-]+\s+){0,2}"
# Between what is right and what was wrong: "41,000, not 410,000", "to 25 names from 27".
_NOT = re.compile(rf"[^.;:]{{0,60}}?\b(?:not|instead of|rather than|from){_WORDS}")
# The other way round: "said 27 instead of 25", "said that 27 died, when in fact 25 did".
_TURNS = re.compile(
    r"[^.;:]{0,60}?\b(?:instead of|rather than|to|but|whereas|in fact|actually"
    r"|when (?:it|there|the)|should (?:have been|be|read))\b[^.;:]{0,60}"
)
# A sentence that says no more than what was wrong: "The toll was 25. Our article said 27."
_WE_SAID = re.compile(
    r"(?i)[^.;:\d]{0,60}\.\s+(?:we|(?:our|the|an?) (?:[\w]+ ){0,2}[\w]+)"
    r" (?:said|stated|gave|reported|wrote|put)(?: (?:it|that|at|as|was)){0,3}\s+"
)
_ENDS = re.compile(r"[ \w]{0,20}\.(?!\d)")


def instead_of(
    denied: Value, all_denied: Sequence[Value], values: Sequence[Value], given: Sequence[Value],
    text: str,
) -> Value | None:  # fmt: skip
    """The figure that a text gives for one that it denies; None where that is not clear.

    `given`: those of `values` that it says are what is right.
    """
    others = [one for one in values if one not in all_denied and are_comparable(one, denied)]
    before = [one for one in others if one.end <= denied.start]
    after = [one for one in others if one.start >= denied.end]
    if before and _NOT.fullmatch(text, before[-1].end, denied.start):
        return before[-1]
    if after and _TURNS.fullmatch(text, denied.end, after[0].start):
        return after[0]
    rivals = [one for one in all_denied if are_comparable(one, denied)]
    until = min((one.start for one in rivals if one.start > denied.start), default=len(text))
    following = [one for one in after if one in given and one.start < until]
    if following:
        return following[0]
    if before and _WE_SAID.fullmatch(text, before[-1].end, denied.start):
        return before[-1] if _ENDS.match(text, denied.end) else None
    earlier = [one for one in before if one in given]
    return earlier[0] if len(earlier) == 1 and not rivals else None


def are_comparable(one: Value, other: Value) -> bool:
    """Whether one may stand where the other was wrong: another figure of the same sort."""
    if one.is_time or other.is_time:
        return one.is_time and other.is_time and (one.first, one.last) != (other.first, other.last)
    left, right = in_one_unit(one, other)
    heads = {head_of(one), head_of(other)} - {None}
    is_alike = one.kind is other.kind and left.unit == right.unit and len(heads) < 2
    return is_alike and equal_figures(one, other) is False
