"""What reading one file of an index may take: what was typed for it last."""

from dataclasses import asdict, fields
from pathlib import Path

from index.store import Store
from index.store.remembered import read_limits
from index.workers.limits import DEFAULT_LIMITS, Limits


def own_limits(directory: Path) -> Limits:
    """The limits that an index remembers, and the defaults for the others."""
    known, names = read_limits(Store(directory).path), [each.name for each in fields(Limits)]
    typed = {name: known[name] for name in names if name in known}
    return Limits(**typed)  # type: ignore[arg-type]


def to_remember(limits: Limits) -> dict[str, float]:
    """Those of the limits that are no defaults."""
    usual = asdict(DEFAULT_LIMITS)
    return {name: value for name, value in asdict(limits).items() if value != usual[name]}
