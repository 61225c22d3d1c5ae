"""JSON to values, where they are no more than memory holds."""

import json
from typing import Any

from index.errors import UnreadableError

MAX_VALUES = 1_500_000  # objects and lists of a text: an empty one is 2 bytes, and 64 in memory


def parse_json(text: str, strict: bool = True) -> Any:
    """The value of a JSON text; without `strict`, strings may hold control characters.

    Raises ValueError where it is none, UnreadableError where it holds too much.
    """
    if text.count("{") + text.count("[") > MAX_VALUES:
        raise UnreadableError(f"JSON of more than {MAX_VALUES:,} objects and lists; divide it")
    try:
        return json.loads(text, strict=strict)
    except RecursionError:
        raise ValueError("lists and objects too deep within each other") from None
