"""Original files: those of indexed articles alone, none of them run as a page of this one."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.documents import make_pdf
from tests.page.clients import client
from tests.served import Served, start

HTML = (
    "<!doctype html><title>Ferry</title><article><h1>Ferry</h1><p>The ferry carried 12 people.</p>"
)
FILES = {
    "plain.txt": "The harbour was closed.\n",
    "page.html": HTML + "<script>alert(1)</script></article>",
    "news.csv": "text\nThe ferry sank off Port Ansel.\nThe train left at noon.\n",
    'naïve; "name".txt': "The bakery sells rye bread.\n",
}
PDF = make_pdf([["The report begins with this sentence."], ["It ends with that one, on page two."]])
SCRIPT_IN_PDF = b"<script>alert(1)</script>" + PDF


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("originals")
    site = start(folder, FILES)
    (site.corpus / "deep").mkdir()
    (site.corpus / "deep" / "report.pdf").write_bytes(PDF)
    (site.corpus / "odd.pdf").write_bytes(SCRIPT_IN_PDF)
    (folder / "secret.txt").write_text("a secret")
    site.call("reindex")
    (site.corpus / "later.txt").write_text("Not indexed yet.")
    yield site
    site.stop()


def get(site: Served, path: str, method: str = "GET") -> httpx.Response:
    with client(site) as mine:
        return mine.request(method, f"/original/{quote(path, safe='/')}")


def test_a_file_is_a_download_with_its_name(files: Served) -> None:
    for name, text in FILES.items():
        path = name + ("#2" if name.endswith(".csv") else "")
        answer = get(files, path)
        assert (answer.status_code, answer.text) == (200, text)
        assert answer.headers["content-type"] == "application/octet-stream"
        shown, _, given = answer.headers["content-disposition"].partition("; ")
        assert (shown, given) == ("attachment", f"filename*=UTF-8''{quote(name, safe='')}")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].endswith("; sandbox")
        assert answer.headers["cache-control"] == "no-store"
        head = get(files, path, "HEAD")
        assert head.content == b""
        assert head.headers["content-length"] == str(len(text.encode()))


def test_a_pdf_is_shown_by_the_browsers_own_viewer(files: Served) -> None:
    for path, data in (("deep/report.pdf", PDF), ("odd.pdf", SCRIPT_IN_PDF)):
        answer = get(files, path)
        assert (answer.status_code, answer.content) == (200, data)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("inline; ")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        policy = answer.headers["content-security-policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_the_page_of_a_place_is_known(files: Served) -> None:
    article = files.call("article", article="deep/report.pdf")
    assert (article["file"], article["page"]) == ("deep/report.pdf", 1)
    start = article["text"].index("It ends")
    article = files.call("article", article="deep/report.pdf", start=start, end=start + 7)
    assert article["page"] == 2
    article = files.call("article", article="news.csv#1")
    assert (article["file"], article["part_of"], article["page"]) == ("news.csv", "news.csv", None)


@pytest.mark.parametrize(
    "path",
    [
        "later.txt", "news.csv", "secret.txt", "../secret.txt", "deep/../../secret.txt",
        "/etc/passwd", "..%2fsecret.txt", "deep", ".", "deep/", "plain.txt/", "a\nb.txt",
    ],
)  # fmt: skip
def test_nothing_else_is_given(files: Served, path: str) -> None:
    answer = get(files, path)
    assert answer.status_code == 404
    assert set(answer.json()) == {"error"}
    assert b"secret" not in answer.content or "secret" in path


def test_an_indexed_file_that_became_a_link_is_not_followed(files: Served) -> None:
    file = files.corpus / "plain.txt"
    kept = file.read_bytes()
    file.unlink()
    file.symlink_to(files.corpus.parent / "secret.txt")
    try:
        assert get(files, "plain.txt").status_code == 404
        assert files.call("article", article="plain.txt")["file"] is None  # no link is offered
        file.unlink()
        assert get(files, "plain.txt").status_code == 404
    finally:
        file.unlink(missing_ok=True)
        file.write_bytes(kept)


def test_only_who_knows_the_password_gets_one(tmp_path: Path) -> None:
    site = start(tmp_path, {"a.txt": "A."}, environment={"GLEANER_PASSWORD": "open sesame"})
    try:
        with client(site) as mine:
            assert mine.get("/original/a.txt").status_code == 401
            assert mine.post("/login", data={"password": "open sesame"}).status_code == 200
            assert mine.get("/original/a.txt").status_code == 503  # there is no index yet
    finally:
        site.stop()
