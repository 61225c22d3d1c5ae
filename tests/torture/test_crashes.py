"""A few dozen interruptions of the bench that `make torture` is; and the bench itself."""

import random
import sys
from pathlib import Path

import pytest

from tests.torture import power
from tests.torture.crashes import Bench
from tests.torture.disk_model import Call, ModelDisk

posix_only = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, SIGKILL and /proc")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"), seed=3)


@posix_only
@pytest.mark.parametrize(("kind", "count"), [("kills", 24), ("stops", 4), ("disks", 12)])
def test_what_is_interrupted_is_one_of_two_versions_and_mended(
    bench: Bench, kind: str, count: int
) -> None:
    done = list(bench.rounds(kind, range(count)))
    assert [number for number, _ in done] == list(range(count))
    assert [(number, each) for number, each in done if each.wrong] == []


@pytest.mark.skipif(not power.can_record(), reason="needs strace")
def test_power_fails_at_any_moment(bench: Bench, tmp_path: Path) -> None:
    scene = next(each for each in bench.scenes if each.name == "adding, changing, removing")
    recording = power.record(scene, tmp_path / "power")
    power.replay(recording, tmp_path / "replayed")
    assert contents(tmp_path / "replayed") == contents(tmp_path / "power" / "index")
    for number in range(12):
        done = power.cut(recording, tmp_path / "power", random.Random(number))
        assert done.wrong == ()


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_what_was_not_synced_may_be_lost(tmp_path: Path) -> None:
    """In some failures it is; what was synced, never."""
    made = 'AT_FDCWD, "/index/a", O_WRONLY|O_CREAT'
    seen = set()
    for number in range(60):
        disk = ModelDisk()
        for call in (
            Call("openat", ("a",), b"", 0, made, 3),
            Call("write", ("a",), b"sure", 0, "", 4),
            Call("fsync", ("a",), b"", 0, "", 0),
            Call("fsync", ("",), b"", 0, "", 0),
            Call("write", ("a",), b", unsure", 0, "", 8),
            Call("rename", ("a", "b"), b"", 0, "", 0),
        ):
            disk.do(call)
        folder = tmp_path / str(number)
        disk.fail(folder, random.Random(number))
        (held,) = contents(folder).items()
        seen.add(held)
    assert seen == {(name, data) for name in "ab" for data in (b"sure", b"sure, unsure")}
