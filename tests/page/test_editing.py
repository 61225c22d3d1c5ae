"""Edits over HTTP: seen by everything that asks, undone, and none where a page is for reading."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.served import Served, start

EDITS = ("correct_articles", "remove_articles", "restore_articles", "removed_articles")


def listed(site: Served) -> dict[str, Any]:
    return {each["article"]: each for each in site.call("articles")["articles"]}


def rest(site: Served, what: str, **values: str) -> Any:
    return httpx.get(f"{site.url}/api/{what}", params=values, trust_env=False, timeout=60).json()


def test_a_correction_is_seen_by_all_and_undone(site: Served) -> None:
    change = {"article": "harbin.txt", "set": {"source": "Harbin Daily", "date": "2022-03-04"}}
    last = site.call("correct_articles", changes=[change])
    try:
        assert last["report"]["updated"] == 1
        row = listed(site)["harbin.txt"]
        assert (row["source"], row["date"]) == ("Harbin Daily", "2022-03-04")
        assert row["corrected"] == {"source": None, "date": "2023-11-02"}
        question = "How many phones were seized in Harbin?"
        assert site.call("ask", question=question, source="Harbin Daily")["answered"]
        found = rest(site, "ask", q=question, before="2022-12-31")
        assert (found["answer"], found["date"]) == ("1,312", "2022-03-04")
        article = rest(site, "article", path="harbin.txt")
        assert article["corrected"] == {"source": None, "date": "2023-11-02"}
        assert "Harbin Daily" in rest(site, "status")["sources"]
    finally:
        site.call("correct_articles", changes=last["undo"])
    row = listed(site)["harbin.txt"]
    assert (row["source"], row["date"], row["corrected"]) == (None, "2023-11-02", {})


def test_a_removed_file_is_gone_and_comes_back(site: Served) -> None:
    last = site.call("remove_articles", articles=["port-2022.md"])
    try:
        assert "port-2022.md" not in listed(site)
        assert not (site.corpus / "port-2022.md").exists()
        [removed] = site.call("removed_articles")["removed"]
        assert removed["title"] == "The port in spring"
    finally:
        last = site.call("restore_articles", removed=[each["id"] for each in last["removed"]])
    assert last["restored"] == ["port-2022.md"]
    assert "port-2022.md" in listed(site)


@pytest.mark.parametrize(
    ("name", "values", "problem"),
    [
        ("correct_articles", {"changes": "harbin.txt"}, "a list of objects"),
        ("correct_articles", {"changes": ["harbin.txt"]}, "A change is an object"),
        ("correct_articles", {"changes": []}, "is empty"),
        ("correct_articles", {"changes": [{"article": "no.txt"}]}, "no article no.txt"),
        ("correct_articles", {"changes": [{"article": "a", "set": {"date": "x"}}]}, "no date"),
        ("remove_articles", {"articles": [3]}, "no name"),
        ("remove_articles", {}, "is empty"),
        ("restore_articles", {"removed": {}}, "a list of names"),
    ],
)  # fmt: skip
def test_mistakes_are_told(site: Served, name: str, values: dict[str, Any], problem: str) -> None:
    before = site.log.read_text()
    with pytest.raises(RuntimeError, match=problem):
        site.call(name, **values)
    assert site.log.read_text() == before


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hosts", "", "handover.md/", "empty.txt"])
def test_nothing_but_an_article_is_removed(site: Served, path: str) -> None:
    last = site.call("remove_articles", articles=[path])
    assert last["removed"] == []
    assert last["refused"][0]["article"] == path
    assert last["report"] is None


def test_a_page_for_reading_has_no_edits(tmp_path: Path) -> None:
    site = start(tmp_path, {"a.txt": "A."}, options=["--read-only"])
    try:
        for name in EDITS:
            with pytest.raises(RuntimeError, match="no endpoint"):
                site.call(name)
    finally:
        site.stop()
