"""The values of a text, for their tests: the only one, or all as they are written."""

import datetime

from qa.values import Value, find_values

WRITTEN = datetime.date(2023, 11, 1)  # a Wednesday


def only(text: str, written: datetime.date | None = WRITTEN) -> Value:
    (value,) = find_values(text, written)
    return value


def written_as(text: str, written: datetime.date | None = WRITTEN) -> list[str]:
    return [text[one.start : one.end] for one in find_values(text, written)]
