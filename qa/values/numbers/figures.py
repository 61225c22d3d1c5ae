"""Figures as they are written, to numbers."""

from qa.values.tokens import Tokens

MAX_FIGURE = 40  # characters: what is longer is no quantity
MAX_EXPONENT = 40
MAX_POWER = 300


def parse_figure(written: str) -> float | None:
    """The number that a figure says: "1,234,567.89", "1.234,56", "12,34,567"."""
    if len(written) > MAX_FIGURE:
        return None
    if written.isdecimal():
        return float(written)
    plain = "".join(c for c in written if c.isdigit() or c in ".,")
    if plain.startswith("0,") and "." in plain:
        return None  # no one writes "0,137.5"
    if plain.count(".") > 1 or ("." in plain and plain.rfind(",") > plain.rfind(".")):
        plain = plain.replace(".", "").replace(",", ".")  # points between thousands
    elif plain.count(",") == 1 and (plain[-3:-2] == "," or plain.startswith("0,")):
        plain = plain.replace(",", ".")  # "1 234,56"
    return float(plain.replace(",", ""))


def read_power(tokens: Tokens, base: float, end: int) -> tuple[float, int]:
    """A power after a figure: "2.5^-1", "6.23x10^-4"; `end` is the token after the figure."""
    factor, at = 1.0, end
    if tokens.words[at] in ("x", "×", "*") and tokens.words[at + 1 : at + 3] == ["10", "^"]:
        factor, base, at = base, 10.0, at + 2
    if at == end and tokens.words[at] == "e" and tokens.glued(at) and tokens.glued(at + 1):
        signed = tokens.words[at + 1] in ("-", "−", "+") and tokens.glued(at + 2)
        exponent = tokens.raw(at + 1 + signed)  # "1e10", "1.5E-3"
        if exponent.isdecimal() and len(exponent) <= 2 and int(exponent) <= MAX_EXPONENT:
            sign = -1 if signed and tokens.words[at + 1] != "+" else 1
            return base * 10.0 ** (sign * int(exponent)), at + 2 + signed
    if tokens.words[at] != "^":
        return base, end
    at, sign = at + 1, 1
    for _ in range(3):
        if tokens.words[at] in ("-", "−", "+"):
            sign, at = (sign if tokens.words[at] == "+" else -sign), at + 1
    power = parse_figure(tokens.words[at]) if tokens.kinds[at] == "n" else None
    if power is None or power > MAX_POWER or not 0 < base < 1e6:
        return (factor if at > end + 3 else base), end
    try:
        value = factor * base ** (sign * power)
    except OverflowError:
        return base, end
    return (value, at + 1) if value < 10.0 ** (2 * MAX_EXPONENT) else (base, end)
