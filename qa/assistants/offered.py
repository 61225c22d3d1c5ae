"""The tools as they are described to assistants: names, arguments, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.errors import UserError

Schema = dict[str, Any]
DATE = "A day like 2023-11-30."
FILTERS = {
    "after": f"Only articles of that day or later. {DATE}",
    "before": f"Only articles of that day or earlier. {DATE}",
    "source": "Only articles of that source, exactly as `status` names it.",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool: what it is for, the texts that it takes, and the form of what it gives."""

    name: str
    title: str
    description: str
    needs: Mapping[str, str]  # arguments, each with what it is
    gives: Schema
    takes: Mapping[str, str]  # arguments that may be left out

    @property
    def input_schema(self) -> Schema:
        """JSON Schema of the arguments."""
        known = {**self.needs, **self.takes}
        return {
            "type": "object",
            "properties": {
                name: {"type": "string", "description": about} for name, about in known.items()
            },
            "required": [*self.needs],
            "additionalProperties": False,
        }

    def checked(self, arguments: Mapping[str, Any]) -> dict[str, str]:
        """The arguments that are given. Raises UserError where one is wrong or missing."""
        known = [*self.needs, *self.takes]
        given = {name: value for name, value in arguments.items() if value is not None}
        for name, value in given.items():
            if name not in known:
                takes = f"It takes {', '.join(known)}" if known else "It takes none"
                raise UserError(f"{self.name} has no argument {name}. {takes}.")
            if not isinstance(value, str):
                raise UserError(f"{name} of {self.name} has to be a text.")
        for name in self.needs:
            if name not in given:
                raise UserError(f"{self.name} needs {name}.")
        return given


def _either(kind: str) -> Schema:
    return {"type": [kind, "null"]}


TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
MAYBE_TEXT, MAYBE_WHOLE = _either("string"), _either("integer")


def _object(**fields: Schema) -> Schema:
    """An object that has all of these fields, and may have more."""
    return {"type": "object", "properties": fields, "required": [*fields]}


def _list(items: Schema, about: str) -> Schema:
    return {"type": "array", "items": items, "description": about}


def _about(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about}


NOTICE = _about(MAYBE_TEXT, "What is damaged in the index and was left out, as a rule nothing.")
_SLICE = {"article": TEXT, "start": WHOLE, "end": WHOLE}
_SENTENCE = {"sentence_start": MAYBE_WHOLE, "sentence_end": MAYBE_WHOLE}
_HELD = {
    "articles": WHOLE,
    "passages": WHOLE,
    "undated": _about(WHOLE, "Articles without a date."),
    "first_date": MAYBE_TEXT,
    "last_date": MAYBE_TEXT,
}
_CORRECTION = {
    "anyOf": [_object(**_SLICE, text=TEXT), {"type": "null"}],
    "description": "The note that says that it was wrong, if there is one.",
}
_ANSWER = {
    "answer": MAYBE_TEXT,
    "confidence": _about(NUMBER, "The probability that it is right, 0 to 1."),
    "sentence": MAYBE_TEXT,
    "article": MAYBE_TEXT,
    "title": MAYBE_TEXT,
    "date": MAYBE_TEXT,
    "source": MAYBE_TEXT,
    "start": MAYBE_WHOLE,
    "end": MAYBE_WHOLE,
    "correction": _CORRECTION,
    **_SENTENCE,
}
_PLACE = _object(
    **_SLICE,
    sentence=TEXT,
    **_SENTENCE,
    date=MAYBE_TEXT,
    source=MAYBE_TEXT,
    said_by=_about(MAYBE_TEXT, "Who is credited with it, if anybody."),
    said_by_start=MAYBE_WHOLE,
    said_by_end=MAYBE_WHOLE,
    correction=_CORRECTION,
    copy_of=_about(MAYBE_TEXT, "The article that its article copies, if it is a copy."),
)
_GROUP = _object(
    answer=_about(TEXT, "In the words of its first place."),
    unit=MAYBE_TEXT,
    low=_about(_either("number"), "The least that a figure says, as of “more than 31,000”."),
    high=_about(_either("number"), "The most that it says."),
    change=_about(MAYBE_TEXT, "Whether a figure says that something went up or down."),
    confidence=NUMBER,
    articles=_about(WHOLE, "How many say so."),
    independent=_about(WHOLE, "How many, copies of one another counted once."),
    first_date=MAYBE_TEXT,
    last_date=MAYBE_TEXT,
    corrected=_about({"type": "boolean"}, "Whether a note says that it was wrong."),
    places=_list(_PLACE, "Where it is said."),
)

_RESULT = _object(
    id=_about(TEXT, "What fetch takes."),
    title=TEXT,
    url=_about(TEXT, "Where a reader finds it; to be cited."),
    date=MAYBE_TEXT,
    source=MAYBE_TEXT,
    passages=_list(
        _object(
            **_SLICE,
            text=TEXT,
            score=NUMBER,
            places=_list(
                _object(start=WHOLE, end=WHOLE, text=TEXT), "Where words or phrases stand in it."
            ),
        ),
        "Of this article; text is its characters from start to end.",
    ),
)
_COUNT = _object(passages=WHOLE, articles=WHOLE, occurrences=WHOLE, is_all={"type": "boolean"})
_FACETS = _object(
    sources=_list(_object(source=MAYBE_TEXT, passages=WHOLE), "Null: of none that is known."),
    years=_list(_object(year=MAYBE_WHOLE, passages=WHOLE), "Null: without a date."),
)
SEARCH = Offered(
    "search",
    "Search the articles",
    "Find passages of the articles, each a verbatim slice. A text in quotation marks is a phrase "
    "that is found exactly; one or two words or a name are found as words, with how many passages "
    "hold them, by source and year; a question brings the passages that fit it best. Fetch an "
    "article by its id to read more of it.",
    {
        "query": 'A question, words, or a "phrase" in quotation marks, up to 1,000 characters. '
        "Several phrases and words all have to be there."
    },
    _object(
        results=_list(_RESULT, "Articles, the likeliest first."),
        nearest=_list(_RESULT, "Near in meaning, where no passage holds the words."),
        typed=_about(TEXT, "What the query was read as: words or question."),
        phrases=_list(TEXT, "Found letter by letter but for typography."),
        words=_list(TEXT, "Found in any of their forms."),
        count={
            "anyOf": [_COUNT, {"type": "null"}],
            "description": "Of all that hold the words; at least so many where is_all is false.",
        },
        facets={
            "anyOf": [_FACETS, {"type": "null"}],
            "description": "How many of all these passages are of each source and year.",
        },
        searched=_object(**_HELD),
        index_version=WHOLE,
        notice=NOTICE,
    ),
    {},
)
FETCH = Offered(
    "fetch",
    "Read an article",
    "The text of an article, exactly as it is. Of a long one a part at a time: metadata.next is "
    "the id of the part that follows, and null where nothing does.",
    {"id": "The id of a result of search; with #char=START,END behind it, that slice of it."},
    _object(
        id=TEXT,
        title=TEXT,
        text=TEXT,
        url=TEXT,
        metadata=_object(
            **_SLICE,
            length=_about(WHOLE, "Characters of the whole article."),
            next=MAYBE_TEXT,
            index_version=WHOLE,
            date=MAYBE_TEXT,
            source=MAYBE_TEXT,
            author=MAYBE_TEXT,
        ),
    ),
    {},
)
ASK = Offered(
    "ask",
    "Ask the articles",
    "Answer a question with the words of the articles, verbatim, and with what each of them says: "
    "the same value together in groups, the answer first, with dates, sources and what corrects "
    "it. Where agree is false, say that the articles differ; where over_time is true, that the "
    "figure rose, with the days. Where answered is false, no article "
    "was found that answers; alternatives then are near misses and no answers.",
    {"question": "A question in plain language, up to 1,000 characters."},
    _object(
        question=TEXT,
        answered={"type": "boolean"},
        **_ANSWER,
        index_version=WHOLE,
        passages=_list(_object(**_SLICE, score=NUMBER), "What was read, the likeliest first."),
        alternatives=_list(_object(**_ANSWER), "Other answers; near misses where not answered."),
        kind=MAYBE_TEXT,
        agree=_about(
            _either("boolean"),
            "Of what was not corrected. Null where fewer than two articles say any.",
        ),
        over_time=_about(
            {"type": "boolean"}, "Whether they differ as a figure that rises from day to day."
        ),
        groups=_list(_GROUP, "What the articles say, the same value together."),
        refused=_list(
            _object(answer=TEXT, **_SLICE, reason=TEXT, correction=_CORRECTION),
            "What looks like an answer and is none.",
        ),
        searched=_object(**_HELD),
        as_of=MAYBE_TEXT,
        notice=NOTICE,
    ),
    {
        **FILTERS,
        "as_of": f"What the articles said at the end of that day, and nothing later. {DATE}",
    },
)
VERIFY_QUOTE = Offered(
    "verify_quote",
    "Check a quotation",
    "Whether an article says exactly this. exact: it does, but for typography (quotation marks, "
    "dashes, spaces, line ends). near: it nearly does; differences says what is not the same. not "
    "found: nothing near enough was found, which is no proof that it is wrong.",
    {"quote": "The quotation, word for word, with or without its quotation marks."},
    _object(
        verdict={"type": "string", "enum": ["exact", "near", "not found"]},
        matches=_list(
            _object(
                **_SLICE,
                text=TEXT,
                sentence=TEXT,
                **_SENTENCE,
                title=MAYBE_TEXT,
                source=MAYBE_TEXT,
                date=MAYBE_TEXT,
                correction=_CORRECTION,
            ),
            "Where it is said, exactly or nearly.",
        ),
        differences=_list(
            _object(
                text=_about(TEXT, "In the quotation, from start to end."),
                start=WHOLE,
                end=WHOLE,
                article_text=_about(TEXT, "In the article of the first match instead."),
                article_start=WHOLE,
                article_end=WHOLE,
            ),
            "What is not the same. Either text may be empty.",
        ),
        notice=NOTICE,
    ),
    FILTERS,
)
STATUS = Offered(
    "status",
    "What there is to ask",
    "How many articles there are, from when to when, and of which sources.",
    {},
    _object(
        **_HELD,
        sources=_list(TEXT, "The first hundred."),
        source_count=WHOLE,
        skipped=_about(WHOLE, "Files that could not be read."),
        index_version=WHOLE,
        notice=NOTICE,
    ),
    {},
)
OFFERED = {tool.name: tool for tool in (SEARCH, FETCH, ASK, VERIFY_QUOTE, STATUS)}
