"""Plain HTTP: a GET and its JSON, for whoever has no client of Gradio's.

Each path calls an endpoint as all others do (inner_calls.py), so that limits, checks and lines are
the same. The paths are named in routes.py too: the guard lets no other in.
"""

import json
import sys
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response

from qa.page import rest_records as records
from qa.page.client_errors import FAILED
from qa.page.guard import REQUEST, App, Message, Receive, Send
from qa.page.inner_calls import SAID, InnerCalls, RefusedError
from qa.page.rest_check import Checked
from qa.page.rest_search import Found
from qa.page.routes import Request as Asked
from qa.rows import to_json
from qa.settings import MAX_OFFSET, MAX_QUESTION, MAX_TOP_K, TYPED, Order, Settings

Question = Annotated[str, Query(description=f"The question, up to {MAX_QUESTION:,} characters.")]
TopK = Annotated[
    int,
    Query(
        description="How many passages are found.",
        json_schema_extra={"minimum": 1, "maximum": MAX_TOP_K},
    ),
]
After = Annotated[str, Query(description="Only articles of that day or later: 2023-10-31.")]
Before = Annotated[str, Query(description="Only articles of that day or earlier.")]
Source = Annotated[str, Query(description="Only articles of that source, as they name it.")]
AsOf = Annotated[str, Query(description="What the articles said at the end of that day.")]
Least = Annotated[float | None, Query(description="How sure an answer has to be, from 0 to 1.")]
Typed = Annotated[
    str,
    Query(
        description="How the text is read: as words, or as a question; empty: as it looks. What is "
        "in quotation marks is a phrase; one or two words, or a name, are words.",
        json_schema_extra={"enum": ["", *TYPED]},
    ),
]
By = Annotated[
    str,
    Query(description="The order of the articles.", json_schema_extra={"enum": ["", *Order]}),
]
Offset = Annotated[
    int,
    Query(
        description="How many passages that hold words are passed over.",
        json_schema_extra={"minimum": 0, "maximum": MAX_OFFSET},
    ),
]
Why = Annotated[bool, Query(description="1: what the confidence means, and what spoke for it.")]
MaxWrong = Annotated[
    float | None,
    Query(
        description="Instead: at most this share of what is answered is wrong, 95 % sure, in each "
        "collection that was measured."
    ),
]
Path = Annotated[str, Query(description="The article, as answers name it.")]
Start = Annotated[int | None, Query(description="Where a slice begins, in characters.")]
End = Annotated[int | None, Query(description="Where it ends.")]

_ABOUT = (
    "Every `answer` and `text` is a slice of an article: `text[start:end]`, in characters "
    "(Unicode code points). Dates are in ISO 8601. A cookie of `POST /session` names a session; "
    "where the page has a password, `POST /login` gives one, and nothing works without."
)
Json = dict[str, Any]
Responses = dict[int | str, Json]
_PROBLEMS: Responses = {
    400: {"model": records.Problem, "description": "a request that cannot be read"},
    422: {"model": records.Problem, "description": "a value that makes no sense"},
    503: {"model": records.Problem, "description": "busy, no index, or a damaged one; Retry-After"},
}
_NO_ARTICLE: Responses = {404: {"model": records.Problem, "description": "no such article"}}
_TOO_LARGE: Responses = {
    413: {"model": records.Problem, "description": "more at once than can be worked on"}
}
_DONE = "done"
_DRAFT = {
    "type": "object",
    "required": ["draft"],
    "additionalProperties": False,
    "properties": {
        "draft": {"type": "string", "description": "The text; all offsets of claims are its own."},
        "after": {"type": "string"},
        "before": {"type": "string"},
        "source": {"type": "string"},
    },
}
_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": _DRAFT}}}}


class Rest:
    """ASGI application around another: answers under /api, passes on all else."""

    def __init__(self, app: App, rest: App) -> None:
        self._app = app
        self._rest = rest

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        asked: Asked | None = scope.get(REQUEST)
        if asked is None or asked.route.use != "rest":
            await self._app(scope, receive, send)
            return
        # HEAD is GET; the connection sends no body for it.
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self._rest({**scope, "method": method}, receive, send)


def build_rest(calls: App) -> FastAPI:
    """What answers under /api, by calls of the endpoints that are behind `calls`."""
    rest = FastAPI(
        title="Gleaner",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        responses=_PROBLEMS,
        dependencies=[Depends(_check_names)],
    )
    rest.add_exception_handler(RefusedError, _refused)
    rest.add_exception_handler(Exception, _failed)
    rest.add_exception_handler(RequestValidationError, _invalid)
    _add_questions(rest, InnerCalls(calls))
    _add_articles(rest, InnerCalls(calls))
    return rest


async def _question(
    q: Question,
    top_k: TopK = Settings().top_k,
    after: After = "",
    before: Before = "",
    source: Source = "",
    as_of: AsOf = "",
) -> Json:
    """What is asked, by the names that endpoints have for it."""
    filters = {"after": after, "before": before, "source": source, "as_of": as_of}
    return {"question": q, "top_k": top_k, **filters}


async def _looking(typed: Typed = "", order: By = "", offset: Offset = 0) -> Json:
    return {"typed": typed, "order": order, "offset": offset}


async def _more(min_confidence: Least = None, max_wrong: MaxWrong = None, why: Why = False) -> Json:
    return {"min_confidence": min_confidence, "max_wrong": max_wrong, "why": why}


def _add_questions(rest: FastAPI, calls: InnerCalls) -> None:
    @rest.get(
        "/api/ask",
        response_model=records.Result,
        response_description=_DONE,
        summary="Answer a question",
    )
    async def ask(
        request: Request,
        question: Annotated[Json, Depends(_question)],
        more: Annotated[Json, Depends(_more)],
    ) -> Response:
        return await _call(calls, "answer", request, {**question, **more})

    @rest.get(
        "/api/search",
        response_model=Found,
        response_description=_DONE,
        summary="Find passages that hold words or phrases, or are near to a question",
    )
    async def search(
        request: Request,
        question: Annotated[Json, Depends(_question)],
        looking: Annotated[Json, Depends(_looking)],
    ) -> Response:
        return await _call(calls, "search", request, {**question, **looking})

    @rest.post(
        "/api/check",
        response_model=Checked,
        responses=_TOO_LARGE,
        openapi_extra=_BODY,
        response_description=_DONE,
        summary="Check the quotations and figures of a draft",
    )
    async def check(request: Request) -> Response:
        return await _call(calls, "check", request, None)


def _add_articles(rest: FastAPI, calls: InnerCalls) -> None:
    @rest.get(
        "/api/article",
        response_model=records.Text,
        response_description=_DONE,
        summary="Read an article",
        responses=_NO_ARTICLE,
    )
    async def article(
        request: Request, path: Path, start: Start = None, end: End = None
    ) -> Response:
        return await _call(calls, "text", request, {"article": path, "start": start, "end": end})

    @rest.get(
        "/api/articles",
        response_model=records.Articles,
        response_description=_DONE,
        summary="List the articles",
    )
    async def articles(request: Request) -> Response:
        return await _call(calls, "articles", request, {})

    @rest.get(
        "/api/status",
        response_model=records.Status,
        response_description=_DONE,
        summary="What the index holds",
    )
    async def status(request: Request) -> Response:
        return await _call(calls, "status", request, {})


async def _call(calls: InnerCalls, name: str, request: Request, values: Json | None) -> Response:
    """The answer of an endpoint; without values its caller's body holds them."""
    body = None if values is None else json.dumps(values).encode()
    row = await calls.call(name, body, request.scope, request.receive)
    return Response(to_json(row), media_type="application/json")


async def _check_names(request: Request) -> None:
    """Refuse what would be left out without a word: unknown names, and all but one value."""
    taken = _taken(request)
    try:
        query = request.scope["query_string"].decode("ascii")
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise RefusedError(400, "The address cannot be read: it is not UTF-8.") from None
    names = [name for name, _ in pairs]
    for name in names:
        if name not in taken:
            takes = f"It takes: {', '.join(taken) or 'nothing'}."
            raise RefusedError(400, f"{request.url.path} takes no {name[:100]}. {takes}")
        if names.count(name) > 1:
            raise RefusedError(400, f"{name} is given more than once.")


def _taken(request: Request) -> list[str]:
    """The names that a path takes, as its document says."""
    operation = request.app.openapi()["paths"][request.url.path][request.method.lower()]
    return [each["name"] for each in operation.get("parameters", [])]


async def _refused(_: Request, error: Any) -> Response:
    body = to_json({"error": error.problem})
    return Response(body, error.status, error.headers, "application/json")


async def _failed(request: Request, error: Exception) -> Response:
    """A bug: its line is for the terminal, which gets all of it from the server too."""
    print(f"ui: {request.url.path}: {error!r}"[:500], file=sys.stderr)
    return await _refused(request, RefusedError(500, SAID[FAILED]))


async def _invalid(request: Request, error: Any) -> Response:
    """What FastAPI found wrong with a value, in a sentence."""
    first = error.errors()[0]
    name, kind = first["loc"][-1], first["type"]
    if kind == "missing":
        problem = f"{name} is missing: {request.url.path}?{name}=…"
    else:
        whole = "1 or 0" if kind.startswith("bool") else "a whole number"
        wanted = "a number" if kind.startswith("float") else whole
        problem = f"{name} is to be {wanted}, not {str(first['input'])[:100]}."
    return await _refused(request, RefusedError(422, problem))
