"""Clients of the page: with a session as its own scripts have one, or as anybody."""

import json
import re
from typing import Any

import httpx

from tests.served import Served

PASSWORD = "correct horse"
QUESTION = "How many phones were seized in Harbin?"


def client(site: Served, **options: Any) -> httpx.Client:
    return httpx.Client(base_url=site.url, trust_env=False, timeout=60, **options)


def call(client: httpx.Client, name: str, **values: Any) -> Any:
    started = client.post(f"/gradio_api/call/v2/{name}", json=values).raise_for_status()
    events = client.get(f"/gradio_api/call/v2/{name}/{started.json()['event_id']}").text
    return json.loads(re.findall(r"event: complete\ndata: (.*)\n", events)[-1])[0]


def upload(site: Served, name: str, text: str) -> list[str]:
    answer = httpx.post(
        f"{site.url}/gradio_api/upload", files={"files": (name, text.encode())}, trust_env=False
    )
    paths: list[str] = answer.raise_for_status().json()
    return paths


def file_data(path: str, name: str) -> dict[str, Any]:
    return {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
