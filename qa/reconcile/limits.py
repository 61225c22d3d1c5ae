"""What a question limits its answer to, and why a statement lies outside."""

import re

from qa.language.fit import PEOPLE
from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.territories import territories
from qa.language.words import singular, stem, tokens
from qa.reconcile.statements import wanted_kinds
from qa.records import Answer, Statement
from qa.values import Kind, find_values

_YEAR = re.compile(r"(?<![\w.,$€£¥-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)")


class Limits:
    """The places, years and things that a question asks about."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        self._form = form
        self._places = {
            each.code: question[each.start : each.end] for each in territories(question)
        }
        self._years = {int(year) for year in _YEAR.findall(question)}

    def reason_against(self, statement: Statement) -> str | None:
        """Why the statement does not answer the question; None where nothing speaks against it."""
        wanted = wanted_kinds(self._form)
        if wanted and statement.value is None and not _has_digit(statement.answer.text):
            return "not a time" if Kind.DATE in wanted else "not a figure"
        return (
            self.other_thing(statement)
            or self._other_place(statement.answer)
            or self._other_year(statement)
        )

    def other_thing(self, statement: Statement) -> str | None:
        """What is counted instead, as a reason: gangs, where suspects were asked about."""
        value = statement.value
        if self._form.kind is not Asked.COUNT or value is None:
            return None
        if value.unit is not None:
            return f"not a number of {' '.join(self._form.counted) or 'things'}"
        if not value.counted or not self._form.counted:
            return None
        head = singular(value.counted.split()[-1])
        asked = self._form.counted[-1]
        named = {singular(word) for word in value.counted.split()}
        if asked in named or stem(asked) == stem(head) or (head in PEOPLE and asked in PEOPLE):
            return None
        sentence = statement.answer.sentence_text
        if any(singular(sentence[w.start : w.end]) == asked for w in tokens(sentence)):
            return None
        return f"counts {value.counted}"

    def _other_place(self, answer: Answer) -> str | None:
        """A statement about Myanmar where Thailand was asked about."""
        if not self._places:
            return None
        passage = answer.hit.passage
        held = {each.code for each in territories(f"{passage.context}\n{passage.text}")}
        missing = [name for code, name in self._places.items() if code not in held]
        sentence = answer.sentence_text
        others = [each for each in territories(sentence) if each.code not in self._places]
        if not missing or not others:
            return None
        other = sentence[others[0].start : others[0].end]
        return f"about {other}, not {_named(missing[0])}"

    def _other_year(self, statement: Statement) -> str | None:
        """A statement of 2021 where 2023 was asked about."""
        if not self._years:
            return None
        answer = statement.answer
        written = answer.article.date
        times = [
            (value.first.year, value.last.year)
            for value in find_values(answer.sentence_text, written)
            if value.first and value.last
        ]
        if not times and written:
            times = [(written.year - 1, written.year)]
        if not times or any(first <= year <= last for first, last in times for year in self._years):
            return None
        passage = answer.hit.passage
        if self._years & {int(year) for year in _YEAR.findall(f"{passage.context} {passage.text}")}:
            return None
        year = times[0][1]
        return f"about {year}, not {min(self._years)}"


def _named(typed: str) -> str:
    return typed if typed[:1].isupper() else typed.title()


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)
