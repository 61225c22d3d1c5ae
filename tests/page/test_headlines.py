"""Headlines over plain HTTP."""

from tests.page.test_rest import check, get
from tests.served import Served


def test_headlines_that_hold_words_or_are_quoted(site: Served) -> None:
    row = get(site, "search", q='"the port in spring"')
    told = [each["article"] for each in row["headlines"]]
    assert (row["passages"], told) == ([], ["port-2022.md"])
    draft = "It ran “The port in spring” and “A port in spring”."
    exact, near = check(site, draft=draft)["claims"]
    assert (exact["verdict"], exact["matches"]) == ("exact", [])
    assert [each["title_text"] for each in exact["headlines"]] == ["The port in spring"]
    assert near["headlines"][0]["differences"][0]["text"] == "A"
