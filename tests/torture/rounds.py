"""One interruption and what came of it."""

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.torture.nursery import Act, Nursery, survivors
from tests.torture.scenes import Scene
from tests.torture.verdicts import NO_INDEX, TOLD, judge, mend

STOPPED = 130  # the exit code after Ctrl-C


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a command that was interrupted."""

    scene: str
    code: int  # its exit code; negative is the signal that ended it
    state: str
    wrong: tuple[str, ...]
    said: str


class Clock:
    """How long each scene's command takes."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    def moment(self, scene: Scene, chance: random.Random) -> float:
        """Seconds after which to interrupt it, some of them too late."""
        whole = scene.seconds or self._seconds[scene.name]
        return chance.uniform(0, 1.15 * whole)

    def note(self, scene: Scene, seconds: float, has_ended: bool) -> None:
        """Keep the moments spread over what it takes now: a machine has slow times."""
        before = self._seconds.get(scene.name, seconds)
        sooner = min(before, 0.5 * before + 0.5 * seconds)
        self._seconds[scene.name] = sooner if has_ended else 1.03 * before

    def knows(self, scene: Scene) -> bool:
        return scene.seconds > 0 or scene.name in self._seconds


def kill(
    nursery: Nursery, scene: Scene, folder: Path, clock: Clock, chance: random.Random
) -> Round:
    """Kill its process group at a moment; one time in four its first process alone."""
    send = os.kill if chance.random() < 0.25 else os.killpg
    return _interrupt(nursery, scene, folder, clock, chance, (send, signal.SIGKILL))


def stop(
    nursery: Nursery, scene: Scene, folder: Path, clock: Clock, chance: random.Random
) -> Round:
    """As Ctrl-C does."""
    return _interrupt(nursery, scene, folder, clock, chance, (os.killpg, signal.SIGINT))


def _interrupt(
    nursery: Nursery,
    scene: Scene,
    folder: Path,
    clock: Clock,
    chance: random.Random,
    how: "tuple[object, signal.Signals]",
) -> Round:
    send, sign = how
    assert callable(send)
    act = Act(scene.copy(folder / "corpus", folder / "index"), str(folder / "said"))
    if not clock.knows(scene):
        began = time.monotonic()
        nursery.run(act)
        clock.note(scene, time.monotonic() - began, has_ended=True)
        scene.copy(folder / "corpus", folder / "index")
    moment, began = clock.moment(scene, chance), time.monotonic()
    group = nursery.start(act)
    time.sleep(moment)
    with suppress(ProcessLookupError):
        send(group, sign)
    code = nursery.wait()
    clock.note(scene, time.monotonic() - began, has_ended=code >= 0)
    return settle(scene, folder, act, group, code)


def settle(
    scene: Scene, folder: Path, act: Act, group: int, code: int, wrong: list[str] | None = None
) -> Round:
    """Judge what is left once the harm is over, and what the next build makes of it."""
    said = Path(act.said).read_text(encoding="utf-8", errors="replace")
    corpus, directory = Path(act.arguments[0]), Path(act.arguments[2])
    wrong = wrong or []
    wrong += [f"process {each} goes on" for each in survivors(group)]
    verdict = judge(scene, directory)
    wrong += [*verdict.wrong, *claims(scene, verdict.state, said)]
    wrong += mend(scene, corpus, directory)
    return Round(scene.name, code, verdict.state, tuple(dict.fromkeys(wrong)), said)


def claims(scene: Scene, state: str, said: str) -> list[str]:
    """What a command said that is not so."""
    wrong = []
    if "Traceback" in said:
        wrong.append(f"a traceback: {said[-1500:]}")
    if "as it was" in said and state not in (NO_INDEX, TOLD, "version 0"):
        wrong.append(f"it says that it is as it was, and is {state}: {said}")
    if any(how in said for how in ("--rebuild", "--repair")) and not scene.may_be_told:
        wrong.append(f"it would have what is intact made again: {said}")
    return wrong
