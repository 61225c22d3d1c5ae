"""Bytes to text: strictly, once, and never a silent guess."""

import codecs
import re

from index.errors import UnreadableError

BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Latin alphabets beyond a-z. A text in one of the Windows code pages decodes without error in the
# others too, and the wrong one is told from the right one only by letters that no language of it
# combines: "à é ê" is French, its cp1250 reading "ŕ é ę" is nothing.
WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßé",  # German
    "áéíñóúüªº",  # Spanish
    "áâãàçéêíóôõúüªº",  # Portuguese
    "àèéìíòóùúºª",  # Italian
    "åäöæøéü",  # Danish, Norwegian, Swedish, Finnish
    "áéíóúëïöüèç",  # Dutch
    "áéíóúýðþæö",  # Icelandic
)
ALPHABETS = {
    "cp1252": WESTERN,
    "cp1250": (
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîşţ",  # Romanian
        "čćđšž",  # Croatian, Slovenian
        "äöüßé",
    ),
    "iso8859_2": (
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "ăâîşţ",
        "čćđšž",
    ),
    "cp1254": ("çğıöşüâîû",),  # Turkish
    "cp1257": (
        "āčēģīķļņšūž",  # Latvian
        "ąčęėįšųūž",  # Lithuanian
        "äõöüšž",  # Estonian
    ),
}
PUNCTUATION = frozenset("“”‘’–—…•·«»¡¿€£§©®™°½¼¾\u00a0\u00ad")

# Other scripts: what charset-normalizer may name, and where the letters then have to be.
CYRILLIC = ((0x0400, 0x04FF),)
EAST_ASIAN = (
    (0x3000, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
)
SCRIPTS = {
    "cp1251": CYRILLIC,
    "koi8_r": CYRILLIC,
    "koi8_u": CYRILLIC,
    "cp866": CYRILLIC,
    "iso8859_5": CYRILLIC,
    "mac_cyrillic": CYRILLIC,
    "cp1253": ((0x0370, 0x03FF),),
    "iso8859_7": ((0x0370, 0x03FF),),
    "cp1255": ((0x0590, 0x05FF),),
    "iso8859_8": ((0x0590, 0x05FF),),
    "cp1256": ((0x0600, 0x06FF),),
    "iso8859_6": ((0x0600, 0x06FF),),
    "cp874": ((0x0E00, 0x0E7F),),
    "tis_620": ((0x0E00, 0x0E7F),),
    "gb18030": EAST_ASIAN,
    "gbk": EAST_ASIAN,
    "gb2312": EAST_ASIAN,
    "big5": EAST_ASIAN,
    "big5hkscs": EAST_ASIAN,
    "cp932": EAST_ASIAN,
    "shift_jis": EAST_ASIAN,
    "euc_jp": EAST_ASIAN,
    "euc_jis_2004": EAST_ASIAN,
    "euc_kr": EAST_ASIAN,
    "cp949": EAST_ASIAN,
}
MIN_LETTERS = 8  # fewer letters of another script are too little to tell its encoding by

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
BINARY = "binary data, not text"
UNCERTAIN = "unknown text encoding; save it as UTF-8"


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file, or UnreadableError with the reason.

    `declared` is the encoding that the file itself names (a web page's `<meta charset>`); it is
    tried after UTF-8, which text in another encoding practically never happens to be.
    """
    if not data.strip():
        raise UnreadableError("empty")
    text = _decode(data, declared)
    if not text.strip():
        raise UnreadableError("empty")
    # Form feeds and stray escapes happen in old texts; a share of them is not text.
    controls = len(text) - len(_CONTROLS.sub("", text))
    if "\0" in text or controls * 20 > len(text):
        raise UnreadableError(BINARY)
    return text


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                name = encoding[:6].rstrip("-").upper()
                raise UnreadableError(
                    f"not valid {name}, although it begins with its mark"
                ) from None
    if b"\0" in data:
        raise UnreadableError(BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise UnreadableError(f"damaged UTF-8 at byte {error.start}") from None
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, ValueError):
            pass  # pages often name the wrong encoding: the bytes decide below
    return _decode_latin(data) or _decode_other(data)


def _mostly_utf8(data: bytes) -> bool:
    """Whether these are UTF-8's sequences with a few broken ones, as a cut file has them.

    Any single-byte encoding would accept such bytes and turn every "é" into "Ã©".
    """
    valid = sum(char > "\x7f" for char in data.decode("utf-8", "ignore"))
    broken = data.decode("utf-8", "replace").count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return valid > broken


def _decode_latin(data: bytes) -> str | None:
    """Text in a Latin script whose letters fit exactly one reading; None when they fit none."""
    runs = re.findall(rb"[\x80-\xff]+", data)
    high = sum(map(len, runs))
    # East Asian text comes in pairs of high bytes, other scripts in words of them.
    if high * 3 > len(data) or sum(len(run) == 1 for run in runs) * 2 < len(runs):
        return None
    readings: dict[str, str] = {}
    for encoding, alphabets in ALPHABETS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _fits(text, alphabets):
            readings.setdefault(text, encoding)
    if len(readings) > 1:
        names = " or ".join(readings.values())
        raise UnreadableError(f"text encoding could be {names}; save it as UTF-8")
    return next(iter(readings), None)


def _fits(text: str, alphabets: tuple[str, ...]) -> bool:
    letters: set[str] = set()
    for match in re.finditer(r"[^\x00-\x7f]", text):
        char = match.group()
        if char in PUNCTUATION:
            continue
        lower = char.lower() if char != "İ" else "ı"
        # "cafÉ" is a misread "café": capitals do not follow small letters.
        if not char.isalpha() or (
            lower != char and text[match.start() - 1 : match.start()].islower()
        ):
            return False
        letters.add(lower)
    return any(letters <= set(alphabet) for alphabet in alphabets)


def _decode_other(data: bytes) -> str:
    """Text in another script, where charset-normalizer is sure and the whole file bears it out."""
    from charset_normalizer import from_bytes

    matches = [match for match in from_bytes(data) if match.encoding in SCRIPTS]
    if not matches or matches[0].chaos > 0.1:
        raise UnreadableError(UNCERTAIN)
    best = matches[0]
    try:
        text = data.decode(best.encoding)  # all of it: the guess looked at samples
    except UnicodeDecodeError:
        raise UnreadableError(UNCERTAIN) from None
    ranges = SCRIPTS[best.encoding]
    letters = [ord(char) for char in text if char > "\x7f" and char.isalpha()]
    inside = sum(any(first <= code <= last for first, last in ranges) for code in letters)
    rivals = [
        match
        for match in matches[1:]
        if match.chaos <= best.chaos + 0.02 and match.coherence * 2 > best.coherence
    ]
    if inside < MIN_LETTERS or inside < 0.98 * len(letters):
        raise UnreadableError(UNCERTAIN)
    if any(data.decode(rival.encoding, "replace") != text for rival in rivals):
        raise UnreadableError(UNCERTAIN)
    return text
