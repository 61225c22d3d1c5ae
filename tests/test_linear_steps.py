"""Reading and splitting take a number of steps that grows with the text, one case of each format.

`make times` compares times over every shape (test_linear.py). Steps are counted at every run of the
tests: lines of Python that run, which a busy machine does not change. What an expression or a
library in C does within one line is seen by times alone.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.test_linear import FILES, LIMIT, SIZE, seconds_to_read
from tests.texts import prose

SHAPES = {"prose": prose(1) + " ", "lines": "A a@b, 12 May 2020: “one\n", "marks": "[*a_ `(|\n\n"}


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of Python a call runs."""
    steps, before = 0, sys.gettrace()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


def is_linear(work: Callable[[int], Callable[[], object]]) -> bool:
    """Whether what is made for eight times the size takes no more than LIMIT times the steps."""
    return steps_of(work(8 * SIZE)) <= LIMIT * steps_of(work(SIZE))


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("shape", SHAPES)
def test_files_are_read_in_steps_that_grow_with_them(
    tmp_path: Path, ending: str, shape: str
) -> None:
    unit, make = SHAPES[shape], FILES[ending]

    def reading(size: int) -> Callable[[], object]:
        data = make(unit * (size // len(unit)))
        return partial(seconds_to_read, tmp_path, ending, data)

    reading(SIZE)()  # its library loads
    assert is_linear(reading)


def test_steps_that_grow_with_the_square_are_noticed() -> None:
    def looking(power: int, size: int) -> Callable[[], object]:
        def look() -> None:
            for _ in range((size // 100) ** power):
                pass

        return look

    assert is_linear(partial(looking, 1))
    assert not is_linear(partial(looking, 2))
