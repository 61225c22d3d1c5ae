"""Files that once stopped a build: each is read or named with the reason, beside a good article."""

from pathlib import Path

import pytest

from index.build import build_index
from tests.fakes import WordEncoder
from tests.workers.hostile import HOSTILE


@pytest.mark.parametrize("name", HOSTILE)
def test_what_stopped_a_build_is_read_or_named(tmp_path: Path, name: str) -> None:
    ending, make, reason = HOSTILE[name]
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / f"hostile{ending}").write_bytes(make())
    (corpus / "note.txt").write_text("The harbour was closed on Monday.")
    report = build_index([corpus], tmp_path / "index", WordEncoder())
    assert report.articles == (1 if reason else 2)
    assert len(report.skipped) <= 21
    assert [skip.path for skip in report.skipped] == [f"hostile{ending}"] * len(report.skipped)
    assert bool(report.skipped) == bool(reason)
    assert not reason or reason in report.skipped[-1].reason
