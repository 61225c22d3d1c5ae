"""Nothing that an assistant asks makes its server ask another host for anything."""

from pathlib import Path

import pytest

from tests.assistants.clients import hear, make_index, over_http, over_stdio
from tests.walled.wall import Wall

TELLING = {  # what makes libraries tell of what they do, where they heed it
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://203.0.113.7:4318",
    "OTEL_TRACES_EXPORTER": "otlp",
    "HTTP_PROXY": "http://203.0.113.8:3128",
    "http_proxy": "http://203.0.113.8:3128",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_index(tmp_path_factory.mktemp("walled"))


@pytest.mark.parametrize("transport", ["stdio", "http"])
def test_nothing_leaves(index: Path, transport: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in TELLING.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")  # the client's, which asks the server
    wall = Wall()
    if transport == "stdio":
        server = over_stdio(index)
        heard = hear(server.model_copy(update={"env": {**(server.env or {}), **TELLING}}), "auto")
    else:
        with over_http(index) as address:
            heard = hear(address, "auto")
    assert heard.row("ask")["answer"] == "1,312"
    assert heard.row("search")["results"]
    assert set(wall.since(0)) == set()
