"""Odd texts, questions, values of JSON, requests and links, by chance."""

import json
import random
from functools import cache
from typing import Any
from urllib.parse import quote

from tests.served import ROOT
from tests.torture.mutations import TEXT, damage

_PIECES = (
    *("\0", "\ud800", "\udcff", "\ufeff", "\u202e", "\u2028", "\u200d", "\u0301" * 40, "\x1b[31m"),
    *("٣", "１９３１", "²", "½", "Ⅻ", "ﬁ", "İ", "ß", "\U0010ffff", "👩‍👩‍👧", "中国", "؟", "\u00a0"),
    *(
        "9" * 400,
        "1e999",
        "-0",
        "1,2,3",
        "1.2.3",
        "0x1f",
        "$-1",
        "50%%",
        "2023-02-30",
        "99/99/9999",
    ),
    *("$1 billion", "4,666", "31 October", "in 1931", "nine", "a dozen", "per cent", "twice"),
    *(
        "the",
        "of",
        "and",
        "who",
        "not",
        "?",
        "!",
        "“",
        "’s",
        "(",
        ")",
        "[",
        "]",
        "\\",
        '"',
        "'",
        "<b>",
    ),
    *("<img src=x onerror=alert(1)>", "{{7*7}}", "%00", "' OR 1=1 --", "../../etc/passwd", "=1+1"),
)
_KEYS = ("question", "article", "start", "end", "top_k", "after", "before", "source", "as_of",
         "questions", "files", "path", "url", "id", "data", "fn_index", "session_hash", "event_id",
         "meta", "orig_name", "__proto__", "")  # fmt: skip
_ASKING = ("ask", "answer", "search", "watch", "unwatch")  # what takes a question
_EDITING = ("correct_articles", "remove_articles", "restore_articles")  # each begins a build
NAMES = (
    *("examples", "article", "text", "articles", "status", "batch", "check", "read_draft"),
    *("watched", "removed_articles", "add_articles", "nothing"),
)
LINK_NAMES = ("view", "q", "after", "before", "source", "as_of", "article", "start", "end", "x")


@cache
def questions() -> list[str]:
    """Questions of people."""
    file = ROOT / "tests" / "data" / "corpus_questions.jsonl"
    return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()]


def text(chance: random.Random) -> str:
    """A question, as it is or not at all."""
    way = chance.random()
    if way < 0.25:
        return " ".join(chance.choices(_PIECES, k=chance.randint(0, 12)))
    asked = chance.choice(questions())
    if way < 0.5:
        words = asked.split()
        for _ in range(chance.randint(1, 4)):
            words.insert(chance.randint(0, len(words)), chance.choice(_PIECES))
        return " ".join(words)
    if way < 0.65:
        other = chance.choice(questions())
        return asked[: chance.randint(0, len(asked))] + other[chance.randint(0, len(other)) :]
    if way < 0.8:
        start = chance.randint(0, len(TEXT))
        return TEXT[start : start + chance.choice((5, 60, 990, 1200))]
    return damage(chance, asked.encode()).decode("utf-8", "surrogateescape")


def value(chance: random.Random, depth: int = 0) -> Any:
    """Any value of JSON."""
    way = chance.randrange(12 if depth < 4 else 9)
    if way < 4:
        return text(chance)
    if way < 6:
        return chance.choice((0, 1, -1, 5, 20, 100, 101, 2**31, 2**63, 10**30, 1.5, -0.0, 1e308))
    if way < 9:
        return chance.choice(
            (None, True, False, "", [], {}, "2023-10-31", "harbin.txt", "markup.md")
        )
    if way < 10:
        return [value(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    return {chance.choice(_KEYS): value(chance, depth + 1) for _ in range(chance.randint(0, 4))}


_USUAL: dict[str, tuple[Any, ...]] = {
    "top_k": (1, 20, 100),
    "after": ("", "2022-01-01"),
    "before": ("2024-01-01",),
    "source": ("Wire", "Harbour Daily"),
    "as_of": ("", "2023-01-01"),
}


def call(chance: random.Random) -> dict[str, Any]:
    """What a call may hold: values by name, some of them as they are to be."""
    given: dict[str, Any] = {"question": text(chance)}
    for key, usual in _USUAL.items():
        if chance.random() < 0.2:
            given[key] = chance.choice(usual) if chance.random() < 0.6 else value(chance)
    if chance.random() < 0.2:
        given[chance.choice(_KEYS)] = value(chance)
    return given


def edit(chance: random.Random, name: str) -> dict[str, Any]:
    """What a call that changes articles may hold. One article alone can be taken away."""
    path = chance.choice(("harbin.txt", "markup.md", "nothing.txt", "../ui.py"))
    if name == "correct_articles":
        field = chance.choice(("title", "date", "source", "article"))
        said = value(chance) if chance.random() < 0.5 else chance.choice(("2021-02-03", None, "x"))
        change = {"article": path, "set": {field: said}, "undo": chance.choice(([], ["title"]))}
        return {"changes": [change if chance.random() < 0.8 else value(chance)]}
    if name == "remove_articles":
        return {"articles": [chance.choice(("markup.md", "nothing.txt", "../ui.py", "/", ""))]}
    return {"removed": [text(chance)] if chance.random() < 0.5 else value(chance)}


def endpoint(chance: random.Random) -> tuple[str, dict[str, Any] | Any]:
    """The name of an endpoint, and what a call of it may hold."""
    way = chance.random()
    if way < 0.6:
        name = chance.choice(("ask", "ask", *_ASKING))
        return name, call(chance)
    if way < 0.63:
        name = chance.choice(_EDITING)
        return name, edit(chance, name)
    return chance.choice(NAMES), value(chance)


def encoded(chance: random.Random, what: Any) -> bytes:
    """As JSON, or as what was JSON."""
    data = json.dumps(what, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return damage(chance, data) if chance.random() < 0.2 else data


def query(chance: random.Random) -> bytes:
    """What stands behind the "?" of a link to the page."""
    pairs = []
    for _ in range(chance.randint(0, 6)):
        name = chance.choice(LINK_NAMES)
        given = {
            "view": ("ask", "batch", "articles", "__proto__", "constructor"),
            "article": ("harbin.txt", "markup.md", "handover.md", "chinese.txt", "nothing.txt"),
            "start": ("0", "5", "-1", "1e3", "NaN", "Infinity", "99999999999", "0x10", " 7 "),
            "end": ("0", "9", "40", "1e9", "١٢", "NaN"),
        }.get(name)
        said = chance.choice(given) if given and chance.random() < 0.8 else text(chance)[:300]
        pairs.append(f"{name}={quote(said.encode('utf-8', 'surrogatepass'), safe='')}")
    data = "&".join(pairs).encode()
    return damage(chance, data) if chance.random() < 0.2 else data


_PLAIN = {  # what plain HTTP takes
    "ask": ("q", "top_k", "after", "before", "source", "as_of", "min_confidence", "max_wrong"),
    "search": ("q", "top_k", "after", "before", "source", "as_of", "typed", "order", "offset"),
    "article": ("path", "start", "end"),
    "articles": (),
    "status": (),
}


def plain(chance: random.Random) -> bytes:
    """The path of a plain request and what stands behind it, most of its names as they are."""
    name = chance.choice(tuple(_PLAIN))
    given = {"q": text(chance)[:200]} if "q" in _PLAIN[name] else {}
    given |= {"path": chance.choice(("harbin.txt", "a"))} if "path" in _PLAIN[name] else {}
    for each in _PLAIN[name][1:]:
        if chance.random() < 0.2:
            given[each] = str(chance.choice((0, 5, "2023-10-31", "nan", -1, 10**30, text(chance))))
    pairs = (f"{key}={quote(said.encode('utf-8', 'surrogatepass'))}" for key, said in given.items())
    data = f"/api/{name}?{'&'.join(pairs)}".encode()
    return damage(chance, data) if chance.random() < 0.2 else data


def queued(chance: random.Random, kind: bytes) -> dict[str, Any]:
    """A call that is put into a client's queue, or taken out of it."""
    given = {"session_hash": f"q{chance.randrange(20)}", "fn_index": chance.randrange(-1, 26),
             "data": [value(chance) for _ in range(chance.choice((0, 1, 3, 6, 7)))],
             "event_id": text(chance)}  # fmt: skip
    for _ in range(chance.randint(0, 2)):
        given[chance.choice(_KEYS)] = value(chance)
    if kind == b"join" and chance.random() < 0.8:
        given.pop("event_id", None)
    return given


def request(chance: random.Random) -> bytes:
    """An HTTP request to the page, whole; HOST stands for where it goes."""
    way = chance.random()
    headers = [b"Host: HOST", b"Connection: close", b"Content-Type: application/json"]
    method, body = b"POST", encoded(chance, call(chance))
    if way < 0.5:
        name, given = endpoint(chance)
        path = f"/gradio_api/call/v2/{name}".encode()
        body = encoded(chance, given if chance.random() < 0.95 else value(chance))
    elif way < 0.7:
        kind = chance.choice((b"join", b"join", b"cancel"))
        path = b"/gradio_api/queue/join" if kind == b"join" else b"/gradio_api/cancel"
        body = encoded(chance, queued(chance, kind))
    elif way < 0.8:
        path = b"/gradio_api/upload"
        headers[2] = b"Content-Type: multipart/form-data; boundary=x"
        body = damage(chance, _FORM) if chance.random() < 0.9 else _FORM
    elif way < 0.85:
        path, body = (
            chance.choice((b"/login", b"/session")),
            text(chance).encode("utf-8", "replace"),
        )
    elif way < 0.87:
        path, body = b"/api/check", encoded(chance, {"draft": text(chance)})
    elif way < 0.93:
        method, body, path = b"GET", b"", plain(chance)
    else:
        method, body = chance.choice((b"GET", b"HEAD")), b""
        path = chance.choice(_PATHS) + b"?" * (chance.random() < 0.5) + query(chance)
    if chance.random() < 0.15:
        said = " ".join(text(chance).split())[:200].encode("utf-8", "replace")
        headers.append(chance.choice(_HEADERS) + b": " + said)
    path = damage(chance, path)[:3000] if chance.random() < 0.1 else path
    headers.append(b"Content-Length: %d" % len(body))
    return b"%s %s HTTP/1.1\r\n%s\r\n\r\n%s" % (method, path, b"\r\n".join(headers), body)


_FORM = (
    b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nThe ferry.\r\n'
    b"--x--\r\n"
)
_PATHS = (
    b"/", b"/page/start.js", b"/config", b"/gradio_api/info", b"/gradio_api/queue/data",
    b"/gradio_api/call/v2/ask/0123", b"/answers/x/csv", b"/gradio_api/file=/etc/passwd",
    b"/page/../ui.py", b"/%2e%2e/ui.py", b"/gradio_api/stream/a", b"//", b"*", b"http://else/",
)  # fmt: skip
_HEADERS = (b"Origin", b"Cookie", b"Range", b"Accept-Encoding", b"Sec-Fetch-Site", b"Expect",
            b"Transfer-Encoding", b"X-Forwarded-Host", b"If-None-Match", b"Upgrade")  # fmt: skip
