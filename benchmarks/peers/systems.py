"""Which systems there are, and the environment that each runs in."""

from dataclasses import dataclass

from benchmarks.peers.record import Sample, System

OURS = "Gleaner"
ALL = ("build", "add", "start", "search", "ask")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. A variant takes the index of another, and some measures alone."""

    name: str
    index: str  # the folder of its index
    measures: tuple[str, ...] = ALL


COLUMNS = (
    Column(OURS, "gleaner"),
    Column("txtai", "txtai"),
    Column("txtai, passage by passage", "txtai", ("start", "ask")),
    Column("Haystack", "haystack"),
    Column("Haystack, told the passage's tokens", "haystack", ("ask",)),
    Column("script", "script"),
    Column("script, bfloat16", "script-bfloat16"),
)
NOT_MEASURED = {"qmd": "its models come from a model hub, and are not at hand"}


def open_system(column: Column, sample: Sample) -> System:
    """The system of a column; imports its libraries."""
    folder = sample.folder / "indexes" / column.index
    folder.mkdir(parents=True, exist_ok=True)
    if column.index == "gleaner":
        from benchmarks.peers.gleaner import Gleaner

        return Gleaner(sample, folder)
    if column.index == "txtai":
        from benchmarks.peers.txtai import Txtai

        return Txtai(sample, folder, joined=column.name == "txtai")
    if column.index == "haystack":
        from benchmarks.peers.haystack import Haystack

        return Haystack(sample, folder, told=column.name != "Haystack")
    from benchmarks.peers.script import Script

    return Script(sample, folder, in_bfloat16=column.index == "script-bfloat16")
