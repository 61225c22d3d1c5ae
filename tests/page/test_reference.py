"""The page about plain HTTP, and the document that it is made from."""

import inspect
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import httpx

from qa.page.endpoints import Endpoints
from qa.page.reference import reference_files
from qa.page.rest import build_rest
from qa.page.routes import DOCUMENT, REFERENCE, REST
from qa.settings import FILTERS
from tests.served import Served


def fetch(site: Served, path: str) -> httpx.Response:
    return httpx.get(site.url + path, trust_env=False).raise_for_status()


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from references(each)


def taken(operation: dict[str, Any]) -> set[str]:
    return {each["name"] for each in operation.get("parameters", [])}


def test_the_document_names_what_is_there(site: Served) -> None:
    document = fetch(site, DOCUMENT).json()
    assert document["openapi"].startswith("3.")
    assert set(document["paths"]) == set(REST)
    for path, operations in document["paths"].items():
        assert set(operations) == {REST[path][0].lower()}
        for operation in operations.values():
            assert {"200", "400", "422", "503"} <= set(operation["responses"])
            assert operation["summary"]
    operations = {path: next(iter(each.values())) for path, each in document["paths"].items()}
    least = {"min_confidence", "max_wrong"}
    assert taken(operations["/api/ask"]) == {"q", "top_k", "why", *least, *FILTERS}
    assert taken(operations["/api/search"]) == {"q", "top_k", "typed", "order", "offset", *FILTERS}
    assert taken(operations["/api/article"]) == {"path", "start", "end"}
    body = operations["/api/check"]["requestBody"]["content"]["application/json"]["schema"]
    assert list(body["properties"]) == list(inspect.signature(Endpoints.check).parameters)[1:]
    found = set(references(document))
    named = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert found == named


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.addresses += [given[name] or "" for name in ("href", "src") if name in given]
        self.names += [given["id"] or ""] if "id" in given else []
        assert not any(name.startswith("on") or name == "style" for name in given)


def test_the_page_loads_nothing_from_elsewhere(site: Served) -> None:
    answer = fetch(site, REFERENCE)
    page = _Page()
    page.feed(answer.text)
    assert not page.tags & {"script", "style", "iframe", "img", "object", "base", "form"}
    links = [each for each in page.addresses if not each.startswith("#")]
    assert {"/page/api.css", "/page/icon.svg", DOCUMENT} == set(links)
    assert all(fetch(site, each).status_code == 200 for each in links)
    assert {each[1:] for each in page.addresses if each.startswith("#")} <= set(page.names)
    assert "url(" not in fetch(site, "/page/api.css").text
    own = fetch(site, "/").headers["content-security-policy"]
    assert answer.headers["content-security-policy"] == own
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in own
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_the_page_tells_all_that_the_document_does(site: Served) -> None:
    text = fetch(site, REFERENCE).text
    document = fetch(site, DOCUMENT).json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert f"<h2><code>{method.upper()} {path}</code></h2>" in text
            for name in taken(operation):
                assert f"<td><code>{name}</code></td>" in text
    for name, schema in document["components"]["schemas"].items():
        section = re.search(f'<h3 id="{name}">(.*?)(<h3|</main>)', text, re.DOTALL)
        assert section
        for field in schema["properties"]:
            assert f"<td><code>{field}</code></td>" in section[1]


def test_markup_in_a_document_is_text() -> None:
    async def never(*_: Any) -> Any:
        raise AssertionError("nothing is asked for")

    document = build_rest(never).openapi()
    document["info"]["description"] = "<script>`<b>`</script>"
    page = reference_files(document)[REFERENCE][1].decode()
    assert "&lt;script&gt;<code>&lt;b&gt;</code>&lt;/script&gt;" in page
    assert "<script" not in page


def test_it_is_asked_for_again_only_when_it_changed(site: Served) -> None:
    for path in (REFERENCE, DOCUMENT):
        known = {"if-none-match": fetch(site, path).headers["etag"]}
        answer = httpx.get(site.url + path, headers=known, trust_env=False)
        assert (answer.status_code, answer.content) == (304, b"")
