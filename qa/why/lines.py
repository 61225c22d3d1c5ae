"""Why a confidence is what it is, as text for a terminal."""

import textwrap

from qa.records import Result
from qa.why.explain import explain

_WIDTH = 96


def why_text(result: Result) -> str:
    """What to put beneath an answer: what its number means, and what spoke for and against."""
    if not result.answered:
        return ""
    why = explain(result.answers[0])
    lines = ["", "", *textwrap.wrap(why.means, _WIDTH)]
    for direction, heading in (("for", "Speaks for it:"), ("against", "Speaks against it:")):
        reasons = [one for one in why.reasons if one.direction == direction]
        if reasons:
            lines += ["", heading, *(f"  {one.says} ({one.weight:+.2f})" for one in reasons)]
    return "\n".join(lines)
