"""What a question limits its answer to, and why a statement lies outside."""

from collections.abc import Sequence

from qa.language.english import is_english
from qa.language.excluded import Excluded
from qa.language.question import QuestionForm
from qa.reconcile.figures import figure_of
from qa.reconcile.limits.ages import Ages
from qa.reconcile.limits.brackets import Brackets
from qa.reconcile.limits.complements import Complements
from qa.reconcile.limits.dimensions import Dimensions
from qa.reconcile.limits.lettered import Lettered
from qa.reconcile.limits.names import Names, names_of
from qa.reconcile.limits.numbered import Numbered
from qa.reconcile.limits.opposites import Opposites
from qa.reconcile.limits.periods import Periods
from qa.reconcile.limits.persons import Persons
from qa.reconcile.limits.places import Places
from qa.reconcile.limits.roles import Roles
from qa.reconcile.limits.setting import Setting
from qa.reconcile.limits.shapes import Shapes
from qa.reconcile.limits.siblings import Siblings
from qa.reconcile.limits.things import Things
from qa.reconcile.limits.told import Told
from qa.reconcile.statements import misfit
from qa.records import Answer, Statement


class Limits:
    """The things, places, names and times that a question asks about."""

    def __init__(
        self, question: str, form: QuestionForm, statements: Sequence[Answer] = ()
    ) -> None:
        """`statements`: what was found for it, which tells how its names are written."""
        setting = Setting(statements)
        question = setting.with_capitals(question)
        self._form = form
        self._shapes = Shapes(question, form)
        self._things = Things(question, form)
        self._roles = Roles(question, form)
        self._excluded = Excluded(question, form)
        self._places = Places(question, setting)
        # Capitals tell of names in English; after "¿" they do not, and in German of all nouns.
        self._names = self._persons = self._complements = self._ages = None
        if is_english(question):
            found = list(names_of(question, setting.opens_with_name(question)))
            self._names = Names(question, found, setting, statements)
            self._persons = Persons(question, found)
            self._complements = Complements(question)
            self._ages = Ages(question, found)
        self._siblings = Siblings(question)
        self._numbered = Numbered(question)
        self._lettered = Lettered(question)
        self._brackets = Brackets(question, form)
        self._dimensions = Dimensions(question, form)
        self._periods = Periods(question)
        self._opposites = Opposites(question)
        self._told = Told(question, form)

    def reason_against(self, statement: Statement, is_sure: bool = False) -> str | None:
        """Why the statement does not answer the question; None where nothing speaks against it.

        `is_sure`: the reader has next to no doubt, so that only another place or time speaks
        against it, another of several, another's age, what measures no money, what its
        own sentence excludes, or mere words where a figure is asked for.
        """
        if is_sure:
            return (
                self._dimensions.no_money(statement)
                or self._shapes.surely_no_figure(statement)
                or self._by_its_sentence(statement)
                or self._siblings.reason_against(statement)
                or self._numbered.reason_against(statement)
                or self._lettered.reason_against(statement)
                or self._brackets.reason_against(statement)
                or (self._ages and self._ages.reason_against(statement))
                or self._places.reason_against(statement)
                or (self._complements and self._complements.reason_against(statement))
                or self._periods.reason_against(statement)
                or self._roles.surely_another(statement)
            )
        return (
            self._shapes.reason_against(statement)
            or misfit(self._form, statement.value)
            or self._dimensions.reason_against(statement)
            or (self._ages and self._ages.reason_against(statement))
            or self._things.reason_against(statement)
            or self._roles.reason_against(statement)
            or self._by_its_sentence(statement)
            or self._opposites.reason_against(figure_of(statement))
            or self._told.reason_against(statement)
            or self._brackets.reason_against(statement)
            or self._elsewhere(statement)
        )

    def other_thing(self, statement: Statement) -> str | None:
        """What is counted instead, as a reason, where nothing but its name speaks against it."""
        reason = self._things.by_another_name(statement)
        return None if reason is None or self._elsewhere(statement) else reason

    def _by_its_sentence(self, statement: Statement) -> str | None:
        answer = statement.answer
        low = answer.sentence[0]
        start, end = answer.start - low, answer.end - low
        return self._excluded.reason_against(answer.sentence_text, start, end)

    def _elsewhere(self, statement: Statement) -> str | None:
        return (
            self._siblings.reason_against(statement)
            or self._siblings.untold(statement)
            or self._numbered.reason_against(statement)
            or self._lettered.reason_against(statement)
            or self._places.reason_against(statement)
            or (self._complements and self._complements.reason_against(statement))
            or (self._names and self._names.reason_against(statement))
            or (self._persons and self._persons.reason_against(statement))
            or self._periods.reason_against(statement)
        )
