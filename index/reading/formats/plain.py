"""Plain text and Markdown: `article.text` is exactly the decoded file, front matter aside."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, zip_longest
from typing import Any

from index.errors import UnreadableError
from index.reading.decoding import decode
from index.reading.facts import MAX_LENGTH, facts_from, plain
from index.reading.header import text_facts
from index.records import Article, Facts, Skipped

MAX_FRONT = 20_000  # characters; a longer block is no front matter
MAX_DEPTH = 20  # of lists within lists: YAML takes half a minute over thousands
MAX_HEADING = 10 * MAX_LENGTH  # characters with its markup; a longer line is no title
_FRONT = re.compile(
    rf"---[ \t]*(?:\r\n|\n|\r)(?P<front>.{{0,{MAX_FRONT}}}?)"
    r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)",
    re.DOTALL | re.MULTILINE,
)
# However many marks never close, these take linear time: from each mark they look no further than
# to the next that could begin the same again.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*+\)")
_CODE = re.compile(r"(?<!`)(`++)([^`]++)\1(?!`)")
_STRONG = re.compile(r"\*\*((?:[^*]|\*(?!\*))++)\*\*|__((?:[^_]|_(?!_))++)__")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])((?:[^*]|(?<=\w)\*(?=\w))*+)(?<!\s)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])((?:[^_]|(?<=\w)_(?=\w))*+)(?<!\s)_(?![\w_])"
)


def read_text(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """The one article of a .txt file."""
    stated, text = split_front(decode(data))
    yield Article(path, _body(text), **stated.or_else(text_facts(text, path)).facts())


def read_markdown(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """The one article of a .md file; its first heading is its title."""
    stated, text = split_front(decode(data))
    heading = Facts(title=first_heading(text))
    yield Article(
        path, _body(text), **stated.or_else(heading).or_else(text_facts(text, path)).facts()
    )


def _body(text: str) -> str:
    if not text.strip():
        raise UnreadableError("empty below its front matter")
    return text


def split_front(text: str) -> tuple[Facts, str]:
    """What the YAML block at the top says, and the text below it, untouched.

    A block that is no valid YAML, most often for a colon or quote in a title, is read line by
    line; one that does not even look like front matter (a rule, a table) stays in the text.
    The block is cut here and not by frontmatter.parse(), which strips the text as well.
    """
    match = _FRONT.match(text)
    if not match:
        return Facts(), text
    values = _yaml(match["front"])
    if values is None:
        values = _lines(match["front"])
    if values is None:
        return Facts(), text
    return facts_from(values), text[match.end() :]


def _yaml(front: str) -> Mapping[Any, object] | None:
    import yaml  # type: ignore[import-untyped]
    from frontmatter.default_handlers import YAMLHandler

    if _depth(front) > MAX_DEPTH:
        return None
    try:
        # BaseLoader leaves every value as it is written: no date is moved to another time zone,
        # "no" stays a word, and an impossible date does not fail the whole block.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(front)):
            return None  # a few nested aliases would stand for gigabytes
        values = YAMLHandler().load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return values if isinstance(values, dict) else None


def _depth(front: str) -> int:
    """How deep lists and mappings in brackets stand within each other, at most."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", front):
        depth = max(0, depth + (1 if bracket in "[{" else -1))
        deepest = max(deepest, depth)
    return deepest


def _lines(front: str) -> Mapping[Any, object] | None:
    values: dict[str, object] = {}
    for line in front.splitlines():
        if not line.strip() or line[0] in " \t-#":  # nested values and comments
            continue
        name, colon, value = line.partition(":")
        if not colon or not re.fullmatch(r"[\w][\w -]{0,40}", name):
            return None
        values[name] = value.strip().strip("\"'")
    return values or None


def first_heading(text: str) -> str | None:
    """The first heading of level one, or whatever heading the text begins with, without markup."""
    fenced = False
    previous = ""
    begun = False
    for line in re.split(r"\r\n|\r|\n", text):
        if re.match(r" {0,3}(```|~~~)", line):
            fenced = not fenced
        if fenced:
            begun = True
            continue
        if match := re.match(r" {0,3}(#{1,6})[ \t]+", line):
            heading = _title(_without_closing(line[match.end() :]))
            if heading and (len(match[1]) == 1 or not begun):
                return heading
        elif re.fullmatch(r" {0,3}=+[ \t]*", line) and previous.strip():
            return _title(previous)
        begun = begun or bool(line.strip())
        previous = line
    return None


def _title(heading: str) -> str | None:
    heading = heading.strip()
    return plain(strip_markup(heading)) if len(heading) <= MAX_HEADING else None


def _without_closing(heading: str) -> str:
    """A heading without the marks that may close it: "Report ##"."""
    heading = heading.rstrip(" \t")
    words = heading.rstrip("#")
    return words.rstrip(" \t") if words.endswith((" ", "\t")) else heading


def strip_markup(line: str) -> str:
    """A heading as it reads: links, emphasis and code marks gone."""
    for _ in range(2):  # an image within a link
        line = _LINK.sub(r"\1", line)
    code = [match[2] for match in _CODE.finditer(line)]  # a mark within it is a letter of it
    line = _CODE.sub("\0", line)  # which no text holds
    for marked in (_STRONG, _EMPHASIS):
        line = marked.sub(lambda match: match[1] or match[2], line)
    return "".join(chain.from_iterable(zip_longest(line.split("\0"), code, fillvalue="")))
