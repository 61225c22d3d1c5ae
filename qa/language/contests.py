"""Who won and who lost: "Norvik beat Orsk", "Orsk lost to Norvik"."""

import re

WON, LOST = "won", "lost"
_BEAT = r"(?:beats?|defeat(?:s|ed)?|thrash(?:es|ed)|overcame|edged(?: out)?|saw off|knocked out)"
_OF_A_SORT = r"(?:which|what)\s(?:(?!(?:has|have|had|did|does)\b)[\w-]+\s){1,3}?(?:has\s|have\s)?"
_ASKS_LOST = re.compile(
    rf"(?i)\b(?:who\s(?:has\s|have\s)?|{_OF_A_SORT})(?:los(?:t|es?)|(?:was|were|got)\s(?:beaten|defeated))\b"
    # "who lost his job" asks of no contest.
    r"(?!\s(?:to|his|her|their|its|an?|money|weight|the most|(?:the\s)?(?:lives|use|sight))\b)"
    r"|\b(?:loser|runners?[- ]up)\b"
    r"|\b(?:whom?|which\s\w+)\sdid\b.*\b(?:beat|defeat)\b"
)
_ASKS_WON = re.compile(
    rf"(?i)\b(?:who\s(?:has\s|have\s)?|{_OF_A_SORT})(?:won|wins?|{_BEAT})\b|\bwinners?\sof\b"
    r"|\bwho(?:['’]s|\sis|\swas)\sthe\s(?:winner|champion)|\b(?:whom?|which\s\w+)\sdid\b.*\blose\sto\b"
    r"|\bto\swhom\sdid\b.*\blose\b"
)
_WINNER_BEHIND = re.compile(rf"\s(?:(?:have|has|had|[a-z]+ly)\s){{0,2}}{_BEAT}\b(?!\sby)")
_LOSER_BEHIND = re.compile(
    r"\s(?:(?:have|has|had|[a-z]+ly)\s){0,2}(?:lost\sto|(?:was|were|been)\s(?:beaten|defeated)\sby)\b"
)
_LOSER_BEFORE = re.compile(
    rf"\b(?:{_BEAT}|beating|defeating|thrashing|(?:win|victory|triumph|success)\sover)\s(?:the\s)?$"
)
_WINNER_BEFORE = re.compile(
    r"\b(?:lost\sto|(?:beaten|defeated)\sby|(?:loss|defeat)\sto)\s(?:the\s)?$"
)
_LOSES = re.compile(r"\b(?:los(?:t|es?|ing)|fell|beaten|defeated by|loss|losers?)\b")
_WINS = re.compile(
    r"\b(?:w[io]n|wins|winners?|winning|victor\w*|champions?"
    r"|(?:and|but)\s(?:later\s|then\s|still\s)?(?:took|claimed|lifted|became|gained))\b"
)
_FAR = 60  # characters before a name


def asked_side(question: str) -> str | None:
    """WON or LOST, where a question asks who did."""
    won, lost = _ASKS_WON.search(question), _ASKS_LOST.search(question)
    if bool(won) == bool(lost):
        return None
    return WON if won else LOST


def side_of(sentence: str, start: int, end: int) -> str | None:
    """Whether a sentence says of a span that it won or that it lost, and nothing else of either."""
    before = sentence[max(0, start - _FAR) : start]
    if _WINNER_BEFORE.search(before):
        return WON
    if _WINNER_BEHIND.match(sentence, end):
        return None if _LOSES.search(sentence) else WON
    if _LOSER_BEHIND.match(sentence, end) or _LOSER_BEFORE.search(before):
        return None if _WINS.search(sentence, end) else LOST
    return None
