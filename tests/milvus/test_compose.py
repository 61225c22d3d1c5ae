"""The files for Compose, where no container runs: their form; nothing is open to others."""

import re
import shlex
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

import build_index
import ui
from index.engines import written_engine
from tests.test_structure import ROOT

FOLDER = ROOT / "docs" / "milvus"
FILES = ("compose.yaml", "compose.page.yaml")
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN")


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def services() -> dict[str, dict[str, Any]]:
    return {name: service for file in FILES for name, service in read(file)["services"].items()}


def test_the_services_are_these() -> None:
    assert services().keys() == {"etcd", "minio", "milvus", "page"}
    for file in FILES:
        assert read(file).keys() <= {"name", "services", "volumes"}


def test_images_are_of_one_version() -> None:
    for name, service in services().items():
        image = service.get("image") or re.findall(
            r"^FROM (\S+)", service["build"]["dockerfile_inline"], re.MULTILINE
        )[0]  # fmt: skip
        assert re.search(r":(v\d+\.\d+\.\d+|RELEASE\.\d{4}[\dTZ-]+|\d+\.\d+-slim)$", image), name


def test_only_this_machine_reaches_them() -> None:
    ports = {name: service.get("ports", []) for name, service in services().items()}
    assert ports == {
        "etcd": [], "minio": [],
        "milvus": ["127.0.0.1:19530:19530"], "page": ["127.0.0.1:7860:7860"],
    }  # fmt: skip
    for service in services().values():
        assert "network_mode" not in service
        assert "privileged" not in service


def test_no_secret_is_written_there() -> None:
    """Each comes from the environment, and there is no start without it."""
    found = 0
    for service in services().values():
        for name, value in service["environment"].items():
            if SECRET.search(name):
                found += 1
                assert re.search(r"\$\{\w+:\?[^}]+\}$", value), name
    assert found == 5


def test_volumes_are_declared_and_used() -> None:
    for file in FILES:
        text = read(file)
        named = {
            volume.partition(":")[0]
            for service in text["services"].values()
            for volume in service["volumes"]
            if not volume.startswith("$")
        }
        assert named == text["volumes"].keys()


def test_what_is_waited_for_says_when_it_is_ready() -> None:
    known = services()
    for service in known.values():
        for name, state in service.get("depends_on", {}).items():
            assert state == {"condition": "service_healthy"}
            assert known[name]["healthcheck"]["test"]


def test_the_page_is_started_by_commands_that_there_are() -> None:
    page = services()["page"]
    inline = page["build"]["dockerfile_inline"]
    for name in re.findall(r"-r (\S+)", inline):
        assert (ROOT / name).is_file()
    assert (FOLDER / page["build"]["context"]).resolve() == ROOT
    indexing, _, serving = page["command"][2].partition("&&")
    build = shlex.split(indexing.strip())
    arguments = build_index._parser().parse_args(build[2:])
    assert written_engine(arguments.engine) == "milvus=http://milvus:19530"
    show = shlex.split(serving.strip().replace("$$", "").removeprefix("exec "))
    assert (build[:2], show[:2]) == (["python", "build_index.py"], ["python", "ui.py"])
    options = ui._parser().parse_args(show[2:])
    assert (str(options.index), str(options.corpus)) == ("/index", "/corpus")
    assert Path(options.index) == arguments.index
