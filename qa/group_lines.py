"""What the articles say, side by side, as a short table in a terminal."""

from collections.abc import Callable, Sequence

from qa.records import Answer, Correction, Group, Reconciled

MAX_ROWS = 8
_WIDEST = 32  # columns of an answer
_LONGEST = 300  # characters of a note


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
            f"{line(_origin(group))}{flag}",
            *note_lines(group.corrections[:1] if flag else (), line, " " * (width + 4)),
        ]
    more = [f"  … and {len(groups) - MAX_ROWS} more"] if len(groups) > MAX_ROWS else []
    says = "The article gives several:" if reconciled.agree is None else "The articles differ:"
    return ["", says, *rows, *more]


def refused_lines(reconciled: Reconciled, line: Callable[[str], str]) -> list[str]:
    """A row for each that looks like an answer and is none, with the reason."""
    refused = reconciled.refused
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
    return ["", "Refused:", *rows]


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
    article = group.best.answer.article
    return article.source or article.title or article.path


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
