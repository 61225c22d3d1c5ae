"""How long a text is: in words, in an encoder's word pieces, in columns of a page."""

import re

# Scripts that are written without spaces, in full-width characters.
WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
# Scripts that are written without spaces, several characters to a word.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
# What count_pieces counts: a run of letters, a few digits, or one mark.
PIECE = re.compile(r"[^\W\d_]{1,12}|\d{1,3}|\S")


def is_spaced(char: str) -> bool:
    """Whether it is a letter or digit of a script that has spaces between its words."""
    return char.isalnum() and not (WIDE.match(char) or _SPACELESS.match(char))


def count_words(content: str) -> float:
    """Words as English counts them: a Chinese one is 1.5 characters, a Thai one 4."""
    count: float = len(content.split())
    if not content.isascii():
        count += len(WIDE.findall(content)) / 1.5 + len(_SPACELESS.findall(content)) / 4
    return count


def count_pieces(content: str) -> int:
    """The word pieces that an encoder makes of a text, estimated a little high."""
    return sum(map(pieces_in, PIECE.findall(content)))


def pieces_in(match: str) -> int:
    """The word pieces in one match of PIECE, estimated a little high."""
    size = len(match)
    if size == 1:
        return 1
    if match.isascii():
        return 1 if size <= 7 else 2
    return max(len(WIDE.findall(match)), (size + 2) // 3)


def count_columns(content: str) -> int:
    """The columns that a text fills where each letter is as wide; a full-width one fills two."""
    return len(content) if content.isascii() else len(content) + len(WIDE.findall(content))
