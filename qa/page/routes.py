"""What the page answers to: every path that its scripts or a documented client use, and no other.

Gradio registers some fifty routes more (they fetch from other hosts, serve files, change code).
What is not named here is answered with 404 before Gradio sees it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

STATIC = Path(__file__).parent / "static"
ID = r"[A-Za-z0-9_-]{1,64}"  # of a call, or of a client's queue
_NAME = r"(?P<name>\w{1,40})"  # of an endpoint
_CALL = "/gradio_api/call/v2"
_READ = ("GET", "HEAD")

# A call is made, its events are listened to; files are uploaded. "own": no route of Gradio's.
Use = Literal[
    "own", "upload", "call", "join", "cancel", "listen", "listen_queue", "describe", "rest"
]
REST = {  # plain HTTP (rest.py): what its paths take; HEAD as GET
    "/api/ask": _READ,
    "/api/search": _READ,
    "/api/article": _READ,
    "/api/articles": _READ,
    "/api/status": _READ,
    "/api/check": ("POST",),
}
REFERENCE = "/api"  # a page about them, and the document that it is made from
DOCUMENT = "/api/openapi.json"


@dataclass(frozen=True, slots=True)
class Route:
    """A path, the methods that it takes, what it is for, and to whom it is open."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    use: Use = "own"
    is_public: bool = False  # before the password, too: holds nothing of the articles
    is_page: bool = False  # a file of the page itself; all else is data, which no browser runs


_PAGES = ["/", REFERENCE, *(f"/page/{file.name}" for file in sorted(STATIC.iterdir()))]
ROUTES = (
    *(Route(re.compile(re.escape(path)), _READ, is_public=True, is_page=True) for path in _PAGES),
    Route(re.compile(re.escape(DOCUMENT)), _READ, is_public=True),
    *(Route(re.compile(re.escape(path)), methods, "rest") for path, methods in REST.items()),
    Route(re.compile("/session"), ("POST",), is_public=True),
    Route(re.compile("/login"), ("POST",), is_public=True),
    Route(re.compile(f"/answers/{ID}/(?:csv|jsonl)"), _READ),
    Route(re.compile("/original/.+"), _READ),
    # Calls, as the page and scripts make them.
    Route(re.compile("/gradio_api/upload"), ("POST",), "upload"),
    Route(re.compile(f"{_CALL}/{_NAME}"), ("POST",), "call"),
    Route(re.compile(f"{_CALL}/{_NAME}/(?P<id>{ID})"), ("GET",), "listen"),
    # Calls, as Gradio's Python client makes them.
    Route(re.compile("/config"), ("GET",), "describe"),
    Route(re.compile("/gradio_api/info"), ("GET",), "describe"),
    Route(re.compile("/gradio_api/queue/join"), ("POST",), "join"),
    Route(re.compile("/gradio_api/queue/data"), ("GET",), "listen_queue"),
    Route(re.compile(f"/gradio_api/heartbeat/(?P<id>{ID})"), ("GET",), "listen_queue"),
    Route(re.compile("/gradio_api/cancel"), ("POST",), "cancel"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a route takes, and what its path names."""

    route: Route
    name: str  # of the endpoint, or ""
    id: str  # of the call or the queue, or ""


def find_route(method: str, path: str) -> Request | None:
    """What takes this method at this path (percent-decoded, as routers see it)."""
    for route in ROUTES:
        if method in route.methods and (match := route.path.fullmatch(path)):
            groups = match.groupdict()
            return Request(route, groups.get("name", ""), groups.get("id", ""))
    return None
