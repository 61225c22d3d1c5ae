"""The page about plain HTTP, made from its document: no script, nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from qa.page.routes import DOCUMENT, REFERENCE

Json = Mapping[str, Any]


def reference_files(document: Json) -> dict[str, tuple[str, bytes]]:
    """The page and the document: type and content, by path."""
    return {
        REFERENCE: ("text/html", "\n".join(_page(document)).encode()),
        DOCUMENT: ("application/json", json.dumps(document, ensure_ascii=False).encode()),
    }


def _page(document: Json) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield "<title>Gleaner over HTTP</title>"
    yield '<link rel="icon" href="/page/icon.svg">\n<link rel="stylesheet" href="/page/api.css">'
    yield f"<main>\n<h1>Gleaner over HTTP</h1>\n<p>{_text(document['info']['description'])}</p>"
    yield f'<p>As a document for programs: <a href="{DOCUMENT}">{DOCUMENT}</a></p>'
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield from _operation(document, f"{method.upper()} {path}", operation)
    yield "<h2>What they give</h2>"
    for name, schema in document["components"]["schemas"].items():
        yield f'<h3 id="{escape(name)}">{escape(name)}</h3>'
        yield f"<p>{_text(schema.get('description', ''))}</p>"
        yield from _table(
            ("field", "holds"),
            [[_code(field), _type(each)] for field, each in schema["properties"].items()],
        )
    yield "</main>\n</html>\n"


def _operation(document: Json, name: str, operation: Json) -> Iterator[str]:
    yield f"<h2><code>{escape(name)}</code></h2>\n<p>{_text(operation['summary'])}.</p>"
    yield from _table(("takes", "as", "which is"), _taken(operation))
    yield from _table(
        ("status", "when", "gives"),
        [
            [_code(status), _text(answer["description"]), _type(_schema_of(answer))]
            for status, answer in operation["responses"].items()
        ],
    )


def _taken(operation: Json) -> list[list[str]]:
    """The parameters of a path, and the fields of what is posted to it."""
    rows = [
        _value(each["name"], each["schema"], each["required"], each.get("description", ""))
        for each in operation.get("parameters", [])
    ]
    posted = _schema_of(operation.get("requestBody", {}))
    for name, each in posted.get("properties", {}).items():
        rows.append(_value(name, each, name in posted["required"], each.get("description", "")))
    return rows


def _value(name: str, schema: Json, is_required: bool, description: str) -> list[str]:
    return [_code(name), _type(schema) + ("; required" if is_required else ""), _text(description)]


def _schema_of(message: Json) -> Json:
    schema: Json = message.get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _type(schema: Json) -> str:
    """A type in words, a link where it is described on this page."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    told = escape(schema.get("type", "anything"))
    default = schema.get("default")
    return f"{told}; {escape(str(default))} if not said" if default not in (None, "") else told


def _table(header: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    if not rows:
        return
    names = "".join(f"<th scope=col>{each}</th>" for each in header)
    yield f"<table><thead><tr>{names}</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    """Text with `code` in it."""
    parts = enumerate(text.split("`"))
    return "".join(_code(part) if at % 2 else escape(part) for at, part in parts)


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"
