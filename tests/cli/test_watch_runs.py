"""python -m qa watch: what it keeps, what it runs, two at once, one that is killed."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.build import build_index
from index.encoder import load_encoder
from tests.cli.commands import ROOT, Capture, run
from tests.cli.watching import QUESTION, RULES, STATE, bridge, index, look


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "q.txt.watched.json is damaged"),
        (b"{}", "is damaged"),
        (b"[1]", "is damaged"),
        (None, "is damaged"),
    ],
)
def test_a_damaged_state_is_told_and_kept(
    watched: Path, capfdbinary: Capture, content: bytes | None, said: str
) -> None:
    """To begin again without a word would lose what changed."""
    state = Path(STATE)
    damaged = state.read_bytes().replace(b'"400"', b'"401"') if content is None else content
    state.write_bytes(damaged)
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out) == (1, "")
    assert said in err
    assert "Delete it to begin again" in err
    assert state.read_bytes() == damaged


def test_where_the_state_lies(watched: Path, capfdbinary: Capture) -> None:
    code, found = look(capfdbinary, "--state", "state.json")
    assert (code, found["since_version"]) == (0, None)
    assert Path("state.json").is_file()
    for wrong, said in (("q.txt", "is the file of questions"), ("no/where.json", "no folder no")):
        code, _, err = run(capfdbinary, "watch", "q.txt", "--state", wrong, *RULES)
        assert code == 1
        assert said in err
    Path("q.txt").write_text("\n", encoding="utf-8")
    code, _, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, err) == (1, "There is no question in the file. Write one.\n")


@pytest.mark.timeout(20)
def test_a_state_that_is_no_regular_file_is_not_read(watched: Path, capfdbinary: Capture) -> None:
    """A pipe that nobody writes to would be waited for; a device such as /dev/zero has no end."""
    os.mkfifo("pipe")
    Path("link").symlink_to("pipe")
    for name in ("pipe", "link"):
        code, out, err = run(capfdbinary, "watch", "q.txt", "--state", name, *RULES)
        assert (code, out, err) == (1, "", f"Cannot read {name}: it is no regular file.\n")


def command(script: str) -> str:
    return shlex.join([sys.executable, "-c", script])


def test_a_command_is_given_what_changed(watched: Path, capfdbinary: Capture) -> None:
    save = command("import sys; open('given', 'ab').write(sys.stdin.buffer.read()); print('told')")
    assert look(capfdbinary, "--exec", save)[0] == 0
    assert not Path("given").exists()
    bridge(650)
    index()
    code, out, err = run(capfdbinary, "watch", "q.txt", "--json", "--exec", save, *RULES)
    assert (code, err) == (3, "told\n")
    assert json.loads(Path("given").read_text("utf-8")) == json.loads(out)


def test_a_command_that_fails_is_told_and_what_changed_again(
    watched: Path, capfdbinary: Capture
) -> None:
    bridge(650)
    index()
    code, out, err = run(
        capfdbinary, "watch", "q.txt", "--exec", command("import sys; sys.exit(5)"), *RULES
    )
    assert code == 1
    assert "now: 650" in out
    assert "ended with exit code 5. What changed is told again next time." in err
    assert look(capfdbinary, "--exec", command("pass"))[0] == 3
    assert look(capfdbinary)[0] == 0


def test_no_shell_runs_the_command(watched: Path, capfdbinary: Capture) -> None:
    bridge(650)
    index()
    shown = command("import sys; open('words', 'w').write(repr(sys.argv[1:]))")
    code, _ = look(capfdbinary, "--exec", f"{shown} 'a b' $HOME `id` ; touch hacked > out")
    assert code == 3
    words = ["a b", "$HOME", "`id`", ";", "touch", "hacked", ">", "out"]
    assert Path("words").read_text("utf-8") == repr(words)
    assert not Path("hacked").exists()
    for wrong, said in (
        ("no-such-program -x", "names no program"),
        ("'half", "is no command"),
        ("", "names no program"),
    ):
        code, out, err = run(capfdbinary, "watch", "q.txt", "--exec", wrong, *RULES)
        assert (code, out) == (1, "")
        assert said in err


@pytest.fixture
def real_place(place: Path) -> Path:
    """The same with the encoder that other processes have, asked once; then an article changed."""
    build_index([place / "corpus"], place / ".index", load_encoder(), rebuild=True)
    Path("q.txt").write_text(f"{QUESTION}\n", encoding="utf-8")
    assert start(place).wait(120) == 0
    bridge(650)
    build_index([place / "corpus"], place / ".index", load_encoder())
    return place


def start(place: Path, *more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "watch", "q.txt", "--json", *RULES, *more],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_at_once_tell_a_change_once(real_place: Path) -> None:
    both = [start(real_place) for _ in range(2)]
    told = [json.loads(each.communicate(timeout=120)[0])["changes"] for each in both]
    assert sorted(each.returncode for each in both) == [0, 3]
    assert sorted(map(len, told)) == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_one_that_is_killed_is_as_if_it_had_not_been(real_place: Path) -> None:
    before = Path(STATE).read_bytes()
    slow = command(
        "import os, time; open('begun', 'w')\nwhile not os.path.exists('over'): time.sleep(0.05)"
    )
    killed = start(real_place, "--exec", slow)
    deadline = time.monotonic() + 60
    while not Path("begun").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(killed.pid, signal.SIGKILL)
    Path("over").touch()
    killed.communicate(timeout=60)
    assert Path(STATE).read_bytes() == before
    again = start(real_place)
    assert json.loads(again.communicate(timeout=120)[0])["changes"][0]["now"]["answer"] == "650"
    assert again.returncode == 3
    assert {each.name for each in real_place.glob("q.txt*")} == {"q.txt", STATE, f"{STATE}.lock"}


def test_what_nobody_could_read_is_told_again(real_place: Path) -> None:
    unread = start(real_place)
    assert unread.stdout
    assert unread.stderr
    unread.stdout.close()
    assert unread.stderr.read() == b""
    assert unread.wait(120) == 141
    again = start(real_place)
    assert len(json.loads(again.communicate(timeout=120)[0])["changes"]) == 1
