"""A checked draft as a person reads it in a terminal."""

from collections import Counter
from collections.abc import Sequence

from index.records import Article, Span
from qa.draft.records import Checked, Headline, Match, Verdict
from qa.group_lines import note_lines
from qa.terminal import BOLD, DIM, one_line, styled

_SHOWN = 3  # places of one claim


def describe(draft: str, checked: Sequence[Checked], colour: bool) -> str:
    """Every claim with its verdict and the sentences behind it; how many of each at the end."""
    lines: list[str] = []
    for one in checked:
        claim = draft[one.claim.start : one.claim.end]
        shown = f"“{one_line(claim)}”" if one.claim.kind == "quotation" else one_line(claim)
        line = draft.count("\n", 0, one.claim.start) + 1
        verdict = styled(one.verdict.value.capitalize(), BOLD, colour)
        lines += [f"{verdict}  {shown}  {styled(f'line {line}', DIM, colour)}"]
        if one.differences:
            lines += [f"  {_differences(draft, one)}"]
        for headline in one.headlines[:_SHOWN]:
            lines += _headline(draft, headline, colour)
        for told, matches in _told(shown, one):
            lines += [f"  {told}:"] if told else []
            for match in matches[:_SHOWN]:
                lines += _place(match, colour)
        lines += [""]
    return "\n".join([*lines, _summary(checked)])


def _told(claim: str, one: Checked) -> list[tuple[str, Sequence[Match]]]:
    """Its places, each with the line above them, in their order."""
    if one.verdict is Verdict.DIFFERENT:
        also = [(f"{claim} is also given, of", one.matches)] if one.matches else []
        return [("The articles say", one.others), *also]
    return [("", one.matches), *([(_given(one.others), one.others)] if one.others else [])]


def _given(others: Sequence[Match]) -> str:
    """ "Others give 31,000 (Harbour Daily, 2023-11-22)" """
    return "Others give " + "; ".join(
        f"{one_line(match.text)} ({', '.join(_named(match.article))})" for match in others[:_SHOWN]
    )


def _named(article: Article) -> list[str]:
    """Its source, or its title where that is not known, and its date."""
    date = article.date.isoformat() if article.date else None
    name = article.source or article.title or article.path
    return [one_line(part) for part in (name, date) if part]


def _differences(draft: str, one: Checked) -> str:
    return _differing(draft, one.matches[0].article.text, one.differences)


def _differing(draft: str, text: str, differences: Sequence[tuple[Span, Span]]) -> str:
    told = (_difference(draft, text, ours, theirs) for ours, theirs in differences)
    return "Differs: " + "; ".join(told)


def _difference(draft: str, text: str, ours: Span, theirs: Span) -> str:
    here, there = one_line(draft[slice(*ours)]), one_line(text[slice(*theirs)])
    if not here:
        return f"“{there}” is left out"
    return f"“{here}” for “{there}”" if there else f"“{here}” is not there"


def _headline(draft: str, headline: Headline, colour: bool) -> list[str]:
    """ "The headline of news/3.md", whole, and what it has in place of the draft's words"""
    article, title = headline.article, headline.title
    before, after = title[: headline.start], title[headline.end :]
    marked = styled(one_line(headline.text), BOLD, colour)
    date = article.date.isoformat() if article.date else None
    of = f"The headline of {one_line(article.path)}"
    about = [one_line(part) for part in (article.source, date) if part]
    differs = _differing(draft, title, headline.differences)
    return [
        *([f"  {differs}"] if headline.differences else []),
        f"  {one_line(before, ends=True)}{marked}{one_line(after, ends=True)}".rstrip(),
        "  " + styled(" · ".join([of, *about]), DIM, colour),
    ]


def _place(match: Match, colour: bool) -> list[str]:
    article = match.article
    text, (low, high) = article.text, match.sentence
    marked = styled(one_line(match.text), BOLD, colour)
    before, after = text[low : match.start], text[match.end : high]
    where = f"{one_line(article.path)}:{match.start}-{match.end}"
    date = article.date.isoformat() if article.date else None
    about = [one_line(part) for part in (article.title, article.source, date) if part]
    return [
        f"  {one_line(before, ends=True)}{marked}{one_line(after, ends=True)}".rstrip(),
        "  " + styled(" · ".join([*about, where]), DIM, colour),
        *note_lines([match.correction] if match.correction else [], one_line, "  ", "Corrected · "),
    ]


def _summary(checked: Sequence[Checked]) -> str:
    counts = Counter(one.verdict for one in checked)
    told = ", ".join(f"{counts[each]:,} {each.value}" for each in Verdict if counts[each])
    return told or "No quotation and no figure in it."
