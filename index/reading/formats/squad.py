"""Question-answering data in SQuAD's JSON format: its paragraphs are articles to search."""

from collections.abc import Iterator

from index.errors import UnreadableError
from index.reading.decoding import decode
from index.reading.facts import plain
from index.reading.json_text import parse_json
from index.records import Article, Skipped


def read_squad(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """One article a group, its paragraphs in order, each one once."""
    try:
        content = parse_json(decode(data))
    except ValueError:
        raise UnreadableError("not valid JSON") from None
    groups = content.get("data") if isinstance(content, dict) else None
    if not isinstance(groups, list):
        raise UnreadableError("JSON, but not in SQuAD format; articles go into .jsonl, one a line")
    for number, group in enumerate(groups, start=1):
        paragraphs = group.get("paragraphs") if isinstance(group, dict) else None
        if not isinstance(paragraphs, list):
            yield Skipped(path, f"group {number}: no paragraphs")
            continue
        texts = [part.get("context") for part in paragraphs if isinstance(part, dict)]
        text = "\n\n".join(dict.fromkeys(text for text in texts if isinstance(text, str)))
        if not text.strip():
            yield Skipped(path, f"group {number}: no text")
            continue
        title = plain(group.get("title"))
        yield Article(f"{path}#{number}", text, title=title and title.replace("_", " "))
