"""What a word is in its sentence, as far as its form and its neighbours tell."""

from qa.attribution.vocabulary import (
    ADVERBS,
    ARTICLES,
    AUXILIARY,
    DETERMINERS,
    NO_ADVERBS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    VERBS,
    word_set,
)

_BEFORE_ADJECTIVE = ARTICLES | PREPOSITIONS | {"more", "most", "very", "newly", "as"}
_BEFORE_NOUN = PREPOSITIONS | DETERMINERS | VERBS.keys()
_AFTER_PARTICIPLE = PREPOSITIONS - word_set("to off up out down over")
_PEOPLE = word_set("many some few both most others several")
_OBJECTS = ARTICLES | {"it", "him", "them", "me", "us"}


def is_time(word: str) -> bool:
    """Whether a word tells when: "tuesday", "oct.", "2023", "last"."""
    return word in TIMES or (len(word) == 4 and word.isdigit())


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb: "later", "repeatedly"."""
    if word in ADVERBS:
        return True
    return word.endswith("ly") and len(word) > 4 and word not in NO_ADVERBS


def is_finite(before: str, word: str, after: str, capital: bool) -> bool:
    """Whether a word is a verb that has a subject, and not a participle or a noun."""
    if word in AUXILIARY:
        return before not in ARTICLES
    if before in AUXILIARY:
        return False  # "has rejected": the auxiliary is the verb
    if word in PAST:
        return before not in ARTICLES
    form = VERBS.get(word)
    if form and form.form in ("past", "s"):
        if after == "by" or before in _BEFORE_ADJECTIVE or before.endswith("'s"):
            return False
        return form.form == "past" or before in PRONOUNS or word == "says"
    if capital or len(word) < 5:
        return False
    if word.endswith("ed"):
        return _is_past(before, after)
    # "The officer remembers it"
    is_noun = not before or before.endswith("s") or before in _BEFORE_NOUN
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and (not is_noun and after in _OBJECTS)
    )


def _is_past(before: str, after: str) -> bool:
    if before in _BEFORE_ADJECTIVE or not before or before.endswith("'s"):
        return False
    if before in DETERMINERS and before not in _PEOPLE:
        return False
    # "residents interviewed in Paris", "a poll published Thursday" have their verb still to come.
    return after not in _AFTER_PARTICIPLE and not is_time(after) and after != ""
