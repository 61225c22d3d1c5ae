"""The tools as they are described to assistants: names, arguments, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.errors import UserError
from qa.assistants.schemas import (
    ANSWER,
    CORRECTION,
    COUNT,
    FACETS,
    GROUP,
    HELD,
    MAYBE_TEXT,
    NOTICE,
    NUMBER,
    QUOTED,
    RESULT,
    SENTENCE,
    SLICE,
    TEXT,
    TITLE_SLICE,
    TITLED,
    WHOLE,
    Schema,
    about,
    list_of,
    maybe,
    record,
)

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
                name: {"type": "string", "description": said} for name, said in known.items()
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
    record(
        results=list_of(RESULT, "Articles, the likeliest first."),
        headlines=list_of(
            record(**TITLED, places=list_of(record(**TITLE_SLICE), "Where in the title.")),
            "Articles whose titles hold the words, where no passage does.",
        ),
        nearest=list_of(RESULT, "Near in meaning, where no passage holds the words."),
        typed=about(TEXT, "What the query was read as: words or question."),
        phrases=list_of(TEXT, "Found letter by letter but for typography."),
        words=list_of(TEXT, "Found in any of their forms."),
        count={
            "anyOf": [COUNT, {"type": "null"}],
            "description": "Of all that hold the words; at least so many where is_all is false.",
        },
        facets={
            "anyOf": [FACETS, {"type": "null"}],
            "description": "How many of all these passages are of each source and year.",
        },
        searched=record(**HELD),
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
    record(
        id=TEXT,
        title=TEXT,
        text=TEXT,
        url=TEXT,
        metadata=record(
            **SLICE,
            length=about(WHOLE, "Characters of the whole article."),
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
    record(
        question=TEXT,
        answered={"type": "boolean"},
        **ANSWER,
        index_version=WHOLE,
        passages=list_of(record(**SLICE, score=NUMBER), "What was read, the likeliest first."),
        alternatives=list_of(record(**ANSWER), "Other answers; near misses where not answered."),
        kind=MAYBE_TEXT,
        agree=about(
            maybe("boolean"),
            "Of what was not corrected. Null where fewer than two articles say any.",
        ),
        over_time=about(
            {"type": "boolean"}, "Whether they differ as a figure that rises from day to day."
        ),
        groups=list_of(GROUP, "What the articles say, the same value together."),
        refused=list_of(
            record(answer=TEXT, **SLICE, reason=TEXT, correction=CORRECTION),
            "What looks like an answer and is none.",
        ),
        searched=record(**HELD),
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
    record(
        verdict={"type": "string", "enum": ["exact", "near", "not found"]},
        matches=list_of(
            record(
                **SLICE,
                text=TEXT,
                sentence=TEXT,
                **SENTENCE,
                title=MAYBE_TEXT,
                source=MAYBE_TEXT,
                date=MAYBE_TEXT,
                correction=CORRECTION,
            ),
            "Where it is said, exactly or nearly.",
        ),
        differences=list_of(
            record(
                **QUOTED,
                article_text=about(TEXT, "In the article of the first match instead."),
                article_start=WHOLE,
                article_end=WHOLE,
            ),
            "What is not the same. Either text may be empty.",
        ),
        headlines=list_of(
            record(
                article=TEXT,
                title=MAYBE_TEXT,
                source=MAYBE_TEXT,
                date=MAYBE_TEXT,
                **TITLE_SLICE,
                differences=list_of(
                    record(**QUOTED, **TITLE_SLICE),
                    "What is not the same. Either text may be empty.",
                ),
            ),
            "Articles whose headline it is, exactly or nearly; their texts do not say so.",
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
    record(
        **HELD,
        sources=list_of(TEXT, "The first hundred."),
        source_count=WHOLE,
        skipped=about(WHOLE, "Files that could not be read."),
        index_version=WHOLE,
        notice=NOTICE,
    ),
    {},
)
OFFERED = {tool.name: tool for tool in (SEARCH, FETCH, ASK, VERIFY_QUOTE, STATUS)}
