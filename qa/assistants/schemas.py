"""Parts of the forms that tools give, as JSON Schema."""

from typing import Any

Schema = dict[str, Any]


def maybe(kind: str) -> Schema:
    return {"type": [kind, "null"]}


TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
MAYBE_TEXT, MAYBE_WHOLE = maybe("string"), maybe("integer")


def record(**fields: Schema) -> Schema:
    """An object that has all of these fields, and may have more."""
    return {"type": "object", "properties": fields, "required": [*fields]}


def list_of(items: Schema, what: str) -> Schema:
    return {"type": "array", "items": items, "description": what}


def about(schema: Schema, what: str) -> Schema:
    return {**schema, "description": what}


NOTICE = about(MAYBE_TEXT, "What is damaged in the index and was left out, as a rule nothing.")
SLICE = {"article": TEXT, "start": WHOLE, "end": WHOLE}
SENTENCE = {"sentence_start": MAYBE_WHOLE, "sentence_end": MAYBE_WHOLE}
HELD = {
    "articles": WHOLE,
    "passages": WHOLE,
    "undated": about(WHOLE, "Articles without a date."),
    "first_date": MAYBE_TEXT,
    "last_date": MAYBE_TEXT,
}
CORRECTION = {
    "anyOf": [record(**SLICE, text=TEXT), {"type": "null"}],
    "description": "The note that says that it was wrong, if there is one.",
}
ANSWER = {
    "answer": MAYBE_TEXT,
    "confidence": about(NUMBER, "The probability that it is right, 0 to 1."),
    "sentence": MAYBE_TEXT,
    "article": MAYBE_TEXT,
    "title": MAYBE_TEXT,
    "date": MAYBE_TEXT,
    "source": MAYBE_TEXT,
    "start": MAYBE_WHOLE,
    "end": MAYBE_WHOLE,
    "correction": CORRECTION,
    **SENTENCE,
}
PLACE = record(
    **SLICE,
    sentence=TEXT,
    **SENTENCE,
    date=MAYBE_TEXT,
    source=MAYBE_TEXT,
    said_by=about(MAYBE_TEXT, "Who is credited with it, if anybody."),
    said_by_start=MAYBE_WHOLE,
    said_by_end=MAYBE_WHOLE,
    correction=CORRECTION,
    copy_of=about(MAYBE_TEXT, "The article that its article copies, if it is a copy."),
)
GROUP = record(
    answer=about(TEXT, "In the words of its first place."),
    unit=MAYBE_TEXT,
    low=about(maybe("number"), "The least that a figure says, as of “more than 31,000”."),
    high=about(maybe("number"), "The most that it says."),
    change=about(MAYBE_TEXT, "Whether a figure says that something went up or down."),
    confidence=NUMBER,
    articles=about(WHOLE, "How many say so."),
    independent=about(WHOLE, "How many, copies of one another counted once."),
    first_date=MAYBE_TEXT,
    last_date=MAYBE_TEXT,
    corrected=about({"type": "boolean"}, "Whether a note says that it was wrong."),
    places=list_of(PLACE, "Where it is said."),
)

TITLED = {
    "id": about(TEXT, "What fetch takes."),
    "title": TEXT,
    "url": about(TEXT, "Where a reader finds it; to be cited."),
    "date": MAYBE_TEXT,
    "source": MAYBE_TEXT,
}
TITLE_SLICE = {
    "title_start": WHOLE,
    "title_end": WHOLE,
    "title_text": about(TEXT, "The characters of the title from title_start to title_end."),
}
RESULT = record(
    **TITLED,
    passages=list_of(
        record(
            **SLICE,
            text=TEXT,
            score=NUMBER,
            places=list_of(
                record(start=WHOLE, end=WHOLE, text=TEXT), "Where words or phrases stand in it."
            ),
        ),
        "Of this article; text is its characters from start to end.",
    ),
)
COUNT = record(passages=WHOLE, articles=WHOLE, occurrences=WHOLE, is_all={"type": "boolean"})
FACETS = record(
    sources=list_of(record(source=MAYBE_TEXT, passages=WHOLE), "Null: of none that is known."),
    years=list_of(record(year=MAYBE_WHOLE, passages=WHOLE), "Null: without a date."),
)
QUOTED = {
    "text": about(TEXT, "In the quotation, from start to end."),
    "start": WHOLE,
    "end": WHOLE,
}
