"""What may come next on a command line, asked by real shells as a person types in them."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build_index import main as index_main
from index.completion import SHELLS, shell_code, with_completion
from qa.__main__ import main
from qa.arguments import command_parser
from tests.cli.commands import ROOT, Capture, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
PROGRAMS = {"gleaner": "-m qa", "gleaner-index": f"{shlex.quote(str(ROOT / 'build_index.py'))}"}
EVAL = {
    "bash": 'eval "$(gleaner completion bash)"',
    "zsh": 'eval "$(gleaner completion zsh)"',
    "fish": "gleaner completion fish | source",
}
# As a person's shell: fish waits for ever where the terminal is not its own.
ON_ITS_TERMINAL = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
TO_START_OF_LINE = "\x01"


@pytest.fixture
def programs(place: Path) -> Path:
    """A folder with Gleaner's commands as they are installed, and its Python."""
    folder = place / "programs"
    folder.mkdir()
    python = shlex.quote(sys.executable)
    for name, what in {**PROGRAMS, "python": ""}.items():
        file = folder / name
        file.write_text(f'#!/bin/sh\nexec {python} {what} "$@"\n', encoding="utf-8")
        file.chmod(0o755)
    return folder


def typed(shell: str, programs: Path, keys: str, before: str) -> str:
    """What the shell makes of keys that are typed in a terminal, on a line of its own.

    A word in front makes of the line one that is printed in place of being run.
    """
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_ITS_TERMINAL, shell, *starting(shell, programs, before)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(programs),
            "ZDOTDIR": str(programs),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
        },
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, f"{keys}{TO_START_OF_LINE}printf '%s,' >made \nexit\n".encode())
    try:
        drain(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return Path("made").read_text("utf-8")


def starting(shell: str, folder: Path, code: str) -> list[str]:
    """Arguments with which a shell starts by that code alone, for a person."""
    if shell == "fish":
        return ["--no-config", "--interactive", "--init-command", code]
    start = folder / (".zshrc" if shell == "zsh" else "bashrc")
    ready = "autoload -Uz compinit && compinit -u -D\n" if shell == "zsh" else ""
    start.write_text(f"{ready}{code}\n", encoding="utf-8")
    return ["-d", "-i"] if shell == "zsh" else ["--noprofile", "--rcfile", str(start), "-i"]


def drain(terminal: int, process: "subprocess.Popen[bytes]") -> None:
    """Read what a shell shows until it ends; a shell waits while nobody does."""
    os.set_blocking(terminal, False)
    deadline = time.monotonic() + 60
    while process.poll() is None:
        assert time.monotonic() < deadline
        try:
            os.read(terminal, 65_536)
        except (BlockingIOError, OSError):
            time.sleep(0.02)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("keys", "made"),
    [
        ("gleaner watc\tq.txt", "gleaner,watch,q.txt,"),
        ("gleaner ask Who --min-c\t0.5", "gleaner,ask,Who,--min-confidence,0.5,"),
        ("gleaner ask Who --source Bor\t--json", "gleaner,ask,Who,--source,Border Post,--json,"),
        ("gleaner show harb\t--json", "gleaner,show,harbour.txt,--json,"),
        ("gleaner-index --allow\tcorpus", "gleaner-index,--allow-removals,corpus,"),
        ("gleaner batch questi\t--json", "gleaner,batch,questions.txt,--json,"),
    ],
)
def test_what_a_shell_completes(programs: Path, shell: str, keys: str, made: str) -> None:
    Path("questions.txt").write_text("Who?\n", encoding="utf-8")
    assert typed(shell, programs, keys, EVAL[shell]) == made


@pytest.mark.parametrize("shell", ["bash", "zsh"])
@pytest.mark.parametrize(
    ("keys", "made"),
    [
        ("python -m qa watc\tq.txt", "python,-m,qa,watch,q.txt,"),
        ("python build_index.py --allow\tx", "python,build_index.py,--allow-removals,x,"),
        ("python ui.py --read-o\t--port", "python,ui.py,--read-only,--port,"),
    ],
)
def test_a_checkout_is_completed_by_the_librarys_own_hook(
    programs: Path, shell: str, keys: str, made: str
) -> None:
    for name in ("build_index.py", "ui.py"):
        Path(name).symlink_to(ROOT / name)
    hook = shutil.which("activate-global-python-argcomplete", path=Path(sys.executable).parent)
    assert hook is not None
    assert typed(shell, programs, keys, f'eval "$({shlex.quote(hook)} --dest=-)"') == made


def test_a_function_is_completed_in_fish(programs: Path) -> None:
    """As docs/usage.md says for a checkout: without a program of that name."""
    (programs / "gleaner").unlink()
    before = "function gleaner; python -m qa $argv; end; gleaner completion fish | source"
    assert typed("fish", programs, "gleaner watc\tq.txt", before) == "gleaner,watch,q.txt,"


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_code(capfdbinary: Capture, shell: str) -> None:
    code, out, err = run(capfdbinary, "completion", shell)
    assert (code, err) == (0, "")
    assert out == shell_code(shell) + "\n"
    for name in ("gleaner", "gleaner-index", "gleaner-page"):
        assert name in out.split()


def test_each_parser_asks_the_library_only_for_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "argcomplete", None)  # to import it fails
    parser = argparse.ArgumentParser()
    assert with_completion(parser) is parser
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    for program in (main, index_main):
        with pytest.raises(ImportError):
            program(["--help"])
    with pytest.raises(ImportError):
        with_completion(command_parser())
