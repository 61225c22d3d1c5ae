"""A text as words, figures and marks; everything that is found is found among these."""

import re

# Every repetition is bounded or possessive, so that no text makes it look back.
_FIGURE = (
    r"\d{1,3}(?:,\d{3}){1,7}+(?!\d)(?:\.\d++)?+"  # 1,234,567.89
    r"|\d{1,3}(?:[\u00a0\u2009\u202f'’]\d{3}){1,7}+(?!\d)(?:[.,]\d++)?+"  # 1 234 567,89
    r"|\d{1,3}(?:\.\d{3}){2,7}+(?!\d)(?:,\d++)?+|\d{1,3}(?:\.\d{3}){1,7}+,\d{1,2}(?![\d,])"
    r"|\d{1,2}(?:,\d{2}(?=,)){1,7}+,\d{3}(?!\d)(?:\.\d++)?+"  # 12,34,567, as in India
    r"|\d++(?:\.\d++)?+"
)
_NUMERIC_DATE = (
    r"(?<!\d)(?<!\d[/.])(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4})"
    r"(?![/.]?\d)(?!-\d(?!\d{0,3}[/.]\d{1,2}[/.]\d))"  # but "5/6/2020-5/9/2020" are two
)
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LETTERS = rf"[^\W\d_{_VULGAR}]++"
_TOKEN = re.compile(
    rf"(?P<d>{_NUMERIC_DATE})|(?P<n>{_FIGURE})|(?P<v>[{_VULGAR}])"
    rf"|(?P<w>{_LETTERS}(?:['’](?![sS]\b){_LETTERS})*+)"
    r"|(?P<m>\n[^\S\n]*+\n\s*+|[^\w\s]|_)"
)
BEYOND = 16  # empty tokens after the last, which are also those before the first


class Tokens:
    """Tokens by number; reading a few before the first or after the last finds empty ones."""

    __slots__ = ("count", "ends", "kinds", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        starts = [one.start() for one in found]
        ends = [one.end() for one in found]
        kinds = [one.lastgroup or "" for one in found]
        words = [one[0].lower() for one in found]
        self.count = len(starts)
        size = len(text)
        self.starts = starts + [size + 2] * BEYOND  # nothing is glued to these
        self.ends = ends + [size + 1] * BEYOND
        self.kinds = kinds + [""] * BEYOND
        self.words = words + [""] * BEYOND

    def raw(self, at: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[at] : self.ends[at]]

    def glued(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return at > 0 and self.starts[at] == self.ends[at - 1]

    def is_capital(self, at: int) -> bool:
        return self.kinds[at] == "w" and self.text[self.starts[at]].isupper()

    def joint(self, at: int) -> bool:
        """Whether a hyphen joins the words on both its sides, with spaces around it or without."""
        if self.words[at] not in HYPHENS:
            return False
        return self.glued(at) == self.glued(at + 1)

    def hyphen(self, at: int) -> bool:
        """Whether a token joins the words on both its sides."""
        return self.words[at] in HYPHENS and self.glued(at) and self.glued(at + 1)


HYPHENS = frozenset("-‐‑–")
