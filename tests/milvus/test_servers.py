"""A server that is away, goes away, or hangs: one line with its address, and nothing is lost."""

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import build_index as command
from index.checking.check import check_index
from index.engines import open_engine
from index.engines.milvus import client as clients
from index.engines.milvus.collection import Collection
from index.engines.milvus.view import MilvusView
from index.errors import UnavailableError, UserError
from index.search import Searcher
from tests.milvus.folders import ENCODER, Folder, found_in, ids_in
from tests.milvus.servers import Server, free_port
from tests.served import ROOT, start


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.send(signal.SIGCONT)
    server.kill()


@pytest.fixture
def folder(tmp_path: Path, server: Server) -> Folder:
    return Folder.filled(tmp_path, f"milvus={server.uri}")


def test_questions_are_answered_by_a_server(folder: Folder) -> None:
    assert folder.hits("which buoy is 17")[0][0] == "n17.md"
    with folder.snapshot() as snapshot:
        assert isinstance(folder.view(snapshot), MilvusView)


def test_one_that_comes_back_is_used_again(folder: Folder, server: Server) -> None:
    """By views that were made before, and by all threads."""
    expected = folder.hits("which buoy is 17")
    with folder.snapshot() as snapshot:
        view, held = folder.view(snapshot), set(ids_in(snapshot))
        server.kill()
        with pytest.raises(UnavailableError, match=rf"Milvus at {server.uri} cannot be reached"):
            found_in(view, "buoy green")
        server.start()
        assert found_in(view, "buoy green") == held
    with ThreadPoolExecutor(6) as threads:
        found = threads.map(lambda _: folder.hits("which buoy is 17"), range(12))
        assert list(found) == [expected] * 12


def test_one_that_hangs_is_waited_for_twice_and_no_longer(
    folder: Folder, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "SECONDS", 0.5)
    monkeypatch.setattr(clients, "_CONNECTING_SECONDS", 0.5)
    server.send(signal.SIGSTOP)
    with pytest.raises(UserError, match="cannot be reached"):
        folder.hits("which buoy is 17")
    server.send(signal.SIGCONT)
    assert folder.hits("which buoy is 17")[0][0] == "n17.md"


@pytest.mark.parametrize("moment", range(4))
def test_one_that_goes_away_in_a_build_loses_nothing(
    folder: Folder, server: Server, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the call of that number that writes."""
    calls = 0
    put = Collection._put

    def killing(self: Collection, rows: list[dict[str, object]]) -> None:
        nonlocal calls
        calls += 1
        if calls == moment + 1:
            server.kill()
        put(self, rows)

    monkeypatch.setattr("index.engines.milvus.collection.AT_ONCE", 4)
    monkeypatch.setattr(Collection, "_put", killing)
    folder.fill(10)
    for number in range(12):
        folder.put(f"m{number}", f"Buoy {number} was laid later.")
    with pytest.raises(UserError, match=f"The articles are in the index.*{server.uri}.*run the bu"):
        folder.build()
    monkeypatch.setattr(Collection, "_put", put)
    server.start()
    folder.build()
    with folder.snapshot() as snapshot:
        collection = folder.collection()
        assert sorted(collection.ids(snapshot.highest_id)) == ids_in(snapshot)
        assert collection.count() == snapshot.passage_count
    assert check_index(folder.directory).problems == ()


def test_a_call_that_was_done_but_not_answered_is_done_again_and_nothing_is_there_twice(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Collection._put

    def twice(self: Collection, rows: list[dict[str, object]]) -> None:
        put(self, rows)
        put(self, rows)

    monkeypatch.setattr(Collection, "_put", twice)
    for number in range(12):
        folder.put(f"m{number}", f"Buoy {number} was laid later.")
    folder.build()
    with folder.snapshot() as snapshot:
        assert folder.collection().count() == snapshot.passage_count
        assert sorted(folder.collection().ids(snapshot.highest_id)) == ids_in(snapshot)


def test_the_command_lines_say_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where nothing was built yet: then nothing is."""
    folder, uri = Folder(tmp_path, "local"), f"http://127.0.0.1:{free_port()}"
    folder.fill(3)
    typed = [str(folder.corpus), "--index", str(folder.directory)]
    assert command.main([*typed, "--engine", f"milvus={uri}"]) == 1
    said = capsys.readouterr().err
    assert re.fullmatch(rf"build_index: Milvus at {uri} cannot be reached \([^\n]*\n", said), said
    assert not (folder.directory / "store.sqlite").exists()


def test_a_question_to_one_that_is_away_says_one_line(folder: Folder, server: Server) -> None:
    server.kill()
    done = subprocess.run(
        [sys.executable, "-m", "qa", "search", "buoy", "--index", str(folder.directory)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    server.start()
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert f"Milvus at {server.uri} cannot be reached" in lines[0]


def test_the_page_says_it_and_stays(tmp_path: Path, server: Server) -> None:
    """With the real encoder."""
    articles = {"a.md": "The harbour was closed on Monday by 17 pilots.\n"}
    corpus = tmp_path / "first"
    corpus.mkdir()
    (corpus / "a.md").write_text(articles["a.md"])
    typed = [str(corpus), "--index", str(tmp_path / "site" / "index")]
    assert command.main([*typed, "--engine", f"milvus={server.uri}"]) == 0
    site = start(tmp_path / "site", articles)
    question = "How many pilots closed the harbour?"
    assert "17" in str(site.call("ask", question=question))
    server.kill()
    for _ in range(2):
        with pytest.raises(RuntimeError, match=f"Milvus at {server.uri} cannot be reached"):
            site.call("ask", question=question)
    assert site.process.poll() is None
    assert site.call("status")["articles"] == 1
    server.start()
    assert "17" in str(site.call("ask", question=question))
    assert "Traceback" not in site.log.read_text()


def test_questions_in_flight_share_a_connection(folder: Folder) -> None:
    searcher = Searcher(folder.directory, ENCODER)
    ready = threading.Barrier(8)

    def ask(number: int) -> str:
        ready.wait()
        return searcher.search(f"which buoy is {number}", 1).hits[0].passage.article.path

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(ask, range(8)))
    assert found == [f"n{number}.md" for number in range(8)]
    port = int(folder.engine.rpartition(":")[2])
    assert _connections_to(port) == 1


def _connections_to(port: int) -> int:
    """Sockets of this process that are connected to that port."""
    inodes = {
        _target(link).removeprefix("socket:[").rstrip("]")
        for link in Path("/proc/self/fd").iterdir()
        if _target(link).startswith("socket:")
    }
    found = 0
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            is_to = int(cells[2].rpartition(":")[2], 16) == port and cells[3] == "01"
            found += is_to and cells[9] in inodes
    return found


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def test_builds_go_on_while_questions_are_asked(folder: Folder) -> None:
    """Each question sees one version, whole."""
    searcher, stop = Searcher(folder.directory, ENCODER), threading.Event()
    wrong: list[str] = []

    def ask() -> None:
        while not stop.is_set():
            hits = searcher.search("buoy laid round", 60).hits
            rounds = {hit.passage.text.split()[-1] for hit in hits if "round" in hit.passage.text}
            if len(rounds) > 1:
                wrong.append(str(rounds))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        for name in range(10):
            folder.put(f"m{name}", f"Buoy {name} was laid in round {number}")
        folder.build()
        time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert open_engine(folder.engine, folder.directory)
