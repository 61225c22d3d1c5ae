"""The page's own files: read once, sent from memory, before Gradio sees a request for them.

A first visit asks for some thirty small scripts; through all of Gradio's layers each took as long
as reading it a hundred times.
"""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from qa.page.guard import REQUEST, App, Message, Receive, Send
from qa.page.routes import STATIC, Request


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    headers: dict[str, str]


class StaticFiles:
    """ASGI application around another: answers for the page's files, passes on all else."""

    def __init__(self, app: App, made: Mapping[str, tuple[str, bytes]]) -> None:
        """`made`: the type and the content of what is served beside the files, by path."""
        self._app = app
        self._files = {f"/page/{file.name}": _read(file) for file in STATIC.iterdir()}
        self._files |= {path: _file(kind, content) for path, (kind, content) in made.items()}
        self._files["/"] = self._files["/page/page.html"]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        request: Request | None = scope.get(REQUEST)
        file = self._files.get(scope["path"])
        if request is None or file is None:
            await self._app(scope, receive, send)
            return
        known = dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1")
        if file.headers["etag"] in known:
            response = Response(status_code=304, headers={"etag": file.headers["etag"]})
        elif scope["method"] == "HEAD":
            length = str(len(file.content))
            response = Response(headers={**file.headers, "content-length": length})
        else:
            response = Response(file.content, headers=file.headers)
        await response(scope, receive, send)


def _read(file: Path) -> _File:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return _file(kind, file.read_bytes())


def _file(kind: str, content: bytes) -> _File:
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    digest = hashlib.sha256(content).hexdigest()[:32]
    return _File(content, {"content-type": kind, "etag": f'"{digest}"'})
