"""The process that holds a folder: reached by this user alone, by no port, and gone when unused."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.engines.milvus import keeper
from index.engines.milvus.keeper import DATA, LOG, keeper_address, uri_of
from index.errors import UserError
from index.search import Searcher
from tests.milvus.folders import ENCODER, Folder
from tests.test_structure import ROOT

_ASK = (
    "import sys; from pathlib import Path; from index.search import Searcher; "
    "from tests.fakes import WordEncoder; "
    "print(Searcher(Path(sys.argv[1]), WordEncoder()).search('which buoy is 17', 1)"
    ".hits[0].passage.article.path)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder.filled(tmp_path, "milvus")


def number_of(folder: Folder) -> int:
    said = (folder.directory / "milvus" / "address").read_text()
    return int(said.partition("?")[2])


def sockets_of(process: int) -> set[str]:
    found = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        target = str(link.readlink())
        if target.startswith("socket:"):
            found.add(target.removeprefix("socket:[").rstrip("]"))
    return found


def test_it_opens_no_port_and_lets_nobody_else_in(folder: Folder) -> None:
    place = folder.directory / "milvus"
    own = sockets_of(number_of(folder))
    assert own
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            assert line.split()[9] not in own, line
    socket = Path(uri_of(keeper_address(place)).removeprefix("unix:"))
    assert stat.S_ISSOCK(socket.stat().st_mode)
    assert socket.stat().st_mode & 0o077 == 0
    for file in (place / DATA).rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, file


def test_other_processes_ask_it_while_one_builds(folder: Folder) -> None:
    number = number_of(folder)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", _ASK, str(folder.directory)],
            cwd=ROOT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.stdout == "n17.md\n", done.stderr
    assert number_of(folder) == number
    folder.put("n17", "Buoy 17 was painted red.")
    folder.build()
    assert Searcher(folder.directory, ENCODER).search("buoy 17 red", 1).hits[0].passage.text


def test_a_small_change_is_put_into_files(folder: Folder) -> None:
    # Of what is in its memory it makes an index anew for every question: five times as slow.
    data = folder.directory / "milvus" / DATA
    before = set(data.rglob("*.parquet"))
    folder.put("later", "Buoy 90 was laid later.")
    folder.build()
    assert set(data.rglob("*.parquet")) - before


def test_it_ends_when_nobody_needs_it(tmp_path: Path) -> None:
    """A process that began, asked and ended; what it had put is there for the next."""
    program = (
        "import sys; from pathlib import Path; from index.engines.milvus.keeper import *; "
        "print(keeper_address(Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "place")],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    number = int(done.stdout.strip().partition("?")[2])
    deadline = time.monotonic() + 60
    while Path(f"/proc/{number}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{number}").exists()
    assert not (tmp_path / "place" / "address").exists()
    assert not (tmp_path / "place" / "socket").exists()


def test_a_path_too_long_for_a_socket_is_no_hindrance(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 90)
    assert len(os.fsencode(long)) > 100
    folder = Folder(long, "milvus")
    folder.fill(3)
    folder.build()
    assert folder.hits("which buoy is 2")[0][0] == "n2.md"


def test_one_that_does_not_start_is_told_with_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_STARTS_IN", 15.0)
    place = tmp_path / "place"
    place.mkdir()
    (place / DATA).write_text("no folder")
    with pytest.raises(UserError, match=r"Milvus in .*place does not start; .*keeper.log says why"):
        keeper_address(place)
    assert (place / LOG).read_text()


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserError, match=r"The folder of Milvus .* cannot be used"):
        keeper_address(tmp_path / "file" / "place")
