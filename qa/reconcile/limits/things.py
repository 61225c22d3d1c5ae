"""What a question counts, and what a figure counts instead."""

import datetime
import re

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import is_plural, singular, stem, tokens
from qa.reconcile.figures import Figure, figure_at, figure_of, quantities_of
from qa.reconcile.layout import heading_above, row_name
from qa.reconcile.limits.asides import Asides
from qa.reconcile.limits.people import ALL_PEOPLE, SOME_PEOPLE, are_apart
from qa.reconcile.limits.synonyms import are_seated, first_words, models_of, same_thing
from qa.reconcile.sorts import FATES, SUMS, fates_of, sums_of, told
from qa.reconcile.units import dimension_of
from qa.records import Statement
from qa.values import Kind

_NUMBER_OF = re.compile(r"(?i)\bnumber of (?:the )?(?=\w)")
_OF_ALL = re.compile(
    r"(?i)(?:^|[,;]\s)\s*of (?:all|the|its|their)(?: the)? ([\w-]+s),?\s+(?:\w+\s+){0,2}$"
)
_AMONG = re.compile(
    r"(?i)^\W*how many\b[^?]*?\b(?:is|are|was|were)\s+(?:the\s+)?([\w-]+)"
    r"(?=\W*$|\s+(?:in|at|on|from|of|with|by|who|that|under|over|when|after|before)\b)"
)
# "cases of cholera", "suspects handed over to China"
_TAIL = re.compile(r"(?i)\s(?:of|for|in|from|with|who|that|at|by|on|to)\s.*$|(?<=s)\s\w+ed\b.*$")
_PAYS = re.compile(
    r"(?i)\b(?:pa(?:y|ys|id|ying)|cost\w*|pric\w*|worth|fees?|spen[dt]\w*|s[oe]ld|sells?|bought|buy\w*"
    r"|budget|funds?|raised|donat\w*|invest\w*|charg\w*|grants?|loans?|value\w*|bills?|money)\b"
)
# "How much treacle goes into it": of a thing that is weighed, not paid. "How much damage" is paid.
_SUBSTANCE = re.compile(
    r"(?i)^\W*how\s+much\s+(?!(?:money|damage|aid|help|support|relief|assistance|trade|tax|interest|business"
    r"|growth|loss|profit|revenue|debt|cash|credit|it|this|that|of|more|less|work|is|are|was|were|did|do"
    r"|does|has|have|had|will|would|can|could|should|must|may|might)\b)[a-z]+\s+"
    r"(?:goes|went|is|are|was|were|did|does|do|has|have|had|will|can|fell|falls)\b"
)
_OF_WHOM = re.compile(
    r"(?i)^\W*how\s+many\s+of\s+(?:the\s+|these\s+|its\s+)?(?:[\w'-]+\s+)*?([\w'-]+)\s+(?:is|are|was|were)\b"
)
_BEGINS = 5  # letters
_RUN_TOGETHER = 8  # letters at least of two words that are typed as one
_SCALED = 1_000_000  # "40 million" may leave its currency unsaid
_WORD = re.compile(r"[^\W_]+")


class Things:
    """The thing that a question counts, and what is told of it."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        self._form = form
        self._models, self._are_seated = models_of(question), are_seated(question)
        self._asked = form.counted[-1] if form.counted else ""
        measured = quantities_of(f"2 {' '.join(form.counted)}", None) if form.counted else ()
        self._dimension = dimension_of(measured[0].unit or "") if measured else None
        self._fates, self._sums = told(question), told(question, SUMS)
        self._words = {singular(word) for word in _WORD.findall(question.casefold())}
        self._is_many = form.kind is Asked.COUNT
        among = _AMONG.search(question) if self._is_many else None
        self._among = stem(among[1]) if among else ""  # women, of ministers who are women
        whom = _OF_WHOM.match(question) if among else None
        self._whole = stem(whom[1]) if whom else ""  # ministers
        self._is_substance = form.kind is Asked.AMOUNT and bool(_SUBSTANCE.match(question))
        self._asides = Asides(question, form)

    def reason_against(self, statement: Statement) -> str | None:
        """Which other thing a statement counts; None where it may count what is asked."""
        value = statement.value
        if value is None or value.first or value.last:
            return None
        figure = figure_of(statement)
        if self._is_many and (reason := self._other_count(statement, figure)):
            return reason
        if self._form.kind is Asked.AMOUNT and (reason := self._counts_people(statement, figure)):
            return reason
        if self._is_substance and value.kind is Kind.MONEY:
            return "a sum of money"
        if self._form.kind is Asked.MONEY and _is_no_sum(statement):
            return "not a sum of money"
        written = statement.answer.article.date
        return self._told_of_another(figure, written) or self._all_of_them(statement, figure)

    def by_another_name(self, statement: Statement) -> str | None:
        """What a statement counts, where nothing but the word for it speaks against it."""
        if statement.value is None or statement.value.unit is not None or not self._is_many:
            return None
        figure = figure_of(statement)
        return None if self._told_of_another(figure) else self._other_count(statement, figure)

    def _told_of_another(self, figure: Figure, written: datetime.date | None = None) -> str | None:
        return self._other_sort(figure) or self._asides.reason_against(figure, written)

    def _all_of_them(self, statement: Statement, figure: Figure) -> str | None:
        """All ministers, where a later figure of the sentence counts those who are women."""
        if not self._among or self._has(self._among, figure.before + figure.after):
            return None
        if figure.after.startswith(" of "):
            return None  # "40 of the city's 112 routes were served"
        counted = [stem(head) for head in _heads(_counted(statement, figure))]
        around = f"{statement.answer.hit.passage.context}\n{statement.answer.hit.passage.text}"
        if self._whole in counted and not self._has(self._among, around):
            return "counts all of them"
        sentence, written = statement.answer.sentence_text, statement.answer.article.date
        following = [one for one in quantities_of(sentence, written) if one.start == figure.right]
        counts_them = any(
            self._has(self._among, figure_at(sentence, written, one.start, one.end).after)
            for one in following
        )
        return "counts all of them" if counts_them else None

    @staticmethod
    def _has(wanted: str, text: str) -> bool:
        return any(word.stem == wanted for word in tokens(text))

    def _other_count(self, statement: Statement, figure: Figure) -> str | None:
        value, text = statement.value, statement.answer.article.text
        if value and value.unit is not None:
            if self._asked and self._named_in(text[value.start : value.end]):
                return None  # "how many square kilometres"
            if self._dimension and dimension_of(value.unit) == self._dimension:
                return None  # "how many feet", "60 metres"
            return f"not a number of {' '.join(self._form.counted) or 'things'}"
        if not self._asked:
            return None
        counted = _counted(statement, figure)
        if not counted:
            return self._nobody_named(statement) or self._under(statement)
        heads = _heads(counted) + ["lawmaker"] * are_seated(first_words(figure.after))
        if (models := models_of(first_words(figure.after, 2))) and self._asked not in ALL_PEOPLE:
            return None if not self._models or models & self._models else f"counts {counted}"
        if any(self._is_asked(head, figure) for head in heads) or self._is_joined(counted):
            return None
        if any(head in ALL_PEOPLE for head in heads) and self._asked in ALL_PEOPLE:
            is_joined = self._has(self._asked, figure.after)  # "12 workers and guests"
            if any(are_apart(head, self._asked) for head in heads) and not is_joined:
                return f"counts {counted}"
            return self._some_only(statement, counted)
        sentence = statement.answer.sentence_text
        is_unsaid = bool(self._fates) and not self._fates & told(sentence)
        several = self._several_in(sentence) and not is_unsaid
        if several and not self._counts_it(sentence, statement):
            return None
        return f"counts {counted}"

    def _is_joined(self, counted: str) -> bool:
        """Whether it is what is asked for but for a space: "out fielders", "outfielders"."""
        return "".join(self._form.counted) in ("".join(_heads(counted)), _run_together(counted))

    def _is_asked(self, head: str, figure: Figure) -> bool:
        """Whether what a figure counts is what is asked for, in the same or in related words."""
        if stem(head) == stem(self._asked) or same_thing(head, self._asked, self._words):
            return True
        if self._are_seated and same_thing(head, "lawmaker"):
            return True
        if fates := FATES.get(stem(head)):  # "94 dead", of people who were killed
            return bool(fates & self._fates)
        is_told = stem(head) in self._form.stems and (self._among or head not in self._words)
        if head not in self._form.counted and is_told:
            return True  # asked how many were born: "800 births"
        if head not in ALL_PEOPLE:
            return False
        is_ill = self._asked == "case" and "illness" in fates_of(figure)
        return is_ill or stem(self._asked) in FATES

    def _some_only(self, statement: Statement, counted: str) -> str | None:
        """Soldiers, where a statement is about people of every sort."""
        passage = statement.answer.hit.passage
        if self._asked not in SOME_PEOPLE or self._named_in(passage.text):
            return None
        return f"counts {counted}"

    def _nobody_named(self, statement: Statement) -> str | None:
        """A bare figure in a passage that does not speak of what is asked for."""
        passage = statement.answer.hit.passage
        around = f"{passage.context}\n{passage.text}"
        is_general = self._asked in ALL_PEOPLE and self._asked not in SOME_PEOPLE
        if is_general or self._named_in(around) or self._fates & told(around):
            return None
        return f"not a number of {self._asked}"

    def _named_in(self, text: str) -> bool:
        asked = stem(self._asked)
        begins = asked[: max(_BEGINS, len(asked) - 2)]  # of "wrestler" "wrestling"
        if len(self._asked) >= _RUN_TOGETHER and self._asked in re.sub(r"\W", "", text.casefold()):
            return True  # "superbowls"
        return any(
            word.stem == asked
            or (len(asked) > _BEGINS and word.stem.startswith(begins))
            or singular(text[word.start : word.end]) == self._asked
            for word in tokens(text)
        )

    def _several_in(self, text: str) -> bool:
        """Whether a text has the plural of what is asked for: no "ship engines" for ships."""
        return any(
            singular(word) == self._asked and is_plural(word) for word in _WORD.findall(text)
        )

    def _counts_it(self, sentence: str, statement: Statement) -> bool:
        """Whether another figure of the sentence counts what is asked for."""
        return any(
            self._asked in _heads(value.counted)
            for value in quantities_of(sentence, statement.answer.article.date)
            if value.counted
        )

    def _under(self, statement: Statement) -> str | None:
        """Cases, where a bare figure stands beneath a heading that says so."""
        heading = heading_above(statement.answer)
        words = [word for word in _WORD.findall(heading) if is_plural(word)]
        if not words or heading == statement.answer.article.title:
            return None
        around = f"{heading} {statement.answer.sentence_text}"
        if self._named_in(around) or (self._asked in ALL_PEOPLE and _tells_of_people(around)):
            return None
        return None if self._fates & told(around) else f"counts {words[0].casefold()}"

    def _counts_people(self, statement: Statement, figure: Figure) -> str | None:
        """People, where "how much" is asked."""
        value = statement.value
        if value is None or value.kind is not Kind.NUMBER or value.unit is not None:
            return None
        counted = _counted(statement, figure)
        if any(head in ALL_PEOPLE or stem(head) in FATES for head in _heads(counted)):
            return f"counts {counted}"
        fates = fates_of(figure)
        return f"counts {min(fates)}" if fates and not self._fates else None

    def _other_sort(self, figure: Figure) -> str | None:
        """The injured, where the missing are asked for; revenue, where profit is."""
        if self._form.kind in (Asked.MONEY, Asked.AMOUNT, Asked.SHARE, None):
            sums = sums_of(figure) if self._sums else set()
            if sums and not sums & self._sums:
                return f"counts {min(sums)}, not {' or '.join(sorted(self._sums))}"
        if self._form.kind not in (Asked.COUNT, Asked.AMOUNT, Asked.SHARE):
            return None
        fates = fates_of(figure)
        is_ill = self._asked == "case" and "illness" in fates
        if not fates or fates & self._fates or is_ill:
            return None
        if self._fates:
            return f"counts {min(fates)}, not {' or '.join(sorted(self._fates))}"
        # Only those who live die; a word for another thing may stand apart.
        counts_others = self._is_many and self._asked and self._asked not in ALL_PEOPLE
        if not counts_others or self._named_in(figure.before + figure.after):
            return None
        return f"counts {min(fates)}"


def _counted(statement: Statement, figure: Figure) -> str:
    """The words for what a figure counts, where they are sure: those before it may mislead."""
    if among := _OF_ALL.search(figure.before):
        return among[1]
    value = statement.value
    if value is None or not value.counted or value.counted_start is None:
        return ""
    start = value.counted_start
    in_head = start < statement.answer.sentence[0]  # a table's column
    if start >= value.end or in_head:
        return value.counted
    named = _NUMBER_OF.match(value.counted)
    return value.counted[named.end() :].split()[0] if named else ""


def _is_no_sum(statement: Statement) -> bool:
    """Whether a bare figure stands where nothing speaks of money: "he has the 18 on his back"."""
    value, answer = statement.value, statement.answer
    if value is None or value.kind is not Kind.NUMBER or value.unit is not None:
        return False
    if value.value is None or value.value >= _SCALED or row_name(answer):
        return False
    sentence = answer.sentence_text
    others = quantities_of(sentence, answer.article.date)
    speaks = told(sentence, SUMS) or _PAYS.search(sentence)
    return not speaks and not any(one.kind is Kind.MONEY for one in others)


def _heads(counted: str) -> list[str]:
    """The nouns among words for what is counted: "cases of cholera" are cases."""
    parts = re.split(r"\s(?:and|or)\s|,\s", _TAIL.sub("", counted))
    return [singular(part.split()[-1]) for part in parts if part.split()]


def _run_together(counted: str) -> str:
    """Its words, in the singular, as one."""
    return "".join(map(singular, _WORD.findall(counted)))


def _tells_of_people(text: str) -> bool:
    return any(singular(word) in ALL_PEOPLE for word in _WORD.findall(text))
