"""What the articles say, side by side, as a short table in a terminal."""

from collections.abc import Callable, Sequence

from index.records import Article
from qa.records import Answer, Correction, Group, Reconciled
from qa.values import sense_of

MAX_ROWS = 8
MAX_MISSES = 5
_WIDEST = 32  # columns of an answer
_LONGEST = 300  # characters of a note
_BOUNDS = {"low": "or more", "high": "or less"}


def group_lines(reconciled: Reconciled, line: Callable[[str], str]) -> list[str]:
    """A row a group where there are several, in order of time; one line where articles agree.

    Beneath what was corrected stands the note. `line` makes of an article's words what is fit for
    one line of a terminal.
    """
    groups = reconciled.groups
    if len(groups) < 2:
        return ["", f"{_articles(groups[0])} say so."] if reconciled.agree else []
    shown = sorted(groups[:MAX_ROWS], key=_time)
    answers = [_short(line(group.answer)) for group in shown]
    width = max(map(len, answers))
    rows = []
    for answer, group in zip(answers, shown, strict=True):
        flag = " · corrected" * group.corrected
        rows += [
            f"  {answer:<{width}}  {_dates(group):<10}  {_articles(group)} · "
            f"{line(_origin(group))}{_sense(group, groups)}{flag}",
            *note_lines(group.corrections[:1] if flag else (), line, " " * (width + 4)),
        ]
    return ["", _heading(reconciled), *rows, *_more(groups, MAX_ROWS)]


def _heading(reconciled: Reconciled) -> str:
    if reconciled.over_time:
        return "Reported figures over time:"
    if reconciled.agree is False:
        return "The articles differ:"
    articles = {path for group in reconciled.groups for path in group.paths}
    # Of several that do not differ, what is said beside the answer was corrected.
    return "The article gives several:" if len(articles) == 1 else "What the articles say:"


def _sense(group: Group, groups: Sequence[Group]) -> str:
    """Which way a figure moved or is bounded, where another group gives the same figure."""
    own = group.best.value
    twins = [one.best.value for one in groups if one is not group]
    if own is None or not any(
        one and one.value is not None and (one.value, one.unit) == (own.value, own.unit)
        for one in twins
    ):
        return ""
    change, bound = sense_of(own)
    return "".join(f" · {part}" for part in (change, _BOUNDS.get(bound or "")) if part)


def perhaps_lines(reconciled: Reconciled, line: Callable[[str], str]) -> list[str]:
    """Beside an answer, a row for each figure that may be one, in other words."""
    unsure = [each.answer for each in reconciled.refused if each.is_unsure]
    answers = [_short(line(each.text)) for each in unsure]
    width = max(map(len, answers), default=0)
    rows = [
        f"  {answer:<{width}}  {_day(each.article):<10}  {line(_named(each.article))} · "
        f"{line(_where(each))}"
        for answer, each in zip(answers[:MAX_MISSES], unsure, strict=False)
    ]
    return ["", "Perhaps also, in other words:", *rows, *_more(unsure, MAX_MISSES)] if rows else []


def refused_lines(reconciled: Reconciled, line: Callable[[str], str]) -> list[str]:
    """A row for each that looks like an answer and is none, with the reason."""
    refused = reconciled.refused[:MAX_MISSES]
    if not refused:
        return []
    answers = [_short(line(each.answer.text)) for each in refused]
    width = max(map(len, answers))
    rows = []
    for answer, each in zip(answers, refused, strict=True):
        note = each.correction
        rows += [
            f"  {answer:<{width}}  {each.reason} · {line(_where(each.answer))}"
            f"{' · corrected' if note else ''}",
            *note_lines([note] if note else [], line, " " * (width + 4)),
        ]
    return ["", "Refused:", *rows, *_more(reconciled.refused, MAX_MISSES)]


def _more(every: Sequence[object], shown: int) -> list[str]:
    return [f"  … and {len(every) - shown} more"] if len(every) > shown else []


def note_lines(
    notes: Sequence[Correction], line: Callable[[str], str], indent: str, flag: str = ""
) -> list[str]:
    """What notes say of something that was wrong, and where, two lines each."""
    found = []
    for note in notes:
        said = line(note.text)
        said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        found += [f"{indent}{flag}{said}", f"{indent}{line(_where(note))}"]
    return found


def _where(place: Answer | Correction) -> str:
    return f"{place.article.path}:{place.start}-{place.end}"


def _time(group: Group) -> tuple[bool, str]:
    return not group.dates, _dates(group)


def _dates(group: Group) -> str:
    return group.dates[0].isoformat() if group.dates else "no date"


def _articles(group: Group) -> str:
    count = len(group.paths)
    said = f"{count} article{'s' * (count != 1)}"
    return said if group.independent == count else f"{said}, {group.independent} independent"


def _origin(group: Group) -> str:
    return _named(group.best.answer.article)


def _day(article: Article) -> str:
    return article.date.isoformat() if article.date else "no date"


def _named(article: Article) -> str:
    return article.source or article.title or article.path


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
