"""What was changed in the file of corrections by others than Gleaner: a person, or a bad disk."""

from index.edits.records import Corrections, Values
from index.store import ArticleSummary, Problem
from index.store.snapshot import Snapshot


def changed_outside(corrections: Corrections, snapshot: Snapshot) -> list[Problem]:
    """Each value that is another than the index was built with; none where Gleaner wrote them.

    What waits for an article is told when that comes.
    """
    if corrections.is_as_written:
        return []
    before: dict[str, Values] = {}
    for summary in snapshot.articles():
        if (own := corrections.by_path.get(summary.path)) and own.text is None:
            before[summary.path] = {}
        if summary.stated:
            article = snapshot.article(summary.path)
            key = corrections.key_of(article) if article else None
            before[key or summary.path] = _applied(summary)
    now = {path: each.values for path, each in corrections.by_path.items()}
    return [
        Problem(f"changed outside Gleaner: {what}", f"the correction of {path}", "that file")
        for path in sorted(before)
        if (what := _difference(before[path], now.get(path, {})))
    ]


def _applied(summary: ArticleSummary) -> Values:
    facts = summary.plain_facts()
    return {name: facts[name] for name in summary.stated or {}}


def _difference(before: Values, now: Values) -> str:
    """ "date 2013-10-31 instead of 2023-10-31" """
    names = [
        name for name in sorted(before.keys() | now.keys()) if _of(before, name) != _of(now, name)
    ]
    return ", ".join(f"{name} {_of(now, name)} instead of {_of(before, name)}" for name in names)


def _of(values: Values, name: str) -> str:
    return (values[name] or "not known") if name in values else "what its file says"
