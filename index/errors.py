"""The one error whose message is fit to show to a person."""

import re

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class UserError(Exception):
    """Something a person can mend.

    The message says what is wrong, with what, and what to do next. Only the edges (the command
    lines and the page) catch it, and they show the message alone.
    """


class UnavailableError(UserError):
    """An index, or what reads it, that nobody can ask as it is, whatever is asked.

    The message names files and what mends them: it is for who runs Gleaner.
    """


class DamagedError(UnavailableError):
    """An index that is not what was written. The message names the command that mends it."""


class UnreadableError(Exception):
    """A file, or a row of one, that cannot become an article; the message is the reason shown."""


def first_line(error: BaseException) -> str:
    """What a library's error says first, without the full stop; its name where it says nothing."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0].rstrip(".")


def fit_to_show(text: str) -> str:
    """The text without what no UTF-8 holds, moves a terminal's cursor or turns its text around.

    What is read out of a damaged file, and the name of a file, can hold controls and halves of
    characters: each becomes U+FFFD.
    """
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
