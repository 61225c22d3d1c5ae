"""Whether a form of a reporting verb reports here: not "the 40 reported cases", "he was told"."""

from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.phrases import (
    Phrase,
    clause_end,
    first_finite,
    has_quotation,
    is_clause,
    next_mark,
)
from qa.attribution.vocabulary import (
    ARTICLES,
    AS_NOUNS,
    BE,
    CONJUNCTIONS,
    CRIES,
    DETERMINERS,
    DO,
    DOCUMENT,
    DOCUMENTS,
    HAVE,
    HEARER,
    INFINITIVE,
    MAY,
    NAMING,
    NOT,
    OBJECT,
    OCCASIONS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING_TO,
    SECRETIVE,
    THAT_ONLY,
    VERBS,
    WILL,
    WITH_CLAUSE,
    VerbForm,
    word_set,
)
from qa.attribution.words import DASH, QUOTATION, STOP, Sentence, is_content

QUESTIONS = word_set("how whether why if what")
_HELPING = DO | WILL
_NEGATED = _HELPING | HAVE
_NO_VERB = ARTICLES | (PREPOSITIONS - {"on"}) | {"as", "than"}
_WITH_TO = INFINITIVE | SAYING_TO
_OPENS_CLAUSE = DETERMINERS | PRONOUNS | {"that", "to"}
_AFTER_ADDED = OCCASIONS | PREPOSITIONS
_BEFORE_NOUN = DETERMINERS | (PREPOSITIONS - {"out"})
_ONLY_THAT = THAT_ONLY - HEARER - OBJECT
_WITH_PREPOSITION = frozenset(
    (("warn", "of"), ("complain", "of"), ("call", "for"), ("call", "on"), ("call", "upon"))
)
_LATER = word_set("until when after before while because as since once")
_ASKED = word_set("whether how why")


def before_adverbs(sentence: Sentence, at: int) -> int:
    """The place of the last word before a verb that is no adverb."""
    at -= 1
    while at >= 0 and is_adverb(sentence.lows[at]) and sentence.lows[at] not in ("both", "all"):
        at -= 1
    return at


def is_passive(sentence: Sentence, at: int) -> bool:
    """Whether a participle has "was" or "been" before it."""
    return sentence.low(before_adverbs(sentence, at)) in BE


def reports(sentence: Sentence, at: int, form: VerbForm) -> bool:
    """Whether a form is a finite verb here, and not a noun, a participle or denied."""
    before = before_adverbs(sentence, at)
    last = sentence.low(before)
    if sentence.tokens[at].capital and last.isalnum() and form.form in ("base", "s"):
        return False  # "the United States"
    if last in NOT and form.verb in SECRETIVE:
        return False
    while last in NOT and last not in _NEGATED:
        before -= 1
        last = sentence.low(before)
    may = sentence.low(before_adverbs(sentence, before)) if last in HAVE else last
    if may in MAY or (last in BE and form.form != "ing"):
        return False
    if last == "to":
        return _goes_on(sentence, before)
    if form.form in ("past", "participle", "s") and not _is_finite_form(sentence, at, form, last):
        return False
    if form.form == "base" and last not in _HELPING:
        if last in HAVE or not _is_plural(sentence, before):
            return False
        if last in ("and", "or") and "to" in sentence.lows[max(0, at - 20) : at]:
            return False  # "to save water, and hope for rain"
    if sentence.lows[at] in AS_NOUNS and form.form in ("base", "s"):
        return last not in DETERMINERS and _is_no_noun(sentence, at, form)
    return True


def _goes_on(sentence: Sentence, to: int) -> bool:
    """ "went on to say", "continues to insist"."""
    before = sentence.low(to - 1)
    goes = before == "on" and sentence.low(to - 2) in ("went", "goes", "go", "gone")
    return goes or before in ("continued", "continues", "continue")


def _is_finite_form(sentence: Sentence, at: int, form: VerbForm, last: str) -> bool:
    after = sentence.low(at + 1)
    if last in _NO_VERB or (last.endswith("'s") and form.form != "s"):
        return False
    occasion = sentence.low(at + 2) in OCCASIONS or sentence.low(at + 3) in OCCASIONS
    if (after == "by" and not occasion) or (
        after == "of" and form.verb in ("accuse", "tell", "inform", "remind")
    ):
        return False
    if form.form == "participle" and form.verb in ("write", "show", "see", "know", "swear"):
        return last in HAVE
    if after == "to" and form.form == "past":
        if form.verb == "expect" and last not in HAVE:
            return False  # "a storm expected to reach the coast"
        return form.verb in _WITH_TO
    return True


def _is_plural(sentence: Sentence, at: int) -> bool:
    """Whether a verb's base form may follow the word at a place: "unions say"."""
    word = sentence.low(at)
    if at < 0 or word in PLURALS or word in (",", DASH, QUOTATION):
        return at >= 0
    if word.endswith("s") and not word.endswith(("ss", "'s")):
        return True
    for probe in range(max(0, at - 12), at):
        earlier = sentence.lows[probe]
        if earlier in PLURALS or earlier in ("and", "both"):
            return True
        follows = sentence.lows[probe + 1]
        if earlier.endswith("s") and (follows in PREPOSITIONS or follows.endswith(("such", "ed"))):
            return True
    return False


def _is_no_noun(sentence: Sentence, at: int, form: VerbForm) -> bool:
    """Whether what follows shows that "claims" is a verb."""
    after = sentence.low(at + 1)
    if (
        after == ","
        and at + 2 < len(sentence)
        and (sentence.finite[at + 2] or sentence.lows[at + 2] in VERBS)
    ):
        return False  # "the editor of Harbour Reports, expects …"
    if after in ("only", "just", "nearly", "almost"):
        after = sentence.low(at + 2)
    if form.verb == "show":
        return True
    apart = any(word in (",", QUOTATION) for word in sentence.lows[max(0, at - 8) : at])
    if after in ("", ",", STOP, ";") or after in ("on", "in", "at", "via"):
        apart = apart or "as" in sentence.lows[max(0, at - 6) : at]
        return apart and sentence.low(at - 1) not in (",", "and", "or")
    if after in _OPENS_CLAUSE or not after.isalpha():
        return True
    return sentence.tokens[at + 1].capital


# ---- What the verb takes ------------------------------------------------------------------------


def that_follows(sentence: Sentence, at: int) -> bool:
    """Whether "that", or a question, begins what is reported."""
    if sentence.low(at + 1) in _ASKED:
        return True
    for probe in range(at + 1, min(len(sentence), at + 14)):
        if sentence.lows[probe] == "that":
            return sentence.lows[probe - 1] not in _BEFORE_NOUN
        if sentence.finite[probe] or sentence.lows[probe] in (",", ";", ":", DASH, STOP):
            return False
    return False


def suits(sentence: Sentence, at: int, form: VerbForm, source: Phrase) -> bool:
    """Whether such a subject reports by such a verb: "data showed", not "the referee showed"."""
    verb, after = form.verb, sentence.low(at + 1)
    if verb in CRIES:  # "the company added 300 jobs"
        adds = verb == "add" and after in _AFTER_ADDED
        return adds or is_time(after) or not after or after == "that" or not after[0].isalnum()
    if verb in DOCUMENT:
        return _is_document(sentence, at, form, source)
    end = clause_end(sentence, at + 1)
    if verb in NAMING:  # "named them as the victims"; not "the men named as their leaders"
        named = any(
            sentence.lows[i] == "as" and sentence.lows[i - 1] != "such" for i in range(at + 2, end)
        )
        told = verb == "describe" and (after in QUESTIONS or _content_follows(sentence, at, end))
        return named or told
    if form.form == "ing" and verb in HEARER:  # "are warning notices"
        following = sentence.tokens[at + 1] if after else None
        opens = following is not None and (following.capital or not following.text[0].isalnum())
        return opens or after in _OPENS_CLAUSE
    if verb in ("call", "label", "brand", "dub"):
        if sentence.low(at - 1) == "," or (after == QUOTATION and form.form == "past"):
            return False  # "that mark, called the Plimsoll line"
        named = any(word in ("a", "an") for word in sentence.lows[at + 2 : min(end, at + 9)])
        return after in ("for", "on", "upon") or named or has_quotation(sentence, at + 1, end)
    if verb in WITH_CLAUSE and after and (after[0].isalnum() or after == "("):
        is_plain = after in PREPOSITIONS or is_time(after)
        clause = is_clause(sentence, at + 1, next_mark(sentence, at + 1))
        return is_plain or clause or that_follows(sentence, at)
    if verb == "see" and form.form == "s" and (after[:1].isdigit() or after in ("no", "little")):
        return True
    if verb in _ONLY_THAT:
        quoted = after in (QUOTATION, ":") or sentence.low(at - 1) == QUOTATION
        return quoted or that_follows(sentence, at)
    return verb != "count" or after[:1].isdigit()


def _is_document(sentence: Sentence, at: int, form: VerbForm, source: Phrase) -> bool:
    after = sentence.low(at + 1)
    if form.verb == "read":
        return after in (":", QUOTATION, ",")
    if form.verb == "find" and after.endswith(("ed", "y")) and after != "they":
        return False  # "found injured", "found guilty"
    words = {word.removesuffix("'s") for word in sentence.lows[source[0] : source[1]]}
    return that_follows(sentence, at) or not words.isdisjoint(DOCUMENTS)


def is_followed(sentence: Sentence, at: int, form: VerbForm) -> bool:
    """Whether what is reported follows the verb, and not only when, where and to whom."""
    probe = at + 1
    while is_adverb(sentence.low(probe)) and sentence.low(probe) not in ("both", "all", "each"):
        probe += 1
    after, following = sentence.low(probe), sentence.low(probe + 1)
    if after in (":", "that", QUOTATION) or after in QUESTIONS:
        return True
    if after == ",":
        return following in (QUOTATION, "that")
    if not after or not (after[0].isalnum() or after == "("):
        return False
    if after == "to" and form.verb in INFINITIVE:
        return True
    if (form.verb, after) in _WITH_PREPOSITION:
        return True
    limit = next_mark(sentence, probe)
    if _content_follows(sentence, probe, limit) or _that_apart(sentence, limit):
        return True
    if form.verb in HEARER:  # "told them the bridge was closed", "told them to leave"
        to = next((i for i in range(probe + 1, limit) if sentence.lows[i] == "to"), limit)
        orders = to < limit - 1 and not sentence.tokens[to + 1].capital
        orders = orders and sentence.lows[to + 1] not in _OPENS_CLAUSE
        verb = first_finite(sentence, probe + 1, limit)  # but "told stories until they slept"
        return orders or (verb is not None and _LATER.isdisjoint(sentence.lows[probe:verb]))
    if after in PREPOSITIONS:  # "at least 40", "about 300", "up to"
        number = following[:1].isdigit() and after not in ("in", "on", "at", "by", "from", "for")
        return (
            number or following in ("least", "most", "than") or (after, following) == ("up", "to")
        )
    if is_time(after) and not after.isdigit():  # "said last Wednesday his country …"
        while is_time(sentence.low(probe)):
            probe += 1
        return sentence.low(probe) not in PREPOSITIONS and is_clause(sentence, probe, limit)
    return after not in CONJUNCTIONS


def _that_apart(sentence: Sentence, comma: int) -> bool:
    """Whether ", that" follows: "told a crowd in Macon, Ga., that …"."""
    end = min(clause_end(sentence, comma), comma + 12)
    return any(sentence.lows[i] == "," and sentence.low(i + 1) == "that" for i in range(comma, end))


def _content_follows(sentence: Sentence, start: int, limit: int) -> bool:
    """Whether "that", a colon or a quotation comes after "in a statement" or "reporters"."""
    for at in range(start, min(limit + 2, len(sentence))):
        word, before = sentence.lows[at], sentence.low(at - 1)
        if word == ":" or (word == "that" and before not in _BEFORE_NOUN):
            return True
        if word == QUOTATION and (before == "," or is_content(sentence.tokens[at])):
            return True
    return False
