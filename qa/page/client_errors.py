"""What a client is told: of a value that is not what it should be, a mistake, a bug."""

import asyncio
import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gradio import Error, FileData

from index.errors import DamagedError, UnavailableError, UserError
from qa.deadline import TooSlowError
from qa.page.answering import TooLargeError
from qa.page.library import NoArticleError
from qa.page.open_index import NoIndexError
from qa.page.turns import BusyError

MAX_SECONDS = 60.0  # of a call; one that reports its progress takes as long as it takes
BUSY = "Busy"  # the title of errors after which the same is worth another try
FAILED = "Failed"  # of a bug, or of a disk
NO_ARTICLE, NO_INDEX, DAMAGED, TOO_LARGE = "No article", "No index", "Damaged", "Too large"
UNAVAILABLE = "Unavailable"  # whatever is asked: locked, of another form, without its weights
_TITLES = {  # by which clients tell them from others
    BusyError: BUSY,
    TooSlowError: BUSY,
    NoIndexError: NO_INDEX,
    NoArticleError: NO_ARTICLE,
    DamagedError: DAMAGED,
    UnavailableError: UNAVAILABLE,
    TooLargeError: TOO_LARGE,
}
_LATER = "Ask again in a moment."
WAITED_TOO_LONG = f"Others were asking for more than {MAX_SECONDS:g} s. {_LATER}"
_MENDED = "Look at its permissions and at the disk, then try again."
_KINDS: Any = {
    str: (str, "text"),
    int: (int, "a whole number"),
    int | None: (int | None, "a whole number"),
    float | None: (int | float | None, "a number"),
    FileData | None: (dict | None, "an uploaded file"),
    list[FileData] | None: (list | None, "a list of uploaded files"),
    list[str] | None: (list | None, "a list of names"),
    list[dict[str, Any]] | None: (list | None, "a list of objects"),
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
    async def call(*values: Any) -> Any:
        try:
            _check(function, values)
            return await function(*values)
        except Exception as error:
            raise _told(function, error) from None

    return call


def in_time(
    function: Callable[..., Any], at_once: int, seconds: float = MAX_SECONDS
) -> Callable[..., Any]:
    """The function in threads of its own, so many at once, none of them waited for any longer.

    What takes longer ends by itself; whoever comes next does not wait for it, unless all are late.
    """
    threads = ThreadPoolExecutor(at_once, thread_name_prefix=function.__name__)

    @functools.wraps(function)
    async def call(*values: Any) -> Any:
        work = asyncio.wrap_future(threads.submit(function, *values))
        done, _ = await asyncio.wait([work], timeout=seconds)
        if not done:
            work.cancel()  # of no use once it has begun
            raise BusyError(f"That took longer than {seconds:g} s and was given up. {_LATER}")
        return work.result()

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
        title = _TITLES.get(type(error), "Error")
        return Error(str(error), title=title, print_exception=False)
    print(f"ui: {function.__name__}: {error!r}"[:500], file=sys.stderr)
    if isinstance(error, OSError) and error.strerror and error.filename:
        problem = f"{error.filename} cannot be used: {error.strerror}. {_MENDED}"
        return Error(problem, title=FAILED, print_exception=False)
    return Error(_FAILED, title=FAILED, print_exception=False)
