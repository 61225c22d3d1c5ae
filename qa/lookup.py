"""An article by the path that somebody gives, who may have mistyped it."""

from collections.abc import Sequence
from pathlib import Path

from index.errors import UserError
from index.records import Article
from index.search import Searcher

MAX_COMPARED = 5_000  # paths, letter by letter: about a second


def find_article(searcher: Searcher, path: str) -> Article:
    """The article at a path. Raises UserError, which names the nearest, where there is none."""
    return find_versioned(searcher, path)[0]


def find_versioned(searcher: Searcher, path: str) -> tuple[Article, int]:
    """The same, and the version of the index that it was read from."""
    # No path in an index holds bytes that are no UTF-8: it would not be text.
    path = path.encode("utf-8", "backslashreplace").decode()
    article, version = searcher.versioned(path)
    if article is None:
        paths = [summary.path for summary in searcher.articles()]
        near = _nearest(path, paths)
        hint = f" One of its {len(paths):,} is {paths[0]}." if paths else ""
        if near:
            hint = f" Nearest: {', '.join(near)}."
        raise UserError(f"No article {path} in {searcher.directory}.{hint}")
    return article, version


def _nearest(path: str, paths: Sequence[str]) -> list[str]:
    """Up to five paths that may have been meant."""
    from difflib import get_close_matches

    wanted = Path(path).name.casefold()
    same_name = [each for each in paths if wanted and wanted in each.casefold()]
    alike = get_close_matches(path, paths) if len(paths) <= MAX_COMPARED else []
    return list(dict.fromkeys([*same_name, *alike]))[:5]
