"""The one serialisation of a checked draft: the same fields for the command line and HTTP."""

from collections.abc import Collection, Sequence
from typing import Any

from qa.draft.records import Checked, Match, Verdict
from qa.group_rows import correction_row

Row = dict[str, Any]


def to_row(draft: str, checked: Sequence[Checked], notices: Collection[str] = ()) -> Row:
    """Plain values: how many claims of each verdict, and every claim with what was found.

    `notices`: what was said of a damaged index meanwhile.
    """
    counts = {each.value: 0 for each in Verdict}
    for one in checked:
        counts[one.verdict.value] += 1
    return {
        "counts": counts,
        "claims": [_claim(draft, one) for one in checked],
        "notice": " ".join(sorted(notices)) or None,
    }


def _claim(draft: str, one: Checked) -> Row:
    claim = one.claim
    return {
        "kind": claim.kind,
        "start": claim.start,
        "end": claim.end,
        "text": draft[claim.start : claim.end],
        "verdict": one.verdict.value,
        "matches": [_match(match) for match in one.matches],
        "others": [_match(match) for match in one.others],
        "differences": [
            {
                "start": ours[0],
                "end": ours[1],
                "text": draft[slice(*ours)],
                "article_start": theirs[0],
                "article_end": theirs[1],
                "article_text": one.matches[0].article.text[slice(*theirs)],
            }
            for ours, theirs in one.differences
        ],
    }


def _match(match: Match) -> Row:
    article = match.article
    return {
        "article": article.path,
        "title": article.title,
        "source": article.source,
        "date": article.date.isoformat() if article.date else None,
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "sentence": match.sentence_text,
        "sentence_start": match.sentence[0],
        "sentence_end": match.sentence[1],
        "correction": correction_row(match.correction),
    }
