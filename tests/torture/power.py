"""Power fails while an index is written: what was not yet on the disk is lost, in part or all.

No kernel module is needed. A build is run once under strace, which writes down every call that
changes a file of the index, with its data. From that, the disk is made as it may be when power
fails after any of these calls (disk_model.py), and the index is judged on it.

What that covers: every file that Python, SQLite and Tantivy write by system calls. What it does
not: SQLite's shared memory, which is mapped and of no use after a failure (it is left as noise),
disks that lose what they said was on them, and the folder of the articles.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.torture.disk_model import Call, ModelDisk
from tests.torture.nursery import ROOT
from tests.torture.rounds import Round
from tests.torture.scenes import Scene
from tests.torture.verdicts import judge, mend

CUTS = 50  # power failures in one recording
_CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,ftruncate,truncate,fallocate,"
    "copy_file_range,sendfile,link,linkat,lseek"
)
_KNOWN = {
    "openat", "open", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "mkdir", "rmdir", "ftruncate", "lseek",
}  # fmt: skip
_HEX = re.compile(r"((?:\\x[0-9a-f]{2})+)")
_DATA = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_LINE = re.compile(r"[\d.]+ (\w+)\((.*)\) += (-?\d+)(.*)")


@dataclass(frozen=True, slots=True)
class Recording:
    """What a command did to the files of an index, call by call."""

    scene: Scene
    corpus: Path
    before: Path  # the index's folder as it was
    calls: tuple[Call, ...]


def can_record() -> bool:
    return shutil.which("strace") is not None


def record(scene: Scene, folder: Path) -> Recording:
    """Run the scene's command to its end, and note what it writes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    directory, before = folder / "index", folder / "before"
    arguments = scene.copy(folder / "corpus", directory)
    if directory.exists():
        shutil.copytree(directory, before)
    traces = folder / "trace"
    traces.mkdir()
    how = ["strace", "--seccomp-bpf", "-ff", "-y", "-xx", "-s", "100000000", "-o", f"{traces}/of"]
    subprocess.run(
        [*how, "--timestamps=unix,ns", "-e", f"trace={_CALLS}", "-e", "signal=none",
         sys.executable, "-m", "tests.torture.acts", *arguments],
        cwd=ROOT, check=True, capture_output=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    calls = tuple(_calls(traces, directory.resolve()))
    shutil.rmtree(traces)
    return Recording(scene, folder / "corpus", before, calls)


def cut(recording: Recording, folder: Path, chance: random.Random) -> Round:
    """Have the power fail after one of its calls."""
    scene, directory = recording.scene, folder / "index"
    corpus = folder / "scratch-corpus"
    scene.copy(corpus, directory)  # the folder of articles; the index is made below
    disk = ModelDisk.of(recording.before)
    after = chance.randrange(len(recording.calls) + 1)
    for call in recording.calls[:after]:
        disk.do(call)
    shutil.rmtree(directory, ignore_errors=True)
    disk.fail(directory, chance)
    verdict = judge(scene, directory)
    wrong = [*verdict.wrong, *mend(scene, corpus, directory)]
    at = f"after call {after} of {len(recording.calls)}"
    return Round(scene.name, -1, verdict.state, tuple(f"{at}: {each}" for each in wrong), at)


def replay(recording: Recording, directory: Path) -> None:
    """Make the index as the recording says it was at its end."""
    disk = ModelDisk.of(recording.before)
    for call in recording.calls:
        disk.do(call)
    disk.write(directory)


def _calls(traces: Path, directory: Path) -> Iterator[Call]:
    """Those that came to something, of files in the directory, in the order they began in."""
    lines = [line for file in traces.iterdir() for line in file.read_text().splitlines()]
    for line in sorted(lines):
        decoded = _HEX.sub(lambda found: _text(found[1]), line)
        match = _LINE.fullmatch(decoded) if str(directory) in decoded else None
        if match is None or match[3] == "-1":
            continue
        written = _DATA.search(line) if match[1] in ("write", "pwrite64") else None
        data = bytes.fromhex(written[1].replace("\\x", "")) if written else b""
        call = _call(match[1], match[2], int(match[3]), data, directory)
        if call is not None:
            yield call


def _text(escaped: str) -> str:
    """A path as it is read; what is none stays escaped."""
    text = bytes.fromhex(escaped.replace("\\x", "")).decode("latin-1")
    return text if text.startswith("/") and not re.search(r'[<>"\n]', text) else escaped


def _call(name: str, arguments: str, result: int, data: bytes, directory: Path) -> Call | None:
    """One call, with paths relative to the directory; None where it changes nothing in it."""
    paths = [
        each[len(str(directory)) + 1 :]
        for each in re.findall(r'[<"]([^<>"]*)[>"]', arguments)
        if each == str(directory) or each.startswith(f"{directory}/")
    ]
    if not paths:
        return None
    if name not in _KNOWN:
        raise ValueError(f"the model knows no {name}({arguments[:200]})")
    numbers = [int(each) for each in re.findall(r", (\d+)(?=,|$)", arguments)]
    number = numbers[-1] if numbers else 0
    return Call(name, tuple(paths), data[:result], number, arguments[-200:], result)
