"""An article to passages: whole sentences, about a hundred words, that know their offsets.

The work goes down in steps, each a list of places in the same text: lines make blocks (paragraphs,
headings, list items, table rows), blocks hold sentences, sentences make passages.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import sentencex

from index.records import Article, Passage, Span

# Measured by benchmarks/passage_size.py over 50 to 200 words and 0 to 2 sentences. A sentence of
# overlap raises recall@1, recall@5 and MRR of the fused search at every size. 100 words find the
# answer as well as 50 do (recall@5 0.926 and 0.919, MRR 0.853 and 0.847; differences of 0.01 are
# noise) with fewer than half the passages. 150 and 200 words gain nothing in MRR (0.848 both) and
# match a question's meaning worse (dense recall@1 0.55 and 0.53, against 0.60).
TARGET_WORDS = 100
OVERLAP = 1
# Word pieces, as _pieces estimates them. The default encoder reads 256 and drops what follows;
# the difference is for the title and the heading.
MAX_PIECES = 210
# A sentence over MAX_PIECES is cut into parts of about this many: short enough to be shown as an
# answer's sentence, and to overlap by one.
_PART_PIECES = 60


def split_article(
    article: Article,
    target_words: int = TARGET_WORDS,
    overlap: int = OVERLAP,
    max_pieces: int = MAX_PIECES,
) -> list[Passage]:
    """The passages of an article, in order; together they hold all of its text but whitespace.

    A passage begins with the last `overlap` sentences of the one before, unless a heading stands
    between the two, or those sentences and the next would together exceed `max_pieces`.
    """
    sentences = list(_sentences(article.text))
    # A heading is a sentence of the passage that it opens: all of the text can be found, and no
    # passage is a bare headline, which a dense index would rank above the text that answers.
    # Only the later passages of its section need it as context.
    above = list(accumulate((s.heading for s in sentences), _latest))
    passages = []
    for first, last in _groups(article.text, sentences, target_words, overlap, max_pieces):
        heading = "" if sentences[first].heading else above[first]
        spans = tuple((s.start, s.end) for s in sentences[first:last])
        passages.append(Passage(article, spans, heading))
    return passages


def _latest(old: str, new: str) -> str:
    return new or old


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, trimmed; together they hold all of it but whitespace."""
    return [(s.start, s.end) for s in _sentences(text)]


# ---- Lines --------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ATX = re.compile(r"#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_ITEM = re.compile(r"(?:[-*+•‣◦▪●–—·]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+(?=\S)")
_TERMINAL = re.compile(r"[.!?…。！？｡।॥؟۔։።။។]['\"”’»)\]」』）》]*$")
# Scripts that are written without spaces, in full-width characters.
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str  # without the whitespace around it
    kind: str  # "plain", "heading", "underline", "item" or "row"
    indent: int
    gap: bool  # nothing, or a blank line, is above

    @property
    def ends_sentence(self) -> bool:
        return _TERMINAL.search(self.text, max(0, len(self.text) - 8)) is not None


def _lines(text: str) -> list[_Line]:
    """The lines that hold more than whitespace."""
    lines: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        content = match[0].strip()
        if content:
            indent = len(match[0]) - len(match[0].lstrip())
            start = match.start() + indent
            gap = not lines or len(_LINE_BREAK.findall(text, end, start)) > 1
            end = start + len(content)
            lines.append(_Line(start, end, content, _line_kind(content), indent, gap))
    fences = [i for i, line in enumerate(lines) if line.text.startswith("```")]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        for line in lines[opening : closing + 1]:
            line.kind = "row"  # code: "# ..." is no heading there
    return lines


def _line_kind(content: str) -> str:
    if content.startswith("|") or content.count("\t") > 1:
        return "row"
    if _ATX.match(content):
        return "heading"
    if _UNDERLINE.match(content):
        return "underline"
    return "item" if _ITEM.match(content) else "plain"


def _columns(content: str) -> int:
    return len(content) if content.isascii() else len(content) + len(_WIDE.findall(content))


def _columns_needed(content: str) -> int:
    """The room that a line's first word would have taken on the line above, with its space."""
    if _WIDE.match(content):
        return 2
    return 1 + _columns(content[:80].split(maxsplit=1)[0])


def _wrap_width(lines: list[_Line]) -> int | None:
    """The column where lines were wrapped, None where each paragraph is a line of its own.

    A wrapped line is one that the next line's first word would have made too long.
    """
    breaks = [
        (_columns(line.text), _columns_needed(below.text))
        for line, below in pairwise(lines)
        if not below.gap and below.kind == "plain" and line.kind in ("plain", "item")
    ]
    if not breaks:
        return None
    width = sorted(columns for columns, _ in breaks)[len(breaks) * 9 // 10]
    filled = sum(columns + needed > width - 3 for columns, needed in breaks)
    return width if 40 <= width <= 120 and filled >= 0.7 * len(breaks) else None


# ---- Blocks -------------------------------------------------------------------------------------

_DATELINE = re.compile(
    r"\d{4}-\d\d|\d[:/]\d\d|\d年|https?:|@|\b(?i:by|source|photo|updated|posted|published)\b[ :]"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d\d?, )?\d{4}"
)


@dataclass(slots=True)
class _Block:
    """Lines that belong together; no sentence crosses its ends."""

    start: int
    end: int
    kind: str  # "plain", "heading", "item" or "row"
    lines: list[_Line]


def _blocks(text: str) -> list[_Block]:
    lines = _lines(text)
    width = _wrap_width(lines)
    blocks: list[_Block] = []
    for line in lines:
        block = blocks[-1] if blocks else None
        if block and not line.gap and _continues(block, line, width):
            block.end = line.end
            block.lines.append(line)
            if line.kind == "underline":
                block.kind = "heading"
        else:
            kind = "row" if line.kind == "underline" else line.kind
            blocks.append(_Block(line.start, line.end, kind, [line]))
    _mark_headings(blocks)
    return blocks


def _continues(block: _Block, line: _Line, width: int | None) -> bool:
    """Whether the line, right below the block, goes on with it."""
    above = block.lines[-1]
    if line.kind == "underline":
        return block.kind == "plain" and len(block.lines) == 1 and len(above.text) <= 100
    if block.kind not in ("plain", "item") or line.kind in ("heading", "row"):
        return False
    full = width is not None and _columns(above.text) + _columns_needed(line.text) > width - 3
    if line.kind == "item":  # or a dash, or a number that the wrapping put first: "No.\n3. Then"
        return (
            full and block.kind == "plain" and not (above.ends_sentence or above.text[-1] in ":;")
        )
    if block.kind == "item" and line.indent > block.lines[0].indent:
        return True
    if width is not None and full and len(above.text) < 1.5 * width:
        return True
    # Too little to see a width in, or a ragged one: a line that stops short of its sentence.
    return line.text[0].islower() and not above.ends_sentence and len(above.text) >= 40


def _mark_headings(blocks: list[_Block]) -> None:
    """Make headings of short lines without a full stop that have a body below them."""
    run: list[_Block] = []
    for block in blocks:
        if _is_short_line(block):
            run.append(block)
            continue
        last = block.lines[-1]
        if block.kind != "heading" and (last.ends_sentence or len(last.text) > 60):
            for heading in _headings_of(run):
                heading.kind = "heading"
        run = []


def _headings_of(run: list[_Block]) -> list[_Block]:
    """Which of the short lines above a body are headings."""
    titles = [block for block in run if not _DATELINE.search(block.lines[0].text)]
    if len(titles) < len(run):
        return titles[:1] if run[0] in titles else []  # who wrote it, and when, is below a title
    return titles if len(titles) <= 2 else []  # a list, a table or a poem


def _is_short_line(block: _Block) -> bool:
    line = block.lines[0]
    content = line.text.strip("*_ ")
    if block.kind != "plain" or len(block.lines) > 1 or len(content) < 2:
        return False
    return (
        _columns(content) <= 100
        and len(content.split()) <= 15
        and not content[0].islower()
        and (content[0].isalnum() or content[0] in "\"'“‘«「『《（([¿¡$€£")
        and (content[-1].isalnum() or content[-1] in "\"'”’»」』》）)]%")
        and any(c.isalpha() for c in content)
        and not line.ends_sentence
    )


# ---- Sentences ----------------------------------------------------------------------------------

_WORDS_STAY_WITH_NUMBER = frozenset(
    str.split(
        "no nos nr vol vols ch chap sec fig figs pp p art arts eq est approx ca circa c b d r"
        " rs par para ver v op ex app tab apt rm ste rte hwy tel ext sq cap cl bk pt lot jan feb"
        " mar apr may jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat"
        " sun us"
    )
)
_WORDS_STAY_WITH_NAME = frozenset(
    str.split(
        "dr mr mrs ms mx prof messrs mme mlle gen lt col maj capt cpt sgt cpl pvt brig adm cmdr"
        " cdr gov sen rep rev hon pres supt insp det amb vs cf viz e.g i.e st mt ft fr"
    )
)
_WORDS_STAY_WITH_LOWERCASE = frozenset(
    str.split(
        "etc al inc ltd co corp bros dept dist ave blvd rd jr sr esp incl resp max min avg usw"
        " bzw z.b ca ggf evtl vgl т.е т.д т.п г гг тыс руб им ул стр см"
    )
)
_STARTERS = frozenset(
    str.split(
        "A After All Also An And As At But By For From He Her His How However I If In It Its"
        " Last More Most My No Not On One Or Our She Since So Some Such That The Their Then"
        " There These They This Those Though To Two We What When Where Which While Who Why With"
        " Yet You"
    )
)
_TIMES = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}T|GMT|UTC)\b")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\]]+$")
_FIRST_WORD = re.compile(r"\w+")
# Closing marks, and notes as in Wikipedia: "It was.[12] And then.[citation needed]"
_CLOSERS = re.compile(r"(?:[\"'”’»)\]}」』）》〉】]|\[[^\[\]\n]{1,24}\]|\s+[”」』）》〉】])*")
_TO_SPACES = {c: " " for c in range(0x3001) if chr(c).isspace()}
_QUOTES_TO_SPACES = {ord(c): " " for c in '"“”„«»()[]「」『』《》（）'}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MISSED = re.compile(r"[。！？](?=[0-9A-Za-z])")
_END_MARKS = re.compile(r"[.!?。！？｡।॥؟۔]+")
_MAY_END = re.compile(r"[^\w\s,;:()\"'/-]")  # without such a mark there is nothing to look for
_WINDOW = 2000
_LONG = 60  # words: from here on, a quotation is cut between its own sentences


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    heading: str = ""  # its words, where it is one


def _sentences(text: str) -> Iterator[_Sentence]:
    for block in _blocks(text):
        if block.kind == "heading" and block.end - block.start <= 200:
            words = block.lines[0].text.strip("#*_ \t")
            yield _Sentence(block.start, block.end, words)
            continue
        spans = [(block.start, block.end)]
        if block.kind != "row":  # a row of a table is one thing said
            spans = _split_block(text, block)
        for start, end in spans:
            for part_start, part_end in _parts(text, start, end):
                yield _Sentence(part_start, part_end)


def _split_block(text: str, block: _Block) -> list[Span]:
    if not _MAY_END.search(text, block.start, block.end):
        return [(block.start, block.end)]
    marker = _ITEM.match(text, block.start, block.end) if block.kind == "item" else None
    body = marker.end() if marker else block.start
    spans: list[Span] = []
    for start, end in _split(text, body, block.end, {}):
        if end - start > 5 * _LONG and _words(text[start:end]) > _LONG:
            # The library never breaks between quotation marks or brackets, however long.
            spans += _split(text, start, end, _QUOTES_TO_SPACES)
        else:
            spans.append((start, end))
    return [(block.start, spans[0][1]), *spans[1:]]


def _split(text: str, start: int, end: int, blanked: dict[int, str]) -> list[Span]:
    """The sentences between two places, as the library finds them and the rules below correct."""
    spans: list[Span] = []
    for cut in _cuts(text, start, end, blanked):
        before = cut - 1
        while before > start and (text[before].isspace() or text[before] in "([{“‘«「『《（"):
            before -= 1
        closers = _CLOSERS.match(text, before + 1, end)
        before = closers.end() if closers else before + 1
        after = before
        while after < end and text[after].isspace():
            after += 1
        if start < before and after < end and not _is_inside(text, start, before, after):
            _add(text, spans, (start, before))
            start = after
    _add(text, spans, (start, end))
    return spans


def _add(text: str, spans: list[Span], span: Span) -> None:
    """Append a sentence, or a remnant ("affairs. security.") to the sentence it belongs to."""
    start, end = span
    remnant = text[start].islower() and end - start < 40 and len(text[start:end].split()) <= 3
    if remnant and spans and text[spans[-1][0]].isupper():
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append(span)


def _cuts(text: str, start: int, end: int, blanked: dict[int, str]) -> Iterator[int]:
    """Where the library would cut.

    It is given windows, because it takes quadratic time where full stops have no spaces (Chinese),
    and a clean copy: a no-break space after an initial makes it panic.
    """
    while start < end:
        stop = min(end, start + _WINDOW)
        window = text[start:stop].translate(_TO_SPACES | blanked)
        cuts = [start + cut for cut in _library_cuts(_SURROGATE.sub("\ufffd", window))]
        missed = [start + match.end() for match in _MISSED.finditer(window)]
        if missed:
            cuts = sorted({*cuts, *missed})
        if stop < end:
            # The window's end is not the text's: what stands close to it is seen again.
            cuts = [cut for cut in cuts if cut < stop - 50]
        yield from (cut for cut in cuts if start < cut < end)
        start = stop if stop == end else cuts[-1] if cuts else stop - 50


def _library_cuts(window: str) -> list[int]:
    try:
        boundaries = sentencex.get_sentence_boundaries("en", window)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        return [match.end() for match in _END_MARKS.finditer(window)]
    return [int(boundary["end_index"]) for boundary in boundaries]


def _is_inside(text: str, start: int, before: int, after: int) -> bool:
    """Whether a sentence that began at `start` goes on from `before` at `after`."""
    if before - start <= 6 and _ENUMERATOR.match(text, start, before):
        return True  # "1." is no sentence
    if before == after:
        return _is_inside_word(text, start, before)
    if text[before - 1] != ".":
        return False
    token = text[max(start, before - 24) : before].split()[-1]
    word = token.strip("([{\"'“‘«—–-.").lower()
    following = text[after]
    if word in _WORDS_STAY_WITH_NAME:
        return True
    if following.isdigit():
        return word in _WORDS_STAY_WITH_NUMBER or "." in word.strip("0123456789.")
    if following.islower():
        if len(word) == 1 or (word.isdigit() and len(word) < 3):
            return True
        camel = text[after + 1 : after + 2].isupper()  # "iPhone" may begin a sentence
        return word in _WORDS_STAY_WITH_LOWERCASE and not camel
    if word in ("a.m", "p.m"):
        return _TIMES.match(text, after) is not None
    if len(word) == 1 and following.isupper() and token[-2:-1].isupper() and not word.isascii():
        name = _FIRST_WORD.match(text, after)
        return name is not None and name[0] not in _STARTERS
    return False


def _is_inside_word(text: str, start: int, place: int) -> bool:
    """Whether a cut with no space at it would cut a name, a number or an address."""
    left, right = text[place - 1], text[place]
    if left not in ".!?":
        return False  # a full stop of another script, or a closing bracket or quotation mark
    if right in ".!?":
        return True
    token = text[max(start, place - 60) : place].split()[-1]
    if not right.isupper() or "@" in token or "://" in token or token.startswith("www."):
        return True
    return left == "." and not (token[-3:-1].isalpha() and token[-3:-1].islower())


# ---- Sentences too long for the encoder ---------------------------------------------------------

_PIECE = re.compile(r"[^\W\d_]{1,12}|\d{1,3}|\S")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")


def _cost(piece: str) -> int:
    """Word pieces in a run of letters or digits, or in a mark, a little high."""
    size = len(piece)
    if size == 1:
        return 1
    if piece.isascii():
        return 1 if size <= 7 else 2
    return max(len(_WIDE.findall(piece)), (size + 2) // 3)


def _pieces(content: str) -> int:
    return sum(map(_cost, _PIECE.findall(content)))


def _words(content: str) -> float:
    """Words as English counts them: a Chinese one is 1.5 characters, a Thai one 4."""
    count: float = len(content.split())
    if not content.isascii():
        count += len(_WIDE.findall(content)) / 1.5 + len(_SPACELESS.findall(content)) / 4
    return count


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence itself, or, where it is too long, parts of it cut at the best places."""
    if end - start <= MAX_PIECES or _pieces(text[start:end]) <= MAX_PIECES:
        yield start, end
        return
    total = base = 0  # pieces so far, and before this part
    best: tuple[int, int, int, int] | None = None  # rank, end of part, start of next, pieces
    last_end = start
    for match in _PIECE.finditer(text, start, end):
        place = match.start()
        cost = _cost(match[0])
        used = total - base
        if used >= _PART_PIECES // 2:
            rank = _rank(text, last_end, place)
            if best is None or rank >= best[0]:
                best = (rank, last_end, place, total)
            limit = _PART_PIECES if best[0] > 0 else MAX_PIECES
            if used + cost > limit:
                yield start, best[1]
                _, _, start, base = best
                best = None
        total += cost
        last_end = match.end()
    yield start, end


def _rank(text: str, end: int, start: int) -> int:
    """How good it is to cut between two pieces, the higher the better; 0 where it does harm."""
    left, right = text[end - 1], text[start]
    if end < start:
        if left in ".!?…;:":
            return 6
        if left in ",)-–—،؛、":
            return 5
        # "1.95 billion", "Oct. 19": a number belongs to its neighbours.
        return 3 if left.isdigit() or right.isdigit() or left == "." else 4
    if left in "。！？｡；，、：":
        return 5
    if left.isalnum() and right.isalnum():
        if left.isdigit() or right.isdigit():
            return 0
        return 2 if _WIDE.match(left) or _WIDE.match(right) else 1
    if (left in ".,:/" and right.isdigit()) or (left.isdigit() and right in ".,:/%"):
        return 0
    return 0 if _joins(left) or _joins(right) else 2


def _joins(char: str) -> bool:
    """Whether the character makes one sign with the character before it, or both around it."""
    category = unicodedata.category(char)
    return (
        category[0] == "M" or category in ("Cf", "Cs", "Sk") or "\U0001f1e6" <= char <= "\U0001f1ff"
    )


# ---- Passages -----------------------------------------------------------------------------------


def _groups(
    text: str, sentences: list[_Sentence], target_words: int, overlap: int, max_pieces: int
) -> Iterator[tuple[int, int]]:
    """First and past-the-last sentence of each passage."""
    words = [_words(text[s.start : s.end]) for s in sentences]
    word_sums = list(accumulate(words, initial=0.0))
    piece_sums = list(accumulate((_pieces(text[s.start : s.end]) for s in sentences), initial=0))

    for section, section_end in _sections(sentences, word_sums, target_words / 8):
        first = last = section  # of the passage being made; `last` is past its end

        def fits(first: int, last: int) -> bool:
            return piece_sums[last] - piece_sums[first] <= max_pieces

        while last < section_end:
            first = max(section, last - overlap)
            while not fits(first, last + 1) and first < last:
                first += 1
            last += 1
            while last < section_end and fits(first, last + 1):
                # The nearest to the target, but never so little that the next would repeat it all.
                middle = (word_sums[last] + word_sums[last + 1]) / 2
                if middle - word_sums[first] > target_words and last - first > overlap:
                    break
                last += 1
            # What is left is too little for a passage: it belongs to this one.
            if word_sums[section_end] - word_sums[last] < target_words / 4:
                while last < section_end and fits(first, last + 1):
                    last += 1
            yield first, last


def _sections(
    sentences: list[_Sentence], word_sums: list[float], least_words: float
) -> Iterator[tuple[int, int]]:
    """Runs of sentences from one heading to the next; very short ones stay with what follows."""
    start = 0
    for i in range(1, len(sentences)):
        opens = bool(sentences[i].heading) and not sentences[i - 1].heading
        if opens and word_sums[i] - word_sums[start] >= least_words:
            yield start, i
            start = i
    if sentences:
        yield start, len(sentences)
