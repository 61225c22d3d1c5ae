"""Words for numbers, as plain tables."""

ONES = {
    "zero": 0, "nought": 0, "naught": 0, "nil": 0,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "quadrillion": 1e15, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
    "lac": 1e5, "lacs": 1e5,
}  # fmt: skip
# "three dozens": what stands after a number only, or after "a".
DOZENS = {"dozen": 12.0, "dozens": 12.0, "doz": 12.0, "dz": 12.0, "dzs": 12.0}
# After a number, where nothing that it could qualify follows: "five grand", "two gross".
LAST_SCALES = {"grand": 1e3, "gross": 144.0, "score": 20.0}
# Written after a figure, often glued to it: "10k", "1.2bn". "m" is a metre as often: see units.
SHORT_SCALES = {
    "k": 1e3, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mil": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9,
    "tn": 1e12, "tln": 1e12, "trn": 1e12, "tr": 1e12, "cr": 1e7, "万": 1e4, "亿": 1e8,
    "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
# "three thousand millions": a number of them, not an unknown number.
PLURAL_SCALES = {"millions": 1e6, "billions": 1e9, "trillions": 1e12}
SPACED_SHORT_SCALES = frozenset(
    {"mn", "mln", "mio", "mil", "bn", "bln", "tn", "tln", "trn", "cr", "万", "亿"}
)

_ORDINAL_ONES = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19,
}  # fmt: skip
_ORDINAL_TENS = {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
    "seventieth": 70, "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
_ORDINAL_SCALES = {
    "hundredth": 10**2, "thousandth": 10**3, "millionth": 10**6, "billionth": 10**9,
    "trillionth": 10**12,
}  # fmt: skip
ORDINALS = _ORDINAL_ONES | _ORDINAL_TENS  # a day of a month, a century
# What a number of parts is divided by. "Second" is a time, "first" never a part but after a ten.
DENOMINATORS = {
    "half": 2, "halves": 2, "quarter": 4, "quarters": 4,
    **{word: n for word, n in (ORDINALS | _ORDINAL_SCALES).items() if n > 2},
    **{f"{word}s": n for word, n in (ORDINALS | _ORDINAL_SCALES).items() if n > 2},
}  # fmt: skip
AFTER_A_TEN = {**_ORDINAL_ONES, **{f"{word}s": n for word, n in _ORDINAL_ONES.items()}}
# Capitals that scale a figure, glued to it or not: "3M", "1.5 MM"; "5G" and "3D" are names.
CAPITAL_SCALES = {"K": 1e3, "M": 1e6, "MM": 1e6, "B": 1e9, "T": 1e12}
VULGAR = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅖": 2 / 5,
    "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8,
    "⅞": 7 / 8,
}  # fmt: skip
# Numbers that say only from how much on: "hundreds", "tens of thousands".
VAGUE = {
    "dozens": 12.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
