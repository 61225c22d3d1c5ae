"""Filters as a person writes them: read the same way by the command line and the page."""

import datetime

from index.errors import UserError
from index.records import Filters
from index.search import Searcher


def read_filters(after: str, before: str, source: str, sign: str = "") -> Filters:
    """Filters from text, where empty means none; `sign` stands before their names in messages."""
    first, last = _date(after, f"{sign}after"), _date(before, f"{sign}before")
    if first and last and first > last:
        raise UserError(
            f"{sign}after {after} is later than {sign}before {before}: no day lies between."
        )
    return Filters(first, last, source or None)


def check_source(searcher: Searcher, filters: Filters) -> None:
    """Refuse a source that no article names."""
    if filters.source is None or filters.source in searcher.sources():
        return
    sources = ", ".join(searcher.sources()) or "none"
    raise UserError(
        f"No article in {searcher.directory} is from the source {filters.source}. "
        f"Sources: {sources}."
    )


def _date(text: str, name: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        raise UserError(f"{name} {text} is not a date like 2023-11-30.") from None
