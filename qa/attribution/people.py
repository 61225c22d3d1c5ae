"""Whether a phrase names a person, several, or a body, as far as its words tell."""

from qa.attribution.phrases import Phrase
from qa.attribution.vocabulary import DETERMINERS, PLURALS, PRONOUNS, word_set
from qa.attribution.words import Sentence

_BODIES = word_set(
    "ministry department office agency police bureau commission committee council court party group"
    " company corp corp. inc inc. ltd ltd. bank university institute association union federation"
    " government authority authorities parliament senate congress house board club team army navy"
    " force service administration organisation organization ministry's press news media times"
    " post journal agency fund center centre hospital museum school college society league firm"
    " airline maker operator operators retailer broadcaster newspaper paper report study survey"
    " statement regulator watchdog network coalition alliance foundation trust campaign charity"
    " city county state province district region embassy company's utility brewer carmaker lender"
    " bloc kingdom republic nations frontières manufacturer producer developer lab laboratory"
    " assembly tribunal inspectorate secretariat headquarters data figures index poll"
)
_PLACES = word_set(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain"
    " bangladesh belarus belgium bolivia bosnia brazil britain bulgaria cambodia cameroon canada"
    " chad chile china colombia congo croatia cuba cyprus denmark ecuador egypt england eritrea"
    " estonia ethiopia europe finland france gaza georgia germany ghana greece guatemala guinea"
    " haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan"
    " kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania"
    " luxembourg malaysia mali malta mexico moldova mongolia morocco mozambique myanmar namibia"
    " nepal netherlands nicaragua niger nigeria norway oman pakistan panama paraguay peru poland"
    " portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia"
    " somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia"
    " turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia"
    " zimbabwe africa america asia beijing moscow washington london tehran brussels kyiv paris"
    " manila seoul tokyo pyongyang ankara delhi berlin taipei islamabad cairo rome madrid canberra"
    " warsaw philippines nato opec interpol unicef nasa"
)
_PERSONS = word_set(
    "man woman boy girl father mother son daughter sister brother king queen prince princess wife"
    " husband widow witness guard chief head judge coach captain driver resident owner minister"
    " president mayor doctor nurse lawyer officer official spokesman spokeswoman spokesperson"
    " expert analyst critic chef artist mother-in-law general sergeant detective chancellor"
    " pope bishop priest pilot farmer student graduate victim suspect candidate delegate diplomat"
    " deputy secretary premier envoy ambassador aide boss veteran immigrant neighbour neighbor"
    " accountant tenant pharmacist merchant politician physician clerk mp congressman"
    " congresswoman guy person friend cousin colleague archivist curator"
)
_MALE = word_set("mr mr. man boy father son king prince husband brother spokesman sir lord")
_FEMALE = word_set(
    "ms ms. mrs mrs. woman girl mother daughter queen princess wife widow sister spokeswoman lady"
    " dame actress baroness"
)
_ENDS_HEAD = word_set("of for at in from who which whose with on to since")
_MAKERS = ("er", "or", "ist", "ian", "eur", "man", "woman", "person")
_NO_MAKERS = word_set(  # that end as those do
    "number order power paper factor matter letter water river tower border weather quarter sector"
    " error door floor motor computer server summer winter shower disaster answer offer character"
    " chapter cover danger fire fever layer laser tanker freighter trailer banner corner counter"
    " customer's shelter theater tender transfer trigger register reactor tractor harbor labor"
    " mirror terror tumor vector behavior color favor honor humor rumor vapor war year december"
    " november october september whether other another either neither after under over never"
)


def fits(sentence: Sentence, phrase: Phrase, pronoun: str) -> bool:
    """Whether "he", "she", "they" or "it" can stand for a phrase."""
    first = sentence.lows[phrase[0]]
    if first in PRONOUNS or first in ("this", "that", "these", "those", "one", "some", "all"):
        return False
    head = _head(sentence, phrase)
    last, is_capital = head[-1], sentence.tokens[phrase[0]].capital
    is_plural = "and" in head or first in PLURALS - {"two"} or last in PLURALS
    is_plural = is_plural or (last.endswith("s") and not is_capital)
    if pronoun == "they":
        return is_plural
    if is_plural:
        return False
    is_person = _is_person(sentence, phrase, head)
    if pronoun == "it":
        is_initials = sentence.tokens[phrase[1] - 1].text.isupper()
        is_body = not _BODIES.isdisjoint(head) or last in _PLACES or is_initials
        return is_body and not is_person
    return is_person and (_FEMALE if pronoun == "he" else _MALE).isdisjoint(head)


def is_person(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is "he", "she" or clearly a person."""
    first = sentence.lows[phrase[0]]
    if first in PRONOUNS or first in ("this", "that", "these", "those"):
        return first in ("he", "she")
    return fits(sentence, phrase, "he") or fits(sentence, phrase, "she")


def _head(sentence: Sentence, phrase: Phrase) -> list[str]:
    """The words of a phrase before its first comma, preposition or relative."""
    head = [sentence.lows[phrase[0]]]
    for word in sentence.lows[phrase[0] + 1 : phrase[1]]:
        if word == "," or word in _ENDS_HEAD:
            break
        head.append(word)
    return head


def _is_person(sentence: Sentence, phrase: Phrase, head: list[str]) -> bool:
    last = head[-1]
    if not _PERSONS.isdisjoint(head):
        return True
    if not _BODIES.isdisjoint(head) or last in _PLACES:
        return False
    token = sentence.tokens[phrase[0] + len(head) - 1]
    if token.capital:
        if len(head) == 1 and sentence.low(phrase[0] + 1) in ("of", "from", "in", "for", "on"):
            return False  # "Reports of fraud", first in their sentence
        return not token.text.isupper() and not token.text[0].isdigit()
    is_maker = last.endswith(_MAKERS) and last not in _NO_MAKERS
    return is_maker and (head[0] in DETERMINERS or head[0] == "former")


def mentions_person(sentence: Sentence, before: int) -> bool:
    """Whether a sentence speaks of a person before a place, in whatever role."""
    return any(
        token.low.removesuffix("'s") in _PERSONS and not token.capital and token.end <= before
        for token in sentence.tokens
    )
