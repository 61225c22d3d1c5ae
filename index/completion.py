"""What may come next on a command line, told to the shell by the parsers themselves."""

import argparse
import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from index.commands import FROM_A_CHECKOUT

SHELLS = ("bash", "zsh", "fish")
P = TypeVar("P", bound=argparse.ArgumentParser)


def with_completion(parser: P) -> P:
    """The parser; but where a shell asks what may come next, tell it, and end the program.

    Nothing is loaded for it unless a shell asks.
    """
    if "_ARGCOMPLETE" in os.environ:
        from argcomplete import autocomplete
        from argcomplete.completers import FilesCompleter

        autocomplete(parser, default_completer=FilesCompleter())
    return parser


def offer(action: argparse.Action, words: Callable[[argparse.Namespace], Iterable[str]]) -> None:
    """Have that argument completed with these words; what was typed so far is given to `words`."""

    def complete(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
        return list(words(parsed_args))

    vars(action)["completer"] = complete


def shell_code(shell: str) -> str:
    """What a shell is to run to complete Gleaner's commands: one of SHELLS."""
    from argcomplete.shell_integration import shellcode

    return str(shellcode(list(FROM_A_CHECKOUT), shell=shell))
