"""Models converted once and run without the libraries that trained them.

A model is traced in PyTorch, in a process of its own, kept as OpenVINO's files in the user's cache,
and from then on loaded from there in a moment: neither torch nor transformers is imported to ask a
question.
"""

from index.runtime.apart import convert_apart
from index.runtime.compiled import Compiled, Outputs, has_bfloat16, is_usable
from index.runtime.convert import convert
from index.runtime.kept import (
    can_keep,
    find_kept,
    has_failed,
    is_kept,
    keep,
    note_failed,
    note_of,
    tell_slower,
)
from index.runtime.tokens import Tokenized, Tokens

__all__ = [
    "Compiled",
    "Outputs",
    "Tokenized",
    "Tokens",
    "can_keep",
    "convert",
    "convert_apart",
    "find_kept",
    "has_bfloat16",
    "has_failed",
    "is_kept",
    "is_usable",
    "keep",
    "note_failed",
    "note_of",
    "tell_slower",
]
