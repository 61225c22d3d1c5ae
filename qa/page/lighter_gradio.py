"""Gradio without what it does for others.

At every import it parses the source of its components and writes stub files for editors beside
them: more than half of the time that importing takes, and a write into a package that may be
read-only. At the first request it imports matplotlib, for plots that we do not draw.
"""

import contextlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any


def _nothing(*_: Any) -> None:
    pass


# What is replaced in each module, by name; another version of Gradio may do without it.
_REPLACED: dict[str, dict[str, Any]] = {
    "gradio.component_meta": {"create_or_modify_pyi": _nothing},
    "gradio.utils": {"MatplotlibBackendMananger": contextlib.nullcontext},
}


def lighten() -> None:
    """To be called before Gradio is imported; after that it changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    """Finds those modules as Python does, to load them with something replaced."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in _REPLACED:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return spec
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            for attribute, ours in _REPLACED[name].items():
                if hasattr(module, attribute):
                    setattr(module, attribute, ours)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec
