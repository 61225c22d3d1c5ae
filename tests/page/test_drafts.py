"""Drafts that are uploaded: their text comes back, and nothing of them stays."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from qa.draft.reading import read_draft
from qa.page.answering import MAX_DRAFT
from tests.page.clients import call, client, file_data
from tests.served import Served

DRAFT = "“In Harbin, 1,312 phones were seized”, it said.\n\nOf them, 14 were new."


def document(text: str) -> bytes:
    made, file = docx.Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        made.add_paragraph(paragraph)
    made.save(file)
    return file.getvalue()


FILES = {
    "draft.txt": DRAFT.encode(),
    "draft.md": DRAFT.encode(),
    "Entwurf 2.DOCX": document(DRAFT),
    "draft.html": f"<html><body><article><p>{DRAFT}</p></article></body></html>".encode(),
}


def read(site: Served, name: str, content: bytes) -> Any:
    with client(site) as mine:
        mine.post("/session")
        path = mine.post("/gradio_api/upload", files={"files": (name, content)}).json()[0]
        assert Path(path).exists()
        try:
            return call(mine, "read_draft", draft=file_data(path, name))["text"]
        finally:
            assert not Path(path).exists()


@pytest.mark.parametrize("name", FILES)
def test_the_text_is_that_of_the_command_line(site: Served, name: str, tmp_path: Path) -> None:
    before = site.uploads()
    text = read(site, name, FILES[name])
    assert "1,312 phones" in text
    file = tmp_path / name
    file.write_bytes(FILES[name])
    assert text == read_draft(str(file))
    assert site.uploads() == before
    claims = site.call("check", draft=text)["claims"]
    assert [each["verdict"] for each in claims] == ["near", "not found"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("draft.pdf", b"%PDF", r"draft\.pdf is no draft that can be read: \.txt, "),
        ("draft", b"x", r"draft is no draft"),
        ("none.txt", b"", r"Cannot read none\.txt: "),
        ("broken.docx", b"PK", r"Cannot read broken\.docx: "),
        ("long.txt", b"Seven. " * MAX_DRAFT, r"long\.txt is [\d,]+ characters long; the limit is"),
    ],
)
def test_what_cannot_be_checked_is_told_and_not_kept(
    site: Served, name: str, content: bytes, message: str
) -> None:
    before = site.uploads()
    path = ""
    with client(site) as mine:
        mine.post("/session")
        path = mine.post("/gradio_api/upload", files={"files": (name, content)}).json()[0]
    with client(site) as mine, pytest.raises(RuntimeError, match="not uploaded"):
        site.call("read_draft", draft=file_data(path, name))  # another session
    with pytest.raises(RuntimeError, match=message):
        site.call("read_draft", draft=file_data(sent(site, name, content), name))
    assert set(site.uploads()) - set(before) <= {path}
    assert str(site.scratch) not in site.log.read_text()


def sent(site: Served, name: str, content: bytes) -> str:
    with client(site) as anybody:
        path: str = anybody.post("/gradio_api/upload", files={"files": (name, content)}).json()[0]
    return path


def test_no_other_file_is_read_or_removed(site: Served) -> None:
    article = site.corpus / "handover.md"
    for path in (str(article), "../corpus/handover.md", ""):
        with pytest.raises(RuntimeError, match="not uploaded"):
            site.call("read_draft", draft=file_data(path, "handover.md"))
    with pytest.raises(RuntimeError, match="not uploaded"):
        site.call("read_draft")
    assert article.exists()


def test_who_uploaded_the_same_keeps_it(site: Served) -> None:
    with client(site) as mine, client(site) as theirs:
        paths = []
        for each in (mine, theirs):
            each.post("/session")
            files = {"files": ("shared.txt", DRAFT.encode())}
            paths += each.post("/gradio_api/upload", files=files).json()
        assert paths[0] == paths[1]
        for each in (mine, theirs):
            assert Path(paths[0]).exists()
            draft = file_data(paths[0], "shared.txt")
            assert call(each, "read_draft", draft=draft)["text"] == DRAFT
    assert not Path(paths[0]).exists()
