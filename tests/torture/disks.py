"""Disks that are full or read-only, permissions that are lost, files that may not grow, odd clocks.

A small disk of its own needs root, to mount it; without, that is left out.
"""

import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.torture.nursery import Act, Nursery, survivors
from tests.torture.rounds import Round, claims, settle
from tests.torture.scenes import Scene
from tests.torture.verdicts import judge

SIZE = 24_000_000  # bytes of the small disk
PAGE = 4096
MOST_FREE = 250  # pages that a full disk has left at most
_BALLAST = "ballast"

Harm = Callable[[Nursery, Scene, Path, random.Random], Round]
"""Run the scene's command under a harm in a folder; what came of it."""


class SmallDisk:
    """A disk of its own in memory; `with` takes it away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> "SmallDisk":
        """Raises OSError where this process may not mount a disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs")
        return self

    def __exit__(self, *ended: object) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=False)

    def fill(self, pages: int) -> None:
        """Leave so many pages free."""
        with (self.folder / _BALLAST).open("wb") as ballast:
            left = os.statvfs(self.folder).f_bavail - pages
            while left > 0:
                left -= ballast.write(bytes(PAGE * min(left, 1024))) // PAGE

    def clear(self) -> None:
        (self.folder / _BALLAST).unlink(missing_ok=True)

    def set_read_only(self, is_read_only: bool) -> None:
        self._mount("-o", "remount,ro" if is_read_only else "remount,rw")

    def _mount(self, *how: str) -> None:
        done = subprocess.run(
            ["mount", *how, str(self.folder)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise OSError(done.stderr.strip())


@cache
def may_mount() -> bool:
    """Whether this process may mount a disk, as root may where nothing walls it in."""
    try:
        with tempfile.TemporaryDirectory() as folder, SmallDisk(Path(folder) / "disk"):
            return True
    except OSError:
        return False


def full_disk(nursery: Nursery, scene: Scene, folder: Path, chance: random.Random) -> Round:
    """With a few pages left, or none; it is asked while the disk is still full."""
    with SmallDisk(folder / "disk") as disk:
        arguments = scene.copy(folder / "corpus", disk.folder / "index")
        disk.fill(chance.choice((0, chance.randrange(MOST_FREE))))
        return _under(nursery, scene, folder, Act(arguments, str(folder / "said")), disk.clear)


def read_only_disk(nursery: Nursery, scene: Scene, folder: Path, chance: random.Random) -> Round:
    with SmallDisk(folder / "disk") as disk:
        arguments = scene.copy(folder / "corpus", disk.folder / "index")
        disk.set_read_only(True)
        act = Act(arguments, str(folder / "said"))
        return _under(nursery, scene, folder, act, lambda: disk.set_read_only(False))


def read_only_folder(nursery: Nursery, scene: Scene, folder: Path, chance: random.Random) -> Round:
    """Neither the index's folder nor its files may be written."""
    directory = folder / "index"
    arguments = scene.copy(folder / "corpus", directory)
    _permit(directory, 0o555, 0o444)
    act = Act(arguments, str(folder / "said"), as_owner=True)
    return _under(nursery, scene, folder, act, lambda: _permit(directory, 0o755, 0o644))


def lost_permission(nursery: Nursery, scene: Scene, folder: Path, chance: random.Random) -> Round:
    """In the middle of it the folder can no longer be written, or not even be read."""
    directory = folder / "index"
    arguments = scene.copy(folder / "corpus", directory)
    act = Act(arguments, str(folder / "said"), as_owner=True)
    group = nursery.start(act)
    time.sleep(chance.uniform(0, 0.15))
    with suppress(OSError):  # where it is not made yet
        directory.chmod(chance.choice((0o555, 0o000)))
    code = nursery.wait()
    with suppress(OSError):
        directory.chmod(0o755)
    return settle(scene, folder, act, group, code)


def files_that_may_not_grow(
    nursery: Nursery, scene: Scene, folder: Path, chance: random.Random
) -> Round:
    arguments = scene.copy(folder / "corpus", folder / "index")
    most = PAGE * chance.randrange(1, 80)
    act = Act(arguments, str(folder / "said"), max_file=most)
    return _under(nursery, scene, folder, act, lambda: None)


def clock_set_back(nursery: Nursery, scene: Scene, folder: Path, chance: random.Random) -> Round:
    """By three days; every other is killed as well."""
    arguments = scene.copy(folder / "corpus", folder / "index")
    act = Act(arguments, str(folder / "said"), clock_back=True)
    group = nursery.start(act)
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, 0.15))
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    return settle(scene, folder, act, group, nursery.wait())


HARMS: dict[str, Harm] = {
    "full disk": full_disk,
    "read-only disk": read_only_disk,
    "read-only folder": read_only_folder,
    "permission lost in the middle": lost_permission,
    "files that may not grow": files_that_may_not_grow,
    "clock set back": clock_set_back,
}
NEED_A_MOUNT = {"full disk", "read-only disk"}


def _under(
    nursery: Nursery, scene: Scene, folder: Path, act: Act, relieve: Callable[[], object]
) -> Round:
    """Run it, and judge what it leaves before and after the harm is over."""
    group = nursery.start(act)
    code = nursery.wait()
    verdict = judge(scene, Path(act.arguments[2]))
    said = Path(act.said).read_text(encoding="utf-8", errors="replace")
    wrong = [f"still under the harm: {each}" for each in verdict.wrong]
    wrong += claims(scene, verdict.state, said)
    wrong += [f"process {each} goes on" for each in survivors(group)]
    relieve()
    return settle(scene, folder, act, group, code, wrong)


def _permit(directory: Path, of_folders: int, of_files: int) -> None:
    for path in (directory, *directory.rglob("*")):
        if path.exists():
            path.chmod(of_folders if path.is_dir() else of_files)
