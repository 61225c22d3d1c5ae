"""The words by which notes of corrections, updates and retractions are known."""

import re
from typing import Literal

NoteKind = Literal["correction", "update", "retraction", "clarification", "editor's note"]

# ---- Labels: what a note begins with -----------------------------------------------------------

LABELS: tuple[tuple[NoteKind, str], ...] = (
    (
        "correction",
        r"corrections?(?:\s+(?:and|&)\s+clarifications?|\s*/\s*(?:clarification|update))?"
        r"(?:\s+(?:note|notice|appended))?|corrected(?:\s+version)?"
        r"|corrigend(?:um|a)|errat(?:um|a)|rectificatif|correcci[oó]n|correção|rettifica"
        r"|errata corrige|fe de errores|korrektur|berichtigung|исправление"
        r"|更正|勘误|勘誤|訂正|정정",
    ),
    ("clarification", r"clarifications?|klarstellung|aclaración|уточнение|澄清"),
    ("retraction", r"retraction(?:\s+notice)?|retracted|(?-i:WITHDRAWN)|撤稿"),
    (
        "editor's note",
        r"editor(?:s['’]|['’]?s)?\s+note|publisher['’]s\s+note|note\s+from\s+the\s+editors?"
        r"|(?:a\s+)?note\s+to\s+(?:our\s+)?readers|n(?:\.|ote)?\s*d(?:\.|e)?\s*l(?:\.|a)?\s*r\.?"
        r"|nota del editor|nota da redação|anm(?:\.|erkung)\s*d(?:\.|er)\s*red(?:\.|aktion)|编者按",
    ),
    ("update", r"updated?|mise à jour|actualización|atualização|aggiornamento|обновлено"),
)
LABEL = re.compile("|".join(f"({words})" for _, words in LABELS), re.IGNORECASE)
MARKS = re.compile(r"[\s*_>•·\-–—#]*")
OPENING = re.compile(r"[\[(【（][\s*_]*")
_NAMED_DAY = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)\b\.?"
)
_TIME = (  # "17 October", "Oct. 10, 2015", "4 p.m. on Tuesday"
    rf"(?:(?:{_NAMED_DAY}|\d{{1,4}}(?:st|nd|rd|th)?(?:[:./-]\d{{1,4}}){{0,2}}(?!\d)"
    r"|[ap]\.?m\b\.?|(?:at|on|of)\b|(?-i:[A-Z]{2,4})\b),?\s*){1,8}"
)
_WHEN = rf"(?:\s*\([^()\n]{{1,40}}\)|,?\s+{_TIME})?"  # between a label and its colon
SEPARATOR = re.compile(rf"{_WHEN}[*_\s]*(?:[:：]|\s[-–—]+\s|[—–])[*_]*\s*", re.IGNORECASE)
TIME_ALONE = re.compile(rf"{_TIME}\W*", re.IGNORECASE)
# How agencies mark a headline, and a line above the story: "UPDATE 2-", "(Corrects …)".
HEADLINE_MARK = re.compile(
    r"(?:RPT\s*-\s*)?(?:(?P<correction>CORRECTED|CORRECTION|REFILE)\s*-"
    r"|(?P<update>UPDATE)\s*\d{1,2}\s*-|(?P<retraction>WITHDRAWN|RETRACTED)\s*-)"
)
ADVISORY = re.compile(
    r"(?P<correction>Corrects|CORRECTS|Refiles|REFILES)\b"
    r"|(?P<update>Updates|UPDATES|Adds|ADDS|Recasts|RECASTS)\b"
)
TO_ARTICLE = re.compile(
    r"correction\s+(?:to|of|for)\s+(?:an?|the|our|my)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:article|story|report|column|headline|item|piece|post)\b",
    re.IGNORECASE,
)
WITHIN = re.compile(  # "… on Friday. CORRECTION: …"
    r"(?<=[.!?\"”)]\s)(?:CORRECTION|UPDATE|CLARIFICATION|RETRACTION|E(?:DITOR|ditor)['’]?[Ss]\s+[Nn])"
)
IN_TEXT = re.compile(r"corrected(?=\s*(?:$|:|,|from\b|to\s+read\b|by\s+the\s+editor))", re.I)

# ---- Sentences that only a note has ------------------------------------------------------------

_ARTICLE = (
    r"(?:article|story|report|piece|(?:blog\s+)?post|column|item|dispatch|review|interview|essay"
    r"|headline|caption|newsletter|obituary|graphic|profile|editorial|page)"
)
_CHANGED = (
    r"(?P<verb>corrected|amended|updated|revised|edited|changed|modified|clarified|retracted"
    r"|withdrawn|removed|taken\s+down|unpublished)"
)
_TOLD = (
    r"(?:mis\w+|incorrect\w*|wrong\w*|erroneous\w*|mistaken\w*|inaccurate\w*|said|stated|gave|named"
    r"|had|referred|included|did\s+not|didn['’]t|reported|listed|described|attributed|identified"
    r"|suggested|implied|omitted|contained|put|was|were|quoted|credited|used|called|claimed)"
)
_VERSION = (
    r"\b(?:earlier|previous|prior|original|initial|first)\s+(?:\w+\s+)?versions?\s+of\s+"
    rf"(?:this|the|our)\s+(?:\w+\s+){{0,2}}?{_ARTICLE}\b"
)
SENTENCES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_VERSION}(?:[^\w'’]+(?!and\b)[\w'’]+){{0,6}}?[^\w'’]+{_TOLD}\b",
        rf"\bthis\s+(?:[\w.,]+\s+){{0,3}}?{_ARTICLE}(?:\s+and\s+\w+)?"
        rf"\s+(?:has|have|was|were)\s+(?:since\s+|also\s+|been\s+)*{_CHANGED}\b",
        rf"(?:\bthe|^|[.!?])\s*{_ARTICLE}\s+(?:has\s+been|was)\s+(?:since\s+)?{_CHANGED}\s+"
        rf"(?:{_TIME})?to\s+(?:correct|clarify|reflect|include|add|show|fix|remove|say|make)\b",
        r"\b(?:has|have)\s+(?:since\s+)?(?P<verb>corrected|amended|retracted|withdrawn|removed)"
        r"\s+this\s+(?:article|story|report|piece|post|column|headline|review|interview|essay)\b",
        rf"\bthis\s+{_ARTICLE}\s+(?:initially|originally|first|previously)\s+{_TOLD}\b"
        r"(?!\s+(?:first\s+|originally\s+)?(?:published|posted|written|reported))",
        rf"\bthis\s+{_ARTICLE}\s+(?:incorrectly|wrongly|mistakenly|erroneously|misstated|misnamed"
        r"|misspel\w+|misidentified|misquoted|misreported|misattributed)\b",
        rf"\bthis\s+{_ARTICLE}\s+was\s+(?:first\s+|originally\s+)?published\b[^.!?]{{0,60}}[.!?]\s+It"
        rf"\s+(?:has\s+(?:since\s+)?been|was)\s+(?:since\s+)?{_CHANGED}\b",
        rf"\bwe(?:\s+have|['’]ve)\s+(?:since\s+)?{_CHANGED}\s+(?:this|our)\s+{_ARTICLE}\b",
        r"\b(?:earlier|previous|original)\s+version\s+(?:mis|incorrect|wrong|erroneous|inaccurate)\w+",
        rf"^\W*in\s+an?\s+{_ARTICLE}\s+(?:published|about|on|that)\b[^.!?]{{3,200}}?"
        r"\b(?:mis(?:stat|spel|identif|quot|report|nam)\w+|erroneously|incorrectly|wrongly)\b",
        r"^\W*an?\s+(?:editing|production|typographical|typing)\s+error\s+(?:in|on)\b",
        r"\bthis\s+version\s+corrects\b",
        r"\bthis\s+is\s+an?\s+(?:updated|corrected|revised|amended)\s+version\s+of\b",
        rf"\bdeveloping\s+{_ARTICLE}\s+(?:and|that|which)\s+(?:has\s+been|was)\s+{_CHANGED}\b",
        r"\bcorrections?\s+(?:was|were)\s+made\s+(?:to\s+this|on\b)",
        r"\b(?:due\s+to|because\s+of|owing\s+to)\s+an?\s+(?:[\w-]+\s+)?(?:error|mistake)\b"
        rf"[^.!?]{{0,60}}?\b(?:{_ARTICLE}|version)\b",
        rf"(?:^|[.!?]\s+)\W{{0,3}}updated\s+(?:{_TIME})?(?:to|with)"
        r"\s+(?:add|include|reflect|show|correct|clarify|remove|comments?|details?|new|statements?"
        r"|a)\b",
        r"\bfor\s+the\s+record:[^.!?]{0,80}\b(?:article|story|report|edition|caption|headline)\b",
    )
)
REGRET = re.compile(
    r"\b(?i:we)\s+(?:\w+ly\s+)?(?:regret|apologi[sz]e(?:\s+\w+ly)?\s+for)\s+"
    r"(?:the|this|these|any|our)\s+(?:errors?|mistakes?|confusion|inaccurac\w+)"
    r"|(?:^|[.!?]\s+)(?:The\s+)?[A-Z][\w&'’-]*(?:\s+[A-Z&][\w&'’-]*){0,4}\s+"
    r"(?:regrets|apologi[sz]es(?:\s+\w+ly)?\s+for)\s+(?:the|this|these)\s+(?:errors?|mistakes?)"
)
MAY_HOLD = re.compile(  # without any of these, none of those
    r"version|note|correct|amend|updat|clarif|retract|withdraw|regret|apolog|error|erroneous|wrong"
    r"|mistake|misstat|misspel|misident|misnam|misquot|misreport|misattrib|remove|taken|unpublish"
    r"|revis|edited|changed|modified|record:|initially|originally|previously|first",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[^\W_])")

# ---- What a note says ---------------------------------------------------------------------------

RETRACTS = re.compile(r"retracted|withdrawn|removed|taken\s+down|unpublished", re.IGNORECASE)
SAYS: tuple[tuple[NoteKind, re.Pattern[str]], ...] = (
    (
        "clarification",
        re.compile(r"\bclarif(?:y|ies|ied)\b|\b(?:make|made|makes)\s+(?:it\s+)?clear", re.I),
    ),
    (
        "correction",
        re.compile(
            r"\b(?:correct(?:ed|s|ion|ly)?|incorrect\w*|inaccura\w+|wrong\w*|errors?|erroneous\w*"
            r"|mistakes?|mistaken\w*|amended|mis(?:stat|nam|spel|identif|quot|attribut|report|print)\w*"
            r"|(?:put|set)\s+right|regret|apologi[sz]e)\b",
            re.IGNORECASE,
        ),
    ),
    ("update", re.compile(r"\b(?:updat(?:e|es|ed)|changed|revised|edited)\b", re.IGNORECASE)),
)
