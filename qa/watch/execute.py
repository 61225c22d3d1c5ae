"""A command of the person's own, given what changed."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

from index.errors import UserError


def split_command(typed: str) -> list[str]:
    """The words of --exec, as a shell splits them; nothing else of a shell is done.

    Raises UserError where they cannot be told apart, or the first is no program.
    """
    try:
        words = shlex.split(typed, posix=os.name != "nt")
    except ValueError as error:
        raise UserError(f"--exec {typed} is no command: {error}.") from error
    if not words or shutil.which(words[0]) is None:
        raise UserError(f"--exec {typed} names no program that can be run.")
    return words


def run_command(words: Sequence[str], given: bytes) -> None:
    """Run it and wait; what it prints goes to standard error. UserError where it fails."""
    sys.stderr.flush()
    try:
        ended = subprocess.run(words, input=given, stdout=sys.stderr.fileno(), check=False)
    except OSError as error:
        raise UserError(f"--exec: {words[0]} cannot be run: {error.strerror or error}.") from error
    if code := ended.returncode:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        raise UserError(f"--exec: {words[0]} {how}. What changed is told again next time.")
