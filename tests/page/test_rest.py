"""Plain HTTP under /api, against a real page: the fields, the slices, and what is told."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from qa.__main__ import main
from qa.page import rest_records as records
from qa.page.rest_check import Checked
from qa.page.rest_search import Found
from qa.page.routes import REST
from tests.page.clients import QUESTION
from tests.served import ARTICLES, ROOT, Served
from tests.texts import quick

WRITTEN = "http://127.0.0.1:7860"  # where the documentation says that the page is
FEW = settings(quick, max_examples=15)
DRAFT = (
    "In Harbin, 1,312 phones were seized. “A total of 4,666 suspects were handed over,” it said, "
    "and in April 311 ships called at the port of Wrapton. 🎣 “Families were warned.”"
)
KINDS = {
    "ask": records.Result,
    "search": Found,
    "article": records.Text,
    "articles": records.Articles,
    "status": records.Status,
    "check": Checked,
}


def get(site: Served, name: str, **values: Any) -> Any:
    answer = httpx.get(f"{site.url}/api/{name}", params=values, trust_env=False, timeout=60)
    assert answer.status_code == 200, answer.text
    return checked(name, answer)


def check(site: Served, **values: Any) -> Any:
    answer = httpx.post(f"{site.url}/api/check", json=values, trust_env=False, timeout=60)
    assert answer.status_code == 200, answer.text
    return checked("check", answer)


def checked(name: str, answer: httpx.Response) -> Any:
    """The answer, which is of the form that its document says, with no field more."""
    TypeAdapter(KINDS[name]).validate_json(answer.content, strict=True, extra="forbid")
    assert answer.headers["content-type"] == "application/json"
    assert "sandbox" in answer.headers["content-security-policy"]
    return answer.json()


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from objects(each)


class Articles(dict[str, str]):
    """The texts of articles, each asked for once."""

    def __init__(self, site: Served) -> None:
        super().__init__()
        self._site = site

    def __missing__(self, path: str) -> str:
        text: str = get(self._site, "article", path=path)["text"]
        return self.setdefault(path, text)


def hold_slices(site: Served, answer: Any) -> int:
    """Assert that every text that names an article is its slice; return how many there were."""
    count, articles = 0, Articles(site)
    for each in objects(answer):
        text = each.get("text", each.get("answer"))
        if each.get("article") is None or text is None:
            continue
        article = articles[each["article"]]
        assert article[each["start"] : each["end"]] == text
        if each.get("sentence") is not None:
            assert article[each["sentence_start"] : each["sentence_end"]] == each["sentence"]
        count += 1
    return count


def test_a_question_has_the_fields_of_the_command_line(
    site: Served, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    index = ["--index", str(site.corpus.parent / "index"), "--json"]
    options = ["--source", "The Border Post", "--before", "2023-12-31", "--as-of", "2024-01-01"]
    options += ["--top-k", "3", "--min-confidence", "0.2", "--after", "2023-01-01"]
    question = "How many telecom fraud suspects were handed over to Chinese authorities?"
    assert main(["ask", question, *options, *index]) == 0
    values = {
        name.removeprefix("--").replace("-", "_"): value
        for name, value in zip(options[::2], options[1::2], strict=True)
    }
    row = get(site, "ask", q=question, **values)
    assert row == json.loads(capfdbinary.readouterr().out)
    assert (row["answer"], row["as_of"], row["article"]) == ("4,666", "2024-01-01", "handover.md")


def test_why_is_a_field_only_where_it_is_asked_for(site: Served) -> None:
    question = "How many telecom fraud suspects were handed over to Chinese authorities?"
    row = get(site, "ask", q=question)
    with_why = get(site, "ask", q=question, why="1")
    why = with_why.pop("why")
    assert with_why == row
    assert get(site, "ask", q=question, why="0") == row
    assert why["here"] in why["measured"]
    assert {reason["direction"] for reason in why["reasons"]} <= {"for", "against"}


def test_a_draft_has_the_fields_of_the_command_line(
    site: Served, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Any
) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    index = ["--index", str(site.corpus.parent / "index"), "--json", "--after", "2022-01-01"]
    assert main(["check", str(tmp_path / "draft.txt"), *index]) == 0
    row = check(site, draft=DRAFT, after="2022-01-01")
    assert row == json.loads(capfdbinary.readouterr().out)
    assert row["counts"]["exact"] >= 1
    assert row["counts"]["different value"] == 1


def test_passages_are_found(site: Served) -> None:
    found = get(site, "search", q=QUESTION, top_k=2)
    assert [each["article"] for each in found["passages"]][:1] == ["harbin.txt"]
    assert len(found["passages"]) == 2
    assert hold_slices(site, found) == 2
    later = get(site, "search", q="ships at the port", after="2024-01-01")
    assert {each["article"] for each in later["passages"]} == {"port-2024.txt"}
    assert later["searched"]["articles"] == 1
    then = get(site, "search", q="ships at the port", source="Harbour Daily", as_of="2023-01-01")
    assert {each["article"] for each in then["passages"]} == {"port-2022.md"}


def test_words_have_the_fields_of_the_command_line(
    site: Served, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    index = ["--index", str(site.corpus.parent / "index"), "--json"]
    options = ["--order", "oldest", "--offset", "1", "--top-k", "5", "--typed", "words"]
    assert main(["search", "“the port of Wrapton”", *options, *index]) == 0
    row = get(site, "search", q="“the port of Wrapton”", order="oldest", offset=1, top_k=5,
              typed="words")  # fmt: skip
    assert row == json.loads(capfdbinary.readouterr().out)
    assert row["phrases"] == ["the port of Wrapton"]
    assert row["count"] == {"passages": 2, "articles": 2, "occurrences": 2, "is_all": True}
    assert [each["article"] for each in row["passages"]] == ["port-2024.txt"]
    assert row["facets"]["years"] == [
        {"year": 2024, "passages": 1},
        {"year": 2022, "passages": 1},
    ]
    assert row["facets"]["sources"] == [
        {"source": "Harbour Daily", "passages": 1},
        {"source": None, "passages": 1},
    ]


@pytest.mark.parametrize(
    ("typed", "article", "text"),
    [
        ('"SUSPECTS involved in telecom"', "handover.md", "suspects involved in telecom"),
        ("诈骗案件", "chinese.txt", "诈骗案件"),
        ("«نقلوا إلى العاصمة»", "arabic.txt", "نقلوا إلى العاصمة"),
        ('"phones 📱 were seized"', "harbin.txt", "phones 📱 were seized"),
        ("harvests", "handover.md", "harvest"),
    ],
)
def test_words_are_found_where_they_stand(
    site: Served, typed: str, article: str, text: str
) -> None:
    row = get(site, "search", q=typed, top_k=100)
    assert hold_slices(site, row) == row["count"]["passages"] > 0
    texts = Articles(site)
    places = [(each["article"], place) for each in row["passages"] for place in each["places"]]
    for path, place in places:
        assert texts[path][place["start"] : place["end"]] == place["text"]
    assert (article, text) in {(path, place["text"]) for path, place in places}


def test_words_that_are_nowhere(site: Served) -> None:
    row = get(site, "search", q='"phones were eaten"')
    assert row["count"] == {"passages": 0, "articles": 0, "occurrences": 0, "is_all": True}
    assert hold_slices(site, row) == len(row["nearest"]) > 0
    question = get(site, "search", q='"phones were eaten"', typed="question")
    assert (question["typed"], question["count"]) == ("question", None)
    assert question["passages"]


def test_articles_and_status(site: Served) -> None:
    listed, status = get(site, "articles"), get(site, "status")
    assert status["articles"] == len(listed["articles"]) >= 6
    assert status["index_version"] >= 1
    for each in listed["articles"]:
        article = get(site, "article", path=each["article"])
        assert (article["start"], article["end"]) == (0, article["length"])
        assert len(article["text"]) == article["length"]
        assert {name: article[name] for name in ("title", "date", "source")} == {
            name: each[name] for name in ("title", "date", "source")
        }


words = st.sampled_from(sorted({word for text in ARTICLES.values() for word in text.split()}))
questions = st.one_of(
    st.lists(words, min_size=1, max_size=12).map(" ".join), st.text(min_size=1, max_size=40)
).filter(lambda text: any(map(str.isalnum, text)) and text.isprintable())
ranges = st.fixed_dictionaries(
    {},
    optional={
        "after": st.sampled_from(["2022-05-02", "2023-11-01"]),
        "before": st.sampled_from(["2023-11-02", "2024-12-31"]),
        "as_of": st.just("2024-01-30"),
        "source": st.just("Harbour Daily"),
        "top_k": st.integers(1, 100),
    },
)


@FEW
@given(question=questions, filters=ranges)
def test_whatever_is_asked_every_text_is_a_slice(
    site: Served, question: str, filters: dict[str, Any]
) -> None:
    row = get(site, "ask", q=question, **filters)
    hold_slices(site, row)
    articles = Articles(site)
    for group in row["groups"]:
        for place in group["places"]:
            article = articles[place["article"]]
            assert place["sentence"] in article
            assert article[place["start"] : place["end"]] in place["sentence"]
    found = get(site, "search", q=question, **filters)
    assert hold_slices(site, found) == len([*found["passages"], *found["nearest"]])


@settings(quick, max_examples=50)
@given(st.data())
def test_any_slice_of_an_article(site: Served, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([name for name in ARTICLES if name.endswith((".md", ".txt"))]))
    if path == "empty.txt":
        return
    whole = get(site, "article", path=path)
    start = data.draw(st.integers(0, whole["length"]))
    end = data.draw(st.integers(start, whole["length"]))
    part = get(site, "article", path=path, start=start, end=end)
    assert part == {**whole, "start": start, "end": end, "text": whole["text"][start:end]}


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """Slices of articles in quotation marks, some of them changed, among sentences with figures."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        text = draw(st.sampled_from([text for text in ARTICLES.values() if len(text) > 40]))
        start = draw(st.integers(0, len(text) - 30))
        quoted = text[start : start + draw(st.integers(10, 200))].replace("\n", " ")
        parts.append(f"“{quoted.replace('e', draw(st.sampled_from('eë')), 1)}”")
        parts.append(draw(st.sampled_from(["In Harbin, 1,312 phones were seized.", "🎣 7 ships."])))
    return " ".join(parts) or "Nothing to look up."


@FEW
@given(drafts())
def test_whatever_is_checked_every_text_is_a_slice(site: Served, draft: str) -> None:
    row = check(site, draft=draft)
    for claim in row["claims"]:
        assert draft[claim["start"] : claim["end"]] == claim["text"] != ""
        hold_slices(site, [*claim["matches"], *claim["others"]])
        for each in claim["differences"]:
            article = get(site, "article", path=claim["matches"][0]["article"])["text"]
            assert draft[each["start"] : each["end"]] == each["text"]
            assert article[each["article_start"] : each["article_end"]] == each["article_text"]
    assert sum(row["counts"].values()) == len(row["claims"])


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not there")
def test_the_commands_of_the_documentation(site: Served) -> None:
    text = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    commands = re.findall(r"^curl .*/api/.*$", text, re.MULTILINE)
    rows = [
        json.loads(subprocess.check_output(["bash", "-c", each.replace(WRITTEN, site.url)]))
        for each in commands
    ]
    assert [row.get("answer") for row in rows] == ["4,666", None]
    assert [claim["text"] for claim in rows[1]["claims"]] == ["4,600"]
    named = set(re.findall(r"^\| `(?:GET|POST) (/api/\w+)`", text, re.MULTILINE))
    assert named == set(REST)
