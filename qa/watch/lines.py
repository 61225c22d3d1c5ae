"""What a watch found, as a person reads it in a terminal."""

from qa.terminal import BOLD, DIM, one_line, styled
from qa.watch.records import Cause, Changed, How, Report, Said, Standing

_SHOWN = 8  # articles behind one change
_WIDEST = 80  # columns of an answer


def describe(report: Report, colour: bool) -> str:
    """Every change with the articles behind it; how many at the end."""
    lines: list[str] = []
    for change in report.changes:
        lines += [*_change(change, colour), ""]
    return "\n".join([*lines, _summary(report)])


def _change(change: Changed, colour: bool) -> list[str]:
    found = change.difference
    lines = [styled(one_line(change.question.question), BOLD, colour)]
    if found.is_answer:
        lines += [f"  was: {_answer(change.was)}"]
        lines += [f"  now: {styled(_answer(change.now), BOLD, colour)}"]
    else:
        first = change.now.first
        is_told = first in (*found.corrected, *found.restored)  # below, and not as before
        answer = _short(first.answer) if first and is_told else _answer(change.now)
        lines += [f"  {answer}, as before"]
    beside = (
        ("said now", found.came),
        ("no longer said", found.went),
        ("corrected now", found.corrected),
        ("no longer corrected", found.restored),
    )
    firsts = [change.was.first, change.now.first] if found.is_answer else []
    for what, groups in beside:
        named = [_short(one.answer) for one in groups if one not in firsts]
        lines += [f"  {what}: {', '.join(named)}"] if named else []
    if found.agree:
        lines += [f"  {_agreement(change.now)}"]
    return lines + _because(found.because, colour)


def _agreement(now: Standing) -> str:
    if now.differs:
        return "The articles differ now."
    return "They agree now." if now.agree else "They no longer differ."


def _because(causes: tuple[Cause, ...], colour: bool) -> list[str]:
    if not causes:
        return ["  No article that says so was added, changed or removed."]
    lines = []
    for cause in causes[:_SHOWN]:
        place = cause.place
        about = [one_line(part) for part in (place.title, place.source, place.date) if part]
        path = one_line(place.article)
        told = " · ".join([*about, path if cause.is_past else f"{path}:{place.start}-{place.end}"])
        if cause.is_past and cause.how is How.CHANGED:
            told += f", which said “{_short(place.text)}”"
        lines.append(f"  {cause.how}: {styled(told, DIM, colour)}")
    more = len(causes) - _SHOWN
    return [*lines, f"  … and {more:,} more"] if more > 0 else lines


def _answer(standing: Standing) -> str:
    if standing.error is not None:
        return f"cannot be asked: {one_line(standing.error)}"
    first: Said | None = standing.first
    if first is None:
        return "no answer"
    return f"{_short(first.answer)}{' (corrected)' * first.corrected}"


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _summary(report: Report) -> str:
    version = f"version {report.index_version}"
    if report.since_version is None:
        return f"{_count(report.watched, 'question')} watched from now on, {version}"
    parts = [f"{len(report.changes):,} of {_count(report.watched, 'answer')} changed"]
    if report.begun:
        parts.append(f"{len(report.begun):,} watched from now on")
    if report.ended:
        parts.append(f"{report.ended:,} no longer watched")
    return ", ".join([*parts, version])


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def error_lines(report: Report) -> list[str]:
    """A line for each question that cannot be asked."""
    return [f"{one_line(each.question)}: {one_line(error)}" for each, error in report.errors]
