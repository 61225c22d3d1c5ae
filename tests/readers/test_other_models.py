"""Other models as the reader: the exported one, anybody's, and what is none."""

import json
import shutil
from pathlib import Path

import pytest

from index.encoder import default_folder
from index.errors import UserError
from index.records import Article
from qa.readers import network_reader
from qa.readers.calibration import CALIBRATION_FILE
from qa.readers.network import load_network
from qa.readers.network_reader import TrainedReader
from qa.records import MAX_ANSWERS
from tests.readers.passages import BAKERY, HANDOVER, hits_of, read


def test_the_exported_reader_answers_as_the_first_network_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import AutoModelForQuestionAnswering

    from training.export import export

    export(tmp_path / "model")
    monkeypatch.setattr(network_reader, "load_second", lambda: None)
    reader = TrainedReader()
    exported = TrainedReader(str(tmp_path / "model"))
    for question in ("What does the bakery sell?", "How many fugitives were handed over?"):
        expected = read(reader, question, HANDOVER, BAKERY).answers
        found = read(exported, question, HANDOVER, BAKERY).answers
        sure = [one.confidence for one in expected]
        assert [one.confidence for one in found] == pytest.approx(sure, abs=0.01)
        # Which words of what is no answer are marked, the rounding of a processor decides.
        said = [[one.text for one in each if one.confidence > 0.01] for each in (found, expected)]
        assert said[0] == said[1] != []
        assert all(one.grounds is None for one in found)  # its calibration was fitted to ours
    model = AutoModelForQuestionAnswering.from_pretrained(tmp_path / "model")
    assert type(model).__name__ == "BertForQuestionAnswering"


def test_any_extractive_model_can_read(tmp_path: Path) -> None:
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    folder = tmp_path / "other"
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
    BertForQuestionAnswering(config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(default_folder()).save_pretrained(folder)
    reading = read(TrainedReader(str(folder)), "What is sold?", BAKERY)
    assert 1 <= len(reading.answers) <= MAX_ANSWERS
    assert len(reading.hits) == 1


def test_a_model_with_another_kind_of_tokenizer(tmp_path: Path) -> None:
    """Byte-level tokens, no token types, and offsets that count the space before a word."""
    from tokenizers import ByteLevelBPETokenizer
    from transformers import RobertaConfig, RobertaForQuestionAnswering, RobertaTokenizerFast

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    words = ByteLevelBPETokenizer()
    words.train_from_iterator([HANDOVER, BAKERY], vocab_size=400, special_tokens=special)
    words.save(str(tmp_path / "tokenizer.json"))
    tokenizer = RobertaTokenizerFast(
        tokenizer_file=str(tmp_path / "tokenizer.json"), trim_offsets=False, model_max_length=128
    )
    folder = tmp_path / "other"
    tokenizer.save_pretrained(folder)
    config = RobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=130,
    )
    RobertaForQuestionAnswering(config).save_pretrained(folder)
    scores = load_network(str(folder)).score("What is sold?", [BAKERY])[0]
    spans = [BAKERY[start:end] for start, end in scores.spans]
    assert all(span == span.strip() for span in spans)
    assert "".join(spans) == "".join(BAKERY.split())
    assert read(TrainedReader(str(folder)), "What is sold?", BAKERY).answers


def test_a_model_with_its_own_calibration(tmp_path: Path) -> None:
    from training.export import export

    export(tmp_path / "model")
    constants = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    constants["confidence"] = dict.fromkeys(constants["confidence"], 0.0)
    (tmp_path / "model" / "confidence.json").write_text(json.dumps(constants), encoding="utf-8")
    answer = read(TrainedReader(str(tmp_path / "model")), "What is sold?", BAKERY).answers[0]
    assert answer.confidence == 0.5


@pytest.mark.parametrize("kind", ["missing", "empty", "damaged", "encoder", "not numbers"])
def test_a_reader_that_cannot_be_loaded_is_named(tmp_path: Path, kind: str) -> None:
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    folder = tmp_path / "model"
    if kind == "empty":
        folder.mkdir()
    if kind in ("damaged", "encoder"):
        shutil.copytree(default_folder(), folder)
    if kind == "damaged":
        (folder / "model.safetensors").write_bytes(b"not weights")
    if kind == "not numbers":
        config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
        model = BertForQuestionAnswering(config)
        model.qa_outputs.bias.data.fill_(float("nan"))
        model.save_pretrained(folder)
        AutoTokenizer.from_pretrained(default_folder()).save_pretrained(folder)
    with pytest.raises(UserError, match=r"reader .*model cannot be loaded.*--reader"):
        TrainedReader(str(folder)).read("What?", hits_of(Article("a.txt", BAKERY)))
