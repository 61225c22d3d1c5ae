"""The network of the second look: MPNet with what was trained beside its weights, in int8.

It is made once (qa/readers/adapter.py) and kept as OpenVINO runs it.
"""

import sys
from pathlib import Path

from index.encoder import default_folder
from index.errors import first_line
from index.runtime import (
    Compiled,
    Tokens,
    can_keep,
    convert_apart,
    find_kept,
    is_kept,
    is_usable,
    note_failed,
    note_of,
)
from qa.readers.mpnet import INSTALL, is_installed
from qa.readers.network import MAX_TOKENS, Network

ADAPTER = Path(__file__).with_name("weights") / "second.safetensors"
ADAPTER_SHA256 = "e3111bda21a6a67588b658a3125c5d721f636bec80a2d4a021f2fa9294f43027"
KEPT_AS = f"second@{ADAPTER_SHA256[:16]}"
_UNREADY = "its network could not be made ready on this machine"


def load_second() -> Network | None:
    """The network ready to run, converted now if it was not.

    Where there can be none here that is told, and None returned.
    """
    folder = find_kept(KEPT_AS) if is_usable() else None
    reason = None if folder else reason_missing()
    if not folder and not reason:
        from qa.readers.adapter import convert_second

        convert_apart("reader's second look", KEPT_AS, convert_second)
        folder = find_kept(KEPT_AS)
        reason = reason_missing() or _UNREADY
    if folder:
        try:
            return Network(run_in_int8(folder).run, second_tokens())
        except Exception as error:  # whatever OpenVINO raises at a model that it cannot run here
            note_failed(KEPT_AS, error)
            reason = f"its network does not run here ({first_line(error)})"
    print(f"The reader answers without its second look: {reason}.", file=sys.stderr)
    return None


def reason_missing() -> str | None:
    """Why there can be no second look here, and what to do about it; None where there can be."""
    if not is_usable():
        return "OpenVINO does not run on this machine"
    if is_kept(KEPT_AS):
        return None
    if not is_installed():
        return f"its weights are not installed. Run: {INSTALL}"
    if not can_keep():
        return "its network cannot be kept. Set GLEANER_CACHE to a folder that may be written"
    if note := note_of(KEPT_AS):
        return f"{_UNREADY} ({note} says why; once that is removed, a start tries again)"
    return None


def run_in_int8(folder: Path) -> Compiled:
    """The network that is kept there."""
    return Compiled(folder, in_bfloat16=False, in_int8=True)


def second_tokens() -> Tokens:
    """The encoder's, whose words MPNet's are."""
    return Tokens.read(default_folder() / "tokenizer.json", MAX_TOKENS)
