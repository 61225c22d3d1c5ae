"""What the tools give, whoever asks: verbatim slices, with their places."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import index.search
from index.build import build_index
from index.errors import UserError
from index.search import Searcher
from qa.assistants.addresses import read_id, uri_of
from qa.assistants.offered import OFFERED
from qa.assistants.tools import MAX_FETCHED, Tools
from qa.readers.open import RULES
from qa.rows import FIELDS
from qa.settings import Settings
from tests.fakes import WordEncoder
from tests.served import ARTICLES

Row = dict[str, Any]
LONG = "The mill of Wrapton grinds on. " * 5_000
CORRECTED = (
    "---\ntitle: Ships\nsource: Harbour Daily\ndate: 2024-02-02\nurl: https://harbour.test/2\n---\n"
    "In January, 8,500 ships called at the port of Wrapton, the port master Ada Lund said.\n\n"
    "Correction: an earlier article gave 8,412 ships.\n"
)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    monkeypatch.setattr(index.search, "load_encoder", lambda name: WordEncoder(name))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    articles = {
        **ARTICLES,
        "long.txt": LONG,
        "ships.md": CORRECTED,
        "odd #1.csv": "text\nThe first row tells of lanterns.\nThe second row tells of kites.\n",
        "script.md": "---\nurl: javascript:alert(1)\n---\nScripts were heard in the yard.\n",
    }
    for name, text in articles.items():
        (corpus / name).write_bytes(text.encode())
    build_index([corpus], tmp_path / "index", WordEncoder())
    return Tools(tmp_path / "index", RULES, Settings(min_confidence=0))


@pytest.fixture
def searcher(tools: Tools, tmp_path: Path) -> Searcher:
    return Searcher(tmp_path / "index")


def slices(value: Any, path: str | None = None) -> Iterator[tuple[str, str, int, int]]:
    """Every text of an article in a row: its article's path, itself, where it is said to stand."""
    if isinstance(value, list):
        for each in value:
            yield from slices(each, path)
    if not isinstance(value, dict):
        return
    path = value.get("article", path)
    for name, low, high in (
        ("text", "start", "end"),
        ("answer", "start", "end"),
        ("sentence", "sentence_start", "sentence_end"),
        ("said_by", "said_by_start", "said_by_end"),
        ("article_text", "article_start", "article_end"),
    ):
        # A group's answer is that of its first place; a difference's text is the quotation's.
        if value.get(name) is None or (name == "answer" and "places" in value):
            continue
        if name == "article_text" and not value[name]:
            continue  # words that the article lacks
        if name == "text" and ("article_text" in value or "title_text" in value):
            continue
        assert path is not None, value
        yield path, value[name], value[low], value[high]
    for name, each in value.items():
        if name != "searched":
            yield from slices(each, path)


def check_slices(row: Row, searcher: Searcher, path: str | None = None) -> int:
    found = list(slices(row, path))
    for article_path, text, start, end in found:
        article = searcher.article(article_path)
        assert article is not None
        assert text
        assert article.text[start:end] == text
    return len(found)


def test_search_gives_articles_with_verbatim_passages(tools: Tools, searcher: Searcher) -> None:
    row = tools.search("ships at the port of Wrapton")
    ids = [each["id"] for each in row["results"]]
    assert len(ids) == len(set(ids)) > 2
    assert {"port-2022.md", "port-2024.txt"} <= set(ids[:4])
    assert all(each["title"] and each["url"] for each in row["results"])
    assert check_slices(row, searcher) >= len(ids)
    assert {each["article"] for one in row["results"] for each in one["passages"]} == set(ids)


def test_search_finds_phrases_as_they_stand(tools: Tools, searcher: Searcher) -> None:
    row = tools.search('"the PORT of Wrapton"')
    assert (row["typed"], row["phrases"], row["words"]) == ("words", ["the PORT of Wrapton"], [])
    assert {each["id"] for each in row["results"]} == {"port-2022.md", "port-2024.txt", "ships.md"}
    assert row["count"]["passages"] == 3
    assert {"source": "Harbour Daily", "passages": 2} in row["facets"]["sources"]
    assert row["nearest"] == []
    assert check_slices(row, searcher) >= 6  # each passage, and its place
    nowhere = tools.search('"the port of Nowhere"')
    assert (nowhere["results"], nowhere["count"]["passages"]) == ([], 0)
    assert check_slices(nowhere, searcher) >= len(nowhere["nearest"]) > 0


def test_what_search_names_can_be_fetched(tools: Tools, searcher: Searcher) -> None:
    for result in tools.search("the second row tells of kites and lanterns")["results"]:
        fetched = tools.fetch(result["id"])
        assert fetched["id"] == result["id"]
        assert (fetched["title"], fetched["url"]) == (result["title"], result["url"])
        article = searcher.article(result["id"])
        assert article is not None
        held = fetched["metadata"]
        assert held["article"] == result["id"]
        assert fetched["text"] == article.text[held["start"] : held["end"]]


def test_a_long_article_comes_in_parts_that_make_it_up(tools: Tools, searcher: Searcher) -> None:
    parts, id = [], "long.txt"
    while id:
        fetched = tools.fetch(id)
        assert len(fetched["text"]) <= MAX_FETCHED
        parts.append(fetched["text"])
        id = fetched["metadata"]["next"]
    article = searcher.article("long.txt")
    assert article is not None
    assert len(parts) == 2
    assert "".join(parts) == article.text


def test_a_slice_can_be_fetched_by_any_of_its_names(tools: Tools) -> None:
    whole = tools.fetch("harbin.txt")["text"]
    at = whole.index("1,312")
    for name in ("harbin.txt", uri_of("harbin.txt")):
        fetched = tools.fetch(f"{name}#char={at},{at + 5}")
        assert fetched["text"] == "1,312"
        assert (fetched["metadata"]["start"], fetched["metadata"]["end"]) == (at, at + 5)
    for wrong in (f"{len(whole) + 1},", "9,3", f"0,{len(whole) + 1}"):
        with pytest.raises(UserError, match=f"is no slice of harbin.txt, which has {len(whole)} "):
            tools.fetch(f"harbin.txt#char={wrong}")


def test_an_article_that_is_not_there_is_told_with_the_nearest(tools: Tools) -> None:
    with pytest.raises(UserError, match=r"^No article harbin\.md in .* Nearest: harbin\.txt[,.]"):
        tools.fetch("harbin.md")


@pytest.mark.parametrize("path", ["odd #1.csv#2", "a/b c?.md", "港湾/日.txt", "100%25.txt", "a#b"])
def test_addresses_of_articles_lead_back(path: str) -> None:
    uri = uri_of(path)
    assert uri.isascii()
    assert " " not in uri
    assert "#" not in uri
    assert read_id(uri).path == path == read_id(path).path
    assert read_id(f"{uri}#char=3,").start == 3


def test_a_page_on_the_web_is_what_is_cited(tools: Tools) -> None:
    assert tools.fetch("ships.md")["url"] == "https://harbour.test/2"
    for path in ("script.md", "harbin.txt"):
        assert tools.fetch(path)["url"] == uri_of(path) == f"gleaner://article/{path}"


def test_ask_gives_every_text_with_its_place(tools: Tools, searcher: Searcher) -> None:
    row = tools.ask("How many ships called at the port of Wrapton in January?")
    assert row["answered"]
    assert list(row)[: len(FIELDS) - 2] == [name for name in FIELDS if name not in ("id", "error")]
    assert row["article"] in ("port-2024.txt", "ships.md")
    assert any(group["places"] for group in row["groups"])
    assert row["alternatives"]
    assert check_slices(row, searcher) > 4


def test_ask_keeps_to_its_filters(tools: Tools) -> None:
    question = "How many ships called at the port of Wrapton?"
    row = tools.ask(question, source="Harbour Daily", before="2022-12-31")
    assert {each["article"] for each in row["passages"]} == {"port-2022.md"}
    assert tools.ask(question, as_of="2022-12-31")["as_of"] == "2022-12-31"
    with pytest.raises(UserError, match="is from the source Nobody"):
        tools.ask(question, source="Nobody")
    with pytest.raises(UserError, match="“soon” is not a date like 2023-11-30"):
        tools.ask(question, after="soon")


@pytest.mark.parametrize(
    ("quote", "verdict", "said"),
    [
        ("a total of 4,666 suspects involved in telecom fraud", "exact", None),
        ("“a total of 4,666 suspects involved in telecom fraud,”", "exact", None),
        ('"In January, 8,412 ships called at the port of Wrapton."', "exact", None),
        ("In April, 311 ships called at the port of Wrapton.", "near", ("311", "310")),
        ("Penguins composed the symphony of the northern ice", "not found", None),
    ],
)
def test_a_quotation_is_looked_up(
    tools: Tools, searcher: Searcher, quote: str, verdict: str, said: tuple[str, str] | None
) -> None:
    row = tools.verify_quote(quote)
    assert row["verdict"] == verdict
    assert bool(row["matches"]) == (verdict != "not found")
    first = row["matches"][0]["article"] if row["matches"] else None
    assert check_slices(row, searcher, first) >= len(row["matches"])
    told = [(each["text"], each["article_text"]) for each in row["differences"]]
    assert told == ([said] if said else [])
    for each in row["differences"]:
        assert quote[each["start"] : each["end"]] == each["text"]


def test_headlines_are_found_and_quoted(tools: Tools) -> None:
    quoted = tools.verify_quote("“The port in spring”")
    assert (quoted["verdict"], quoted["matches"]) == ("exact", [])
    sought = tools.search('"port IN spring"')
    assert sought["results"] == []
    (headline,), (found,) = quoted["headlines"], sought["headlines"]
    assert headline["article"] == found["id"] == "port-2022.md"
    for place, text in ((headline, "The port in spring"), (found["places"][0], "port in spring")):
        part = headline["title"][place["title_start"] : place["title_end"]]
        assert part == place["title_text"] == text
    assert tools.search('"a total of 4,666 suspects"')["headlines"] == []


def test_a_quotation_is_looked_up_within_filters(tools: Tools) -> None:
    quote = "310 ships called at the port of Wrapton"
    assert tools.verify_quote(quote, before="2022-12-31")["verdict"] == "exact"
    assert tools.verify_quote(quote, after="2023-01-01")["verdict"] != "exact"


@pytest.mark.parametrize("quote", ["", "“”", " … "])
def test_a_quotation_without_a_word_is_none(tools: Tools, quote: str) -> None:
    with pytest.raises(UserError, match="There is no word in the quotation"):
        tools.verify_quote(quote)


def test_a_quotation_has_a_length(tools: Tools) -> None:
    with pytest.raises(UserError, match="5,000 characters long; the limit is 4,000"):
        tools.verify_quote("x" * 5_000)


def test_status_says_what_there_is(tools: Tools) -> None:
    row = tools.status()
    assert row["articles"] == len(tools.articles())
    assert "The Border Post" in row["sources"]
    assert (row["source_count"], row["index_version"]) == (len(row["sources"]), 1)
    assert row["skipped"] > 0
    assert (row["first_date"], row["last_date"]) == ("2022-05-01", "2024-02-02")


def test_an_index_that_is_made_later_is_found(tools: Tools, tmp_path: Path) -> None:
    late = Tools(tmp_path / "late", RULES)
    with pytest.raises(UserError, match=r"Run: python build_index\.py"):
        late.search("ships")
    shutil.copytree(tmp_path / "index", tmp_path / "late")
    assert late.search("ships")["results"]


def test_a_new_version_is_seen(tools: Tools, tmp_path: Path) -> None:
    before = len(tools.articles())
    (tmp_path / "corpus" / "new.txt").write_text("Larks were counted above the weir.\n")
    build_index([tmp_path / "corpus"], tmp_path / "index", WordEncoder())
    assert len(tools.articles()) == before + 1
    assert tools.search("larks above the weir")["results"][0]["id"] == "new.txt"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "ask needs question."),
        ({"question": None}, "ask needs question."),
        ({"question": 7}, "question of ask has to be a text."),
        (
            {"question": "Who?", "q": "x"},
            "ask has no argument q. It takes question, after, before, source, as_of.",
        ),
    ],
)
def test_wrong_arguments_are_told_in_words(arguments: Row, told: str) -> None:
    with pytest.raises(UserError) as raised:
        OFFERED["ask"].checked(arguments)
    assert str(raised.value) == told


def test_arguments_may_be_left_out() -> None:
    given = {"question": "Who?", "after": None}
    assert OFFERED["ask"].checked(given) == {"question": "Who?"}
    assert OFFERED["status"].checked({}) == {}
