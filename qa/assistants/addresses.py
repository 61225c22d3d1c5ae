"""How articles and their slices are called: ids, resource addresses, and addresses to cite."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from index.records import Facts

SCHEME = "gleaner://article/"
_SLICE = re.compile(r"#char=(\d{1,15}),(\d{0,15})$")  # as RFC 5147 names a part of a text


@dataclass(frozen=True, slots=True)
class Place:
    """An article's path, and which characters of it are meant."""

    path: str
    start: int = 0
    end: int | None = None  # None: to the end


def uri_of(path: str) -> str:
    """The address of an article as a resource."""
    return SCHEME + quote(path, safe="/")


def slice_id(path: str, start: int, end: int) -> str:
    """What a slice of an article is called where an article's path may stand."""
    return f"{path}#char={start},{end}"


def read_id(id: str) -> Place:
    """The place that an id names: a path or a resource's address, as a whole or a slice."""
    found = _SLICE.search(id)
    name = id[: found.start()] if found else id
    path = unquote(name.removeprefix(SCHEME)) if name.startswith(SCHEME) else name
    if found is None:
        return Place(path)
    return Place(path, int(found[1]), int(found[2]) if found[2] else None)


def url_of(path: str, facts: Facts) -> str:
    """Where a reader finds the article: its page on the web where it names one, or the resource."""
    return facts.url or uri_of(path)
