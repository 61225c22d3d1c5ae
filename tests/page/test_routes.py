"""Every route that the server registers has been judged: served, or 404 before Gradio sees it."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from qa.page.guard import Guard
from qa.page.routes import STATIC, find_route
from qa.page.sessions import Sessions
from tests.served import Served

# What the page's scripts, the README's commands and Gradio's Python client use.
SERVED = {
    "GET /",
    "HEAD /",
    "POST /session",
    "POST /login",
    "GET /answers/{folder}/{kind}",
    "HEAD /answers/{folder}/{kind}",
    "GET /original/{path:path}",
    "HEAD /original/{path:path}",
    "GET /config",
    "GET /gradio_api/info",
    "POST /gradio_api/upload",
    "POST /gradio_api/call/v2/{api_name}",
    "GET /gradio_api/call/v2/{api_name}/{event_id}",
    "POST /gradio_api/queue/join",
    "GET /gradio_api/queue/data",
    "GET /gradio_api/heartbeat/{session_hash}",
    "POST /gradio_api/cancel",
}
# What Gradio registers beside them, each looked at: refused.
REFUSED = {
    # fetches from other hosts, serves files
    "GET /gradio_api/file={path_or_url:path}",
    "HEAD /gradio_api/file={path_or_url:path}",
    "GET /gradio_api/file/{path:path}",
    "GET /gradio_api/proxy={url_path:path}",
    "HEAD /gradio_api/proxy={url_path:path}",
    "GET /gradio_api/custom_component/{id}/{environment}/{type}/{file_name}",
    "GET /static/{path:path}",
    "GET /assets/{path:path}",
    "GET /svelte/{path:path}",
    "GET /pwa_icon",
    "GET /pwa_icon/{size}",
    # calls by other ways than the documented ones
    "POST /gradio_api/run/{api_name}",
    "POST /gradio_api/run/{api_name}/",
    "POST /gradio_api/api/{api_name}",
    "POST /gradio_api/api/{api_name}/",
    "POST /gradio_api/call/{api_name}",
    "POST /gradio_api/call/{api_name}/",
    "GET /gradio_api/call/{api_name}/{event_id}",
    "POST /gradio_api/call/v2/{api_name}/",
    "POST /gradio_api/component_server",
    "POST /gradio_api/component_server/",
    "POST /gradio_api/reset",
    "POST /gradio_api/reset/",
    "GET /gradio_api/upload_progress",
    "GET /gradio_api/queue/status",
    # recordings and streams of components that the page does not have
    "POST /gradio_api/process_recording",
    "POST /gradio_api/stream/{event_id}",
    "POST /gradio_api/stream/{event_id}/close",
    "GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8",
    "GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file",
    "GET /gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}",
    # editing code
    "GET /gradio_api/dev/reload",
    "GET /gradio_api/vibe-code",
    "GET /gradio_api/vibe-code/",
    "POST /gradio_api/vibe-code",
    "POST /gradio_api/vibe-code/",
    "POST /gradio_api/vibe-edit",
    "POST /gradio_api/vibe-edit/",
    "POST /gradio_api/undo-vibe-edit",
    "POST /gradio_api/undo-vibe-edit/",
    "POST /gradio_api/vibe-starter-queries",
    "POST /gradio_api/vibe-starter-queries/",
    # Gradio's own page, log-in, tokens, monitoring
    "POST /login/",
    "GET /logout",
    "GET /config/",
    "GET /gradio_api/info/",
    "GET /gradio_api/openapi.json",
    "GET /gradio_api/user",
    "GET /gradio_api/user/",
    "GET /gradio_api/login_check",
    "GET /gradio_api/login_check/",
    "GET /gradio_api/token",
    "GET /gradio_api/token/",
    "GET /gradio_api/app_id",
    "GET /gradio_api/app_id/",
    "GET /gradio_api/runs",
    "GET /gradio_api/runs/",
    "GET /gradio_api/deep_link",
    "POST /gradio_api/run-history/connect",
    "GET /gradio_api/run-history/buckets",
    "GET /gradio_api/run-history/records",
    "GET /gradio_api/run-history/records/{endpoint}/{record_id}/assets/{asset_id}",
    "GET /monitoring",
    "GET /monitoring/summary",
    "GET /monitoring/{key}",
    "GET /theme.css",
    "GET /gradio_api/theme.css",
    "GET /favicon.ico",
    "GET /robots.txt",
    "GET /manifest.json",
    # asked for once, by the launch itself
    "GET /gradio_api/startup-events",
}


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every method and path of the server, with all that Gradio can be launched with."""
    from gradio import Blocks
    from gradio.routes import App

    from qa.page.answering import Answering
    from qa.page.open_index import OpenIndex
    from qa.page.server import build_server

    folder = tmp_path_factory.mktemp("routes")
    index = OpenIndex(folder / "index", folder / "corpus")
    server = build_server(index, Answering(index), folder, Sessions(7860, None))
    with Blocks(mode="server") as blocks:
        pass
    return set(_routes(App.create_app(blocks, app=server).routes))


def _routes(routes: Any) -> Iterator[str]:
    for route in routes:
        if hasattr(route, "original_router"):  # what FastAPI keeps of a router that was included
            yield from _routes(route.original_router.routes)
        elif getattr(route, "methods", None):
            yield from (f"{method} {route.path}" for method in route.methods)
        else:
            yield f"MOUNT {route.path}"  # there is none


def test_every_route_has_been_judged(registered: set[str]) -> None:
    assert registered - SERVED - REFUSED == set(), "new: look at what it does, then name"
    assert (SERVED | REFUSED) - registered == set(), "gone: nothing is to be judged"


def _filled(route: str, value: str) -> tuple[str, str]:
    """The route's method and path, with this value in every place that takes one."""
    method, path = route.split(" ", 1)
    kinds = {"{kind}": "csv", "{api_name}": "ask", "{folder}": "a", "{event_id}": "a"}
    for name, each in kinds.items():
        path = path.replace(name, each if route in SERVED else value)
    return method, re.sub(r"\{[^}]+\}", "a" if route in SERVED else value, path)


@pytest.mark.parametrize("value", ["a", "ask", "http://192.0.2.7/x", "/etc/hosts", "..%2f..%2fx"])
def test_what_is_refused_does_not_reach_gradio(value: str) -> None:
    """Under every method, and with what Gradio would fetch or open."""
    reached = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append((scope["method"], scope["path"]))

    guard = Guard(app, [], Sessions(7860, None))

    async def ask(method: str, path: str) -> httpx.Response:
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path)

    served = {tuple(route.split(" ")) for route in SERVED}
    for route in sorted(REFUSED - {"GET /gradio_api/startup-events"}):
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X"):
            _, path = _filled(route, value)
            if (method, route.split(" ")[1].replace("{event_id}", "x")) in served:
                continue
            if find_route(method, path):  # GET /config beside POST /config
                assert (method, path) in served
                continue
            answer = asyncio.run(ask(method, path))
            assert (answer.status_code, reached) == (404, []), (method, path)


def test_what_is_served_is_there(site: Served) -> None:
    with httpx.Client(base_url=site.url, trust_env=False, timeout=5) as client:
        for route in sorted(SERVED):
            method, path = _filled(route, "a")
            assert find_route(method, path), route
        for file in STATIC.iterdir():
            assert client.get(f"/page/{file.name}").status_code == 200
            assert client.head(f"/page/{file.name}").headers["content-length"]
        assert client.get("/page/none.js").status_code == 404
        assert client.get("/page/../page.html").status_code == 404
        page = client.get("/")
        assert page.content == (STATIC / "page.html").read_bytes()
        known = client.get("/", headers={"if-none-match": page.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("route", sorted(REFUSED))
def test_over_http_they_are_not_there(site: Served, route: str) -> None:
    method, path = _filled(route, "http://127.0.0.1:9/x")
    answer = httpx.request(method, site.url + path, trust_env=False, follow_redirects=False)
    assert answer.status_code == 404
    if method != "HEAD":
        assert answer.json() == {"error": "There is nothing at this address."}


def test_the_launch_asks_whether_it_is_up_once() -> None:
    reached = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"true"})

    guard = Guard(app, [], Sessions(7860, None))

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return [(await client.get("/gradio_api/startup-events")).status_code for _ in range(3)]

    assert asyncio.run(ask()) == [200, 404, 404]
    assert reached == ["/gradio_api/startup-events"]


def test_fastapi_registers_no_documents(registered: set[str]) -> None:
    plain = set(_routes(FastAPI().routes))
    assert plain
    assert not registered & plain
