"""What the page answers to: every path that its scripts or a documented client use, and no other.

Gradio registers some fifty routes more (they fetch from other hosts, serve files, change code).
What is not named here is answered with 404 before Gradio sees it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_NAME = r"(?P<name>\w{1,40})"  # of an endpoint
_ID = r"(?P<id>[\w-]{1,64})"  # of a call, or of a client's queue


@dataclass(frozen=True, slots=True)
class Route:
    """A path, the methods that it takes, and to whom it is open."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    is_public: bool = False  # before the password, too: holds nothing of the articles
    is_page: bool = False  # a file of the page itself; all else is data, which no browser runs


_READ = ("GET", "HEAD")
_PAGES = ["/", *(f"/page/{file.name}" for file in sorted(STATIC.iterdir()))]
ROUTES = (
    *(Route(re.compile(re.escape(path)), _READ, is_public=True, is_page=True) for path in _PAGES),
    Route(re.compile("/session"), ("POST",), is_public=True),
    Route(re.compile("/login"), ("POST",), is_public=True),
    Route(re.compile(r"/answers/(?P<folder>[\w-]{1,64})/(?P<kind>csv|jsonl)"), _READ),
    # Calls, as the page and scripts make them.
    Route(re.compile("/gradio_api/upload"), ("POST",)),
    Route(re.compile(f"/gradio_api/call/v2/{_NAME}"), ("POST",)),
    Route(re.compile(f"/gradio_api/call/v2/{_NAME}/{_ID}"), ("GET",)),
    # Calls, as Gradio's Python client makes them.
    Route(re.compile("/config"), ("GET",)),
    Route(re.compile("/gradio_api/info"), ("GET",)),
    Route(re.compile("/gradio_api/queue/join"), ("POST",)),
    Route(re.compile("/gradio_api/queue/data"), ("GET",)),
    Route(re.compile(f"/gradio_api/heartbeat/{_ID}"), ("GET",)),
    Route(re.compile("/gradio_api/cancel"), ("POST",)),
)


def find_route(method: str, path: str) -> Route | None:
    """The route that takes this method at this path (percent-decoded, as routers see it)."""
    return next((r for r in ROUTES if method in r.methods and r.path.fullmatch(path)), None)
