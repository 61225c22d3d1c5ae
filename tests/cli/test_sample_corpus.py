"""The questions about corpus/, the whole way with the default encoder."""

import json
from pathlib import Path

import pytest

import index.search
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from tests.cli.commands import ROOT, Capture, run


def test_questions_about_the_sample_corpus(
    tmp_path: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default encoder, the whole way: what the README promises about `corpus/`."""
    lines = (ROOT / "tests/data/corpus_questions.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    encoder = load_encoder()
    build_index([ROOT / "corpus"], tmp_path / "index", encoder)
    monkeypatch.setattr(index.search, "load_encoder", lambda name: encoder)
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    code, _, _ = run(
        capfdbinary, "batch", str(questions), "--index", str(tmp_path / "index"), "--out", str(out)
    )
    assert code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    searcher = Searcher(tmp_path / "index", encoder)
    for row in rows:
        for answer in [*([row] if row["answered"] else []), *row["alternatives"]]:
            article = searcher.article(answer["article"])
            assert article is not None
            assert article.text[answer["start"] : answer["end"]] == answer["answer"]
    handed_over = rows[0]
    assert asked[0]["question"] == "How many suspects were handed over from Myanmar?"
    assert handed_over["answer"] == "4,666"
    right = [
        any(accepted in row["sentence"] for accepted in question["answers"])
        for question, row in zip(asked, rows, strict=True)
        if question["answers"] and row["answered"]
    ]
    assert sum(right) >= 0.75 * sum(bool(question["answers"]) for question in asked)
