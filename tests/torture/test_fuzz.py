"""Some hundred odd inputs to all that takes input; and the bench that tries them."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.torture.fuzz import SHARES, fuzz, keep, minimised
from tests.torture.fuzz_process import Bad, Course, Plan, Target, try_input
from tests.torture.fuzz_targets import TARGETS


class Odd:
    """A target that goes wrong in every way."""

    max_seconds, max_memory = 1.0, 0
    ways = ("well", "hangs", "ends", "raises", "slow", "wrong")

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._began = 0.0

    def make(self, chance: random.Random) -> bytes:
        return chance.choice(self.ways).encode()

    def run(self, data: bytes) -> str | None:
        self._began = time.process_time()
        if data == b"hangs":
            time.sleep(600)
        if data == b"ends":
            os._exit(7)
        if data == b"raises":
            raise LookupError("nothing is there")
        if data == b"slow":
            while time.process_time() < self._began + 1.1:
                pass
        return "it is wrong" if data == b"wrong" else None

    def close(self) -> None:
        pass


def test_every_way_to_go_wrong_is_noticed(tmp_path: Path) -> None:
    name, seed, count = f"{__name__}:Odd", 25, 9
    course = Course(Plan(name, seed, count, 60.0, tmp_path, hang_seconds=8.0))
    bad = {each.number: each for each in course.run()}
    made = [Odd.make(Odd, random.Random(f"{seed} {name} {n}")).decode() for n in range(count)]  # type: ignore[arg-type]
    assert set(made) == set(Odd.ways)
    words = {
        "hangs": "hangs for more than 8 s", "ends": "the process ended with 7",
        "raises": "LookupError: nothing is there", "slow": "took 1.1 s", "wrong": "it is wrong",
    }  # fmt: skip
    assert {n: bad[n].problem.splitlines()[-1] for n in bad} == {
        n: words[way] for n, way in enumerate(made) if way != "well"
    }
    assert course.count == count
    assert course.slowest >= 1


def test_a_target_that_cannot_begin_is_bad(tmp_path: Path) -> None:
    (bad,) = Course(Plan(f"{__name__}:Nothing", 1, 5, 60.0, tmp_path)).run()
    assert "before the first input" in bad.problem


def test_a_bad_input_is_kept_and_made_smaller(tmp_path: Path) -> None:
    bad = [Bad(number, b"in", f"line {number}: it broke") for number in range(9)]
    keep(tmp_path / "kept", "readers", 1, bad)
    assert len(list((tmp_path / "kept").glob("*.input"))) == 3
    assert minimised(b"abcdefXghijkYlm", lambda data: b"X" in data and b"Y" in data) == b"XY"


@pytest.mark.parametrize("name", ["readers", "questions", "batches", "stores"])
def test_odd_inputs_come_to_nothing_bad(tmp_path: Path, name: str) -> None:
    target: Target = TARGETS[name](tmp_path / name)
    counts = {"readers": 150, "questions": 60, "batches": 800, "stores": 6}
    for number in range(counts[name]):
        data = target.make(random.Random(f"7 {name} {number}"))
        assert try_input(target, data) is None, number
    target.close()


def test_what_is_wrong_is_seen(tmp_path: Path) -> None:
    """An answer that is another than what stands there, as all that is checked of one."""
    target = TARGETS["questions"](tmp_path / "questions")
    data = b"How many suspects were handed over to Chinese police?"
    assert target.run(data) is None
    texts = vars(target)["_texts"]
    for path, text in texts.items():
        texts[path] = text.translate({digit: digit ^ 1 for digit in range(48, 58)})
    problem = target.run(data) or ""
    assert any(words in problem for words in ("slice", "not there", "another sentence"))


def test_a_page_is_fuzzed() -> None:
    tally = fuzz(["requests"], seconds=20, seed=3, count=150)["requests"]
    assert [each.problem for each in tally.bad] == []
    assert tally.course.count > 20
    assert sum(SHARES.values()) == pytest.approx(1)
