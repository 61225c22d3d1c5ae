"""Weights and calibrations that are changed, missing or no such thing."""

import json
from pathlib import Path

import pytest

import qa.readers.network as networks
from index.errors import UserError
from index.records import Article
from qa.__main__ import main
from qa.readers.calibration import CALIBRATION_FILE, load_calibration
from qa.readers.network_reader import TrainedReader
from tests.readers.passages import BAKERY, hits_of


def test_weights_that_were_changed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "reader.safetensors"
    data = bytearray(networks.WEIGHTS.read_bytes())
    data[len(data) // 2] ^= 1
    bad.write_bytes(data)
    monkeypatch.setattr(networks, "WEIGHTS", bad)
    with pytest.raises(UserError, match=r"not the expected ones .* git checkout"):
        TrainedReader().read("What?", hits_of(Article("a.txt", BAKERY)))


def test_missing_weights_end_the_command_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from index.build import build_index

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(BAKERY, encoding="utf-8")
    build_index([corpus], tmp_path / "index")
    monkeypatch.setattr(networks, "WEIGHTS", tmp_path / "reader.safetensors")
    assert main(["ask", "What is sold?", "--index", str(tmp_path / "index")]) == 1
    error = capsys.readouterr().err
    assert "weights" in error
    assert "No such file" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("content", [None, "", "[]", '{"ranking": {}}', '{"ranking": 3}', "NaN"])
def test_a_bad_calibration_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "confidence.json"
    if content == "NaN":
        constants = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
        constants["ranking"]["span"] = float("nan")
        content = json.dumps(constants)
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"calibration .*confidence.json cannot be used.*Delete it"):
        load_calibration(file)


@pytest.mark.parametrize("part", ["statement", "ranking", "confidence", "promise"])
def test_a_weight_that_is_no_longer_used_is_told_and_not_dropped(tmp_path: Path, part: str) -> None:
    """What was fitted with one more weight says something else without it."""
    file = tmp_path / "confidence.json"
    constants = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    constants[part]["loudness"] = 1.5
    file.write_text(json.dumps(constants), encoding="utf-8")
    with pytest.raises(
        UserError, match=rf"its {part} weighs loudness.*training/calibrate.py"
    ) as it:
        load_calibration(file)
    assert "\n" not in str(it.value)
