"""Nothing that is asked of the page makes its process ask another host for anything."""

import contextlib
import io
import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.page.clients import file_data
from tests.page.test_routes import REFUSED, SERVED
from tests.served import Served, library
from tests.walled.wall import ELSEWHERE, ROOT, Elsewhere, Wall


@pytest.fixture(scope="module")
def wall() -> Wall:
    return Wall()


@pytest.fixture(scope="module")
def elsewhere() -> Elsewhere:
    return Elsewhere()


@pytest.fixture(scope="module")
def site(wall: Wall) -> Served:
    return library()


@pytest.fixture(autouse=True)
def nothing_leaves(
    request: pytest.FixtureRequest, wall: Wall, elsewhere: Elsewhere
) -> Iterator[None]:
    before = len(wall.seen)
    yield
    if "control" not in request.keywords:
        assert set(wall.since(before)) == set()
        assert elsewhere.asked == []


@pytest.mark.control
def test_the_wall_sees_who_goes_through_it(wall: Wall) -> None:
    before = len(wall.seen)
    with socket.socket() as one, pytest.raises(ConnectionRefusedError):
        one.connect(("203.0.113.1", 80))
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("elsewhere.test", 80)
    seen = set(wall.since(before))
    assert "203.0.113.1" in seen
    assert len(seen) > 1  # the name server


def test_starting_and_asking(site: Served) -> None:
    row = site.call("ask", question="How many phones were seized in Harbin?")
    assert row["answer"] == "1,312"
    for name in ("status", "articles", "examples"):
        assert site.call(name)
    assert site.call("article", article="harbin.txt")["text"]


def test_the_documented_python_client(site: Served) -> None:
    text = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    example = next(block for block in blocks if "gradio_client" in block)
    example = example.replace("http://127.0.0.1:7860", site.url)
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "GRADIO_"))}
    command = [sys.executable, "-c", example]
    shown = subprocess.run(command, capture_output=True, text=True, env=plain)
    assert shown.stdout.endswith("4,666\n"), shown.stderr


def test_gradios_client(site: Served, tmp_path: Path) -> None:
    from gradio_client import Client, handle_file  # type: ignore[import-untyped]

    client = Client(site.url, verbose=False, download_files=str(tmp_path))
    questions = tmp_path / "q.txt"
    questions.write_text("How many phones were seized in Harbin?\n")
    last = client.predict(handle_file(questions), api_name="/batch")
    for path in last["downloads"].values():
        answer = httpx.get(site.url + path, cookies=client.cookies, trust_env=False)
        assert "1,312" in answer.text


def _docx(url: str) -> bytes:
    """A document whose template, picture and entity lie elsewhere."""
    import docx

    document = docx.Document()
    document.add_paragraph("The ferry of Wrapton carried 515 horses in May.")
    for kind in ("image", "attachedTemplate", "hyperlink"):
        document.part.relate_to(
            url,
            f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}",
            is_external=True,
        )
    plain = io.BytesIO()
    document.save(plain)
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}"> <!ENTITY % p SYSTEM "{url}">]>'
                data = data.replace(b"<cp:", declared.encode() + b"<cp:", 1)
            new.writestr(entry, data)
    return out.getvalue()


def _html(url: str) -> bytes:
    return f"""<!DOCTYPE html SYSTEM "{url}/dtd"><html><head><base href="{url}">
    <link rel="canonical" href="{url}/c"><link rel=stylesheet href="{url}/s.css">
    <meta http-equiv="refresh" content="0;url={url}/r"><meta property="og:image" content="{url}/i">
    <script src="{url}/s.js"></script>
    <script type="application/ld+json">{{"@context": "{url}/context", "@type": "NewsArticle",
    "headline": "Goats", "url": "{url}/n"}}</script><title>Goats of Wrapton</title></head>
    <body><article><h1>Goats of Wrapton</h1><p><img src="{url}/i.png">In May, 616 goats were counted
    on the hills above the harbour of Wrapton, the council said on Monday.</p>
    <iframe src="{url}/f"></iframe></article></body></html>""".encode()


def _pdf(url: str) -> bytes:
    """A PDF that links elsewhere and submits there when it is opened."""
    from pypdf import PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=url))
    outside = DictionaryObject(
        {NameObject("/FS"): NameObject("/URL"), NameObject("/F"): TextStringObject(url)}
    )
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/SubmitForm"), NameObject("/F"): outside}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_articles_that_name_other_hosts(site: Served, elsewhere: Elsewhere) -> None:
    url = elsewhere.at(ELSEWHERE)
    text = f"Read {url}/a and ![picture]({url}/p.png).\n\nIn June, 717 ducks were counted.\n"
    files = {
        "a.html": _html(url),
        "b.docx": _docx(url),
        "c.pdf": _pdf(url),
        "d.md": f"---\nurl: {url}\nsource: {url}\nimage: !!python/name:{url}\n---\n{text}".encode(),
        "e.csv": f'text,url\n"=WEBSERVICE(""{url}"") {text}",{url}\n'.encode(),
        "f.jsonl": json.dumps({"text": text, "url": url, "source": url}).encode(),
        "g.json": json.dumps(
            {"data": [{"title": url, "paragraphs": [{"context": text}]}]}
        ).encode(),
        "h.txt": f"Source: {url}\n\n{text}".encode(),
    }
    with httpx.Client(base_url=site.url, trust_env=False, timeout=60) as client:
        parts = [("files", (name, data)) for name, data in files.items()]
        paths = client.post("/gradio_api/upload", files=parts).raise_for_status().json()
    names = [f"{url}/{name}" for name in files]
    sent = [file_data(path, name) for path, name in zip(paths, names, strict=True)]
    last = site.call("add_articles", files=sent)
    saved = [row["saved_as"] for row in last["saved"]]
    try:
        assert saved == list(files)
        # The PDF has no text; with an entity from elsewhere its properties cannot be read.
        assert {each["path"] for each in last["report"]["skipped"]} >= {"c.pdf"}
        row = site.call("ask", question="How many goats were counted above the harbour of Wrapton?")
        assert row["answer"] == "616"
        assert site.call("ask", question=f"How many ducks were counted? {url}")["passages"]
    finally:
        for name in saved:
            (site.corpus / name).unlink()
        site.call("reindex")


def _hostile(url: str) -> list[Any]:
    """Values that name another host, in the ways that Gradio has for files."""
    file = {"path": url, "url": url, "meta": {"_type": "gradio.FileData"}, "orig_name": url}
    return [
        url,
        url.removeprefix("http:"),
        f"{url}/x.png#{url}",
        file,
        {**file, "path": "x"},
        {"path": url},
        {"url": url},
        {"url": url, "meta": {"_type": "gradio.FileData"}, "is_stream": True},
        [file],
        {"deep": [{"er": file}]},
        {"image": file, "video": {"video": file}},
        {"__type__": "update", "value": file},
        {"_url": url, "proxy_url": url, "name": url, "is_file": True, "data": url},
    ]


ENDPOINTS = {
    "ask": ["question", "top_k", "after", "before", "source"],
    "article": ["article", "start", "end"],
    "articles": [],
    "examples": [],
    "status": [],
    "batch": ["questions", "top_k", "after", "before", "source"],
    "add_articles": ["files"],
    "reindex": [],
}


@pytest.mark.parametrize("host", [ELSEWHERE, "elsewhere.test", "203.0.113.9", "[2001:db8::9]"])
def test_every_route_with_addresses_in_every_value(
    site: Served, elsewhere: Elsewhere, host: str
) -> None:
    url = elsewhere.at(host)
    headers = {
        "x-forwarded-host": f"{host}:{elsewhere.port}",
        "x-forwarded-proto": "http",
        "x-forwarded-for": host,
        "forwarded": f"host={host}:{elsewhere.port}",
        "referer": url,
        "x-gradio-server": url,
        "x-original-url": url,
    }
    with httpx.Client(base_url=site.url, trust_env=False, timeout=20, headers=headers) as client:
        _ask_every_route(client, url)
        _call_every_endpoint(client, url)
        _queue_everything(client, url)
        client.post("/gradio_api/upload", files={"files": (url, b"text")})
        client.post("/gradio_api/upload", data={"files": url, "url": url})
        client.post(f"/gradio_api/upload?upload_id={url}", files={"files": (f"{url}.html", b"x")})
        client.post("/login", data={"username": url, "password": url})
        client.post("/login", content=url)


def _ask_every_route(client: httpx.Client, url: str) -> None:
    listening = ("/queue/data", "/heartbeat/")  # these go on for ever
    for route in sorted(SERVED | REFUSED):
        method, path = route.split(" ", 1)
        if not any(name in path for name in listening):
            filled = re.sub(r"\{[^}]+\}", url, path)
            query = {"url": url, "path": url, "file": url, "__theme": url, "session_hash": url}
            client.request(method, filled, params=query)
            client.request(method, filled, json={"data": [url], "url": url, "path": url})
    for path in (f"/gradio_api/queue/data?session_hash={url}", f"/gradio_api/heartbeat/{url}"):
        with contextlib.suppress(httpx.TimeoutException):
            client.get(path, timeout=1)


def _call_every_endpoint(client: httpx.Client, url: str) -> None:
    for name, parameters in ENDPOINTS.items():
        calls = [{parameter: value} for parameter in parameters for value in _hostile(url)] or [
            {"url": url}
        ]
        for values in calls:
            started = client.post(f"/gradio_api/call/v2/{name}", json=values)
            if started.status_code == 200:
                client.get(f"/gradio_api/call/v2/{name}/{started.json()['event_id']}")


def _queue_everything(client: httpx.Client, url: str) -> None:
    config = client.get("/config").json()
    for number, dependency in enumerate(config["dependencies"]):
        for value in _hostile(url):
            call = {"data": [value] * len(dependency["inputs"]), "fn_index": dependency["id"]}
            queue = f"queue-{abs(hash((url, number, str(value))))}"
            started = client.post("/gradio_api/queue/join", json={**call, "session_hash": queue})
            if started.status_code == 200:
                with client.stream(
                    "GET", "/gradio_api/queue/data", params={"session_hash": queue}
                ) as answer:
                    for line in answer.iter_lines():
                        if "process_completed" in line or "close_stream" in line:
                            break
            for extra in ("event_data", "trigger_id", "oauth_token", "batched"):
                body = {**call, "session_hash": queue + extra, extra: value}
                client.post("/gradio_api/queue/join", json=body)
