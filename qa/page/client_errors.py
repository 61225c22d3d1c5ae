"""What a client is told: of a value that is not what it should be, a mistake, a bug."""

import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gradio import Error, FileData

from index.errors import UserError

_KINDS: Any = {
    str: (str, "text"),
    int: (int, "a whole number"),
    int | None: (int | None, "a whole number"),
    FileData | None: (dict | None, "an uploaded file"),
    list[FileData] | None: (list | None, "a list of uploaded files"),
}
_FAILED = "That did not work. The terminal that runs Gleaner says why."


def errors_to_client(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a UserError, or what is wrong with a value, reach the caller as its message."""
    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def stream(*values: Any) -> Iterator[Any]:
            try:
                _check(function, values)
                yield from function(*values)
            except Exception as error:
                raise _told(function, error) from None

        return stream

    @functools.wraps(function)
    def call(*values: Any) -> Any:
        try:
            _check(function, values)
            return function(*values)
        except Exception as error:
            raise _told(function, error) from None

    return call


def _check(function: Callable[..., Any], values: Sequence[Any]) -> None:
    parameters = inspect.signature(function).parameters
    for (name, parameter), value in zip(parameters.items(), values, strict=False):
        kind, words = _KINDS.get(parameter.annotation, (object, ""))
        if words and (not isinstance(value, kind) or isinstance(value, bool)):
            raise UserError(f"{name} is to be {words}, not {json.dumps(value)[:100]}.")


def _told(function: Callable[..., Any], error: Exception) -> Exception:
    """What the caller is told; a bug, ours or a library's, is a line for the terminal."""
    if isinstance(error, UserError):
        return Error(str(error), print_exception=False)
    print(f"ui: {function.__name__}: {error!r}"[:500], file=sys.stderr)
    return Error(_FAILED, print_exception=False)
