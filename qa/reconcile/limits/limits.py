"""What a question limits its answer to, and why a statement lies outside."""

import re
from collections.abc import Sequence

from qa.language.english import is_english
from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import content_stems
from qa.reconcile.figures import figure_of
from qa.reconcile.limits.complements import Complements
from qa.reconcile.limits.dimensions import Dimensions
from qa.reconcile.limits.names import Names, names_of
from qa.reconcile.limits.opposites import Opposites
from qa.reconcile.limits.periods import Periods
from qa.reconcile.limits.persons import Persons
from qa.reconcile.limits.places import Places
from qa.reconcile.limits.published import is_byline, is_dateline, is_place_line
from qa.reconcile.limits.roles import Roles
from qa.reconcile.limits.setting import Setting
from qa.reconcile.limits.things import Things
from qa.reconcile.limits.told import Told
from qa.reconcile.statements import misfit, wanted_kinds
from qa.records import Answer, Statement
from qa.values import Kind

# Times that come to no day: "the end of the month".
_TIME = re.compile(
    r"(?i)\b(?:(?:day|night|week|month|quarter|year|season|spring|summer|autumn|age|era|period|reign"
    r"|century|decade|war|episode|chapter)s?|ages|medieval|ancient|centuries)\b"
    r"|^(?:if|after|before|when|while|until|till|since|during|once|following|as soon as)\b"
)
# How many, and how long, in no figure.
_VAGUE: dict[Asked | None, re.Pattern[str]] = {
    Asked.COUNT: re.compile(
        r"(?i)\b(?:several|(?<!as )many|few|numerous|dozens|hundreds|thousands|millions|countless"
        r"|any number|number of|none|nobody|no one)\b"
    ),
    Asked.DURATION: re.compile(r"(?i)\b(?:hours|days|weeks|months|years)\b"),
}
_NAMING = (Asked.PERSON, Asked.PLACE, Asked.NAME)
_CALLED = re.compile(r"(?i)(?:\b(?:number|no\.|nr\.?)|#)\s?$")


class Limits:
    """The things, places, names and times that a question asks about."""

    def __init__(
        self, question: str, form: QuestionForm, statements: Sequence[Answer] = ()
    ) -> None:
        """`statements`: what was found for it, which tells how its names are written."""
        setting = Setting(statements)
        question = setting.with_capitals(question)
        self._form = form
        is_choice = " or " in question  # "who won, Vale or Orrin"
        self._asked = frozenset(() if is_choice else content_stems(question))
        self._things = Things(question, form)
        self._roles = Roles(question, form)
        self._places = Places(question, setting)
        # Capitals tell of names in English; after "¿" they do not, and in German of all nouns.
        self._names = self._persons = self._complements = None
        if is_english(question):
            found = list(names_of(question))
            self._names = Names(question, found, setting, statements)
            self._persons = Persons(question, found)
            self._complements = Complements(question)
        self._dimensions = Dimensions(question, form)
        self._periods = Periods(question)
        self._opposites = Opposites(question)
        self._told = Told(question, form)

    def reason_against(self, statement: Statement, is_sure: bool = False) -> str | None:
        """Why the statement does not answer the question; None where nothing speaks against it.

        `is_sure`: the reader has next to no doubt, so that only another place or time speaks
        against it.
        """
        if is_sure:
            return (
                self._places.reason_against(statement)
                or (self._complements and self._complements.reason_against(statement))
                or self._periods.reason_against(statement)
            )
        wanted = wanted_kinds(self._form)
        if wanted and statement.value is None and _is_label(statement.answer):
            return "a number by which something is called"
        if wanted and Kind.DATE not in wanted and _is_part_of_time(statement):
            return "part of a date"
        if wanted and statement.value is None and not _has_digit(statement.answer.text):
            said = _TIME if Kind.DATE in wanted else _VAGUE.get(self._form.kind)
            if said is None or not said.search(statement.answer.text):
                return "not a time" if Kind.DATE in wanted else "not a figure"
        if Kind.DATE in wanted and is_dateline(statement.answer):
            return "the day on which it was published"
        if self._form.kind in (Asked.PERSON, None) and is_place_line(statement.answer):
            return "the place where it was written"
        if self._form.kind is Asked.PERSON and is_byline(statement.answer):
            return "who wrote the article"
        if self._echoes(statement.answer.text):
            return "is what was asked about"
        return (
            misfit(self._form, statement.value)
            or self._dimensions.reason_against(statement)
            or self._things.reason_against(statement)
            or self._roles.reason_against(statement)
            or self._opposites.reason_against(figure_of(statement))
            or self._told.reason_against(statement)
            or self._elsewhere(statement)
        )

    def _echoes(self, text: str) -> bool:
        """Whether somebody or something named in answer stands in the question already."""
        words = content_stems(text) if self._form.kind in _NAMING else ()
        return bool(words) and self._asked.issuperset(words)

    def other_thing(self, statement: Statement) -> str | None:
        """What is counted instead, as a reason, where nothing but its name speaks against it."""
        reason = self._things.by_another_name(statement)
        return None if reason is None or self._elsewhere(statement) else reason

    def _elsewhere(self, statement: Statement) -> str | None:
        return (
            self._places.reason_against(statement)
            or (self._complements and self._complements.reason_against(statement))
            or (self._names and self._names.reason_against(statement))
            or (self._persons and self._persons.reason_against(statement))
            or self._periods.reason_against(statement)
        )


def _is_label(answer: Answer) -> bool:
    """Whether its number counts nothing: the 18 of "he takes the number 18"."""
    before = answer.sentence_text[: answer.start - answer.sentence[0]]
    return _has_digit(answer.text) and bool(_CALLED.search(before))


def _is_part_of_time(statement: Statement) -> bool:
    """Whether an answer is the 20 of "20 October 2023"."""
    value, answer = statement.value, statement.answer
    if value is None or value.first is None:
        return False
    return value.end - value.start > answer.end - answer.start


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)
