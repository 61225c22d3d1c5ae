"""The one serialisation of a checked draft: the same fields for the command line and HTTP."""

from collections.abc import Collection, Sequence
from typing import Any

from index.records import Article, Span
from qa.draft.records import Checked, Headline, Match, Verdict
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
            _difference(draft, ours, "article", one.matches[0].article.text, theirs)
            for ours, theirs in one.differences
        ],
        "headlines": [_headline(draft, headline) for headline in one.headlines],
    }


def _difference(draft: str, ours: Span, name: str, text: str, theirs: Span) -> Row:
    """What differs, and what a text of that name has instead."""
    return {
        "start": ours[0],
        "end": ours[1],
        "text": draft[slice(*ours)],
        f"{name}_start": theirs[0],
        f"{name}_end": theirs[1],
        f"{name}_text": text[slice(*theirs)],
    }


def _headline(draft: str, headline: Headline) -> Row:
    return {
        **_of(headline.article),
        "title_start": headline.start,
        "title_end": headline.end,
        "title_text": headline.text,
        "differences": [
            _difference(draft, ours, "title", headline.title, theirs)
            for ours, theirs in headline.differences
        ],
    }


def _of(article: Article) -> Row:
    return {
        "article": article.path,
        "title": article.title,
        "source": article.source,
        "date": article.date.isoformat() if article.date else None,
    }


def _match(match: Match) -> Row:
    return {
        **_of(match.article),
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "sentence": match.sentence_text,
        "sentence_start": match.sentence[0],
        "sentence_end": match.sentence[1],
        "correction": correction_row(match.correction),
    }
