"""How well weights mark the answer in the right text: EM and F1 of the plainly likeliest span.

    python -m training.compare --data ../shared/qa-data A.safetensors B.safetensors [--together]

Measured on the validation part's two halves, the typed questions' two halves (the second is trained
on), the half of RAMDocs and those of training/questions.jsonl that no round is trained on; of the
latter also how well they tell what a text answers from what it nearly does (AUC). With --together,
what they answer in the mean as well. For choosing between rounds; what Gleaner marks with them is
in benchmarks/.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.encoder import default_folder
from qa.scoring import exact_match, f1
from training.composed import QUESTIONS, read_composed
from training.examples import CLS, CONFLICTS, MAX_QUESTION, SEP, TYPED
from training.loading import load_network
from training.network import quickest

VALIDATION = "squadshifts-newwiki-validation.json"
LENGTH = 512
MOST_TOKENS = 40
BATCH = 32
Item = tuple[str, str, list[str]]  # question, text, accepted answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--large", type=Path, help="MPNet's folder, for weights of it")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--together", action="store_true", help="also the mean of their answers")
    arguments = parser.parse_args()
    networks = {}
    for file in arguments.weights:
        networks[str(file)] = [load_network(file, arguments.large).to(arguments.device)]
    if arguments.together:
        networks["together"] = [each for (each,) in networks.values()]
    tokenizer = Tokenizer.from_file(str(default_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    composed = list(read_composed(QUESTIONS, arguments.data, measured=True))
    sets = dict(read_sets(arguments.data))
    sets["composed"] = [
        (question, text.text, [text.text[start:end] for start, end, _ in text.spans])
        for question, text in composed
        if text.spans
    ]
    named = [f"{name} ({len(items)})" for name, items in sets.items()]
    print("| weights |", " | ".join(named), f"| composed, AUC ({len(composed)}) |")
    for name, some in networks.items():
        cells = []
        for items in sets.values():
            said = mark(some, tokenizer, items, arguments.device)
            scores = [
                (exact_match(text, accepted), f1(text, accepted))
                for text, (_, _, accepted) in zip(said, items, strict=True)
            ]
            exact, partly = torch.tensor(scores).mean(0).tolist()
            cells.append(f"{exact:.4f} {partly:.4f}")
        told = [(question, text.text) for question, text in composed]
        answerable = tell(some, tokenizer, told, arguments.device)
        cells.append(f"{roc_auc_score([bool(text.spans) for _, text in composed], answerable):.4f}")
        print(f"| {name} |", " | ".join(cells), "|", flush=True)


def read_sets(data: Path) -> Iterator[tuple[str, list[Item]]]:
    """Each set's name and questions with their right text."""
    validation = list(_squad(data / VALIDATION))
    yield "validation, half", [each for group in validation for each in group][::2]
    yield "validation, other half", [each for group in validation for each in group][1::2]
    typed = list(_squad(data / TYPED))
    yield "typed", [each for group in typed[::2] for each in group]
    yield "typed, trained on", [each for group in typed[1::2] for each in group]
    conflicts = [json.loads(line) for line in (data / CONFLICTS).open(encoding="utf-8")]
    yield (
        "RAMDocs",
        [
            (conflict["question"], document["text"], [document["answer"]])
            for conflict in conflicts[::2]
            for document in conflict["documents"]
            if document["type"] != "noise"
        ],
    )


def _squad(file: Path) -> Iterator[list[Item]]:
    for group in json.loads(file.read_text(encoding="utf-8"))["data"]:
        yield [
            (item["question"].strip(), paragraph["context"], [a["text"] for a in item["answers"]])
            for paragraph in group["paragraphs"]
            for item in paragraph["qas"]
        ]


def mark(
    networks: Sequence[nn.Module], tokenizer: Tokenizer, items: Sequence[Item], device: str
) -> list[str]:
    """The likeliest span of every text."""
    said = [""] * len(items)
    for some, rows in in_batches(tokenizer, [item[:2] for item in items]):
        for number, (start, end) in zip(some, best_spans(networks, rows, device), strict=True):
            said[number] = items[number][1][start:end]
    return said


def tell(
    networks: Sequence[nn.Module],
    tokenizer: Tokenizer,
    items: Sequence[tuple[str, str]],
    device: str,
) -> list[float]:
    """How much each text answers its question, as the mean logit of the networks."""
    told = [0.0] * len(items)
    for some, rows in in_batches(tokenizer, items):
        ids, mask, kinds = (each.to(device) for each in as_tensors(rows))
        with torch.no_grad(), quickest(ids.device.type):
            logits = torch.stack([network(ids, mask, kinds)[2] for network in networks]).mean(0)
        for number, logit in zip(some, logits.tolist(), strict=True):
            told[number] = logit
    return told


def in_batches(
    tokenizer: Tokenizer, items: Sequence[tuple[str, str]]
) -> Iterator[tuple[list[int], list[dict[str, Any]]]]:
    """Which of the questions and texts, and their rows, of like length."""
    order = sorted(range(len(items)), key=lambda number: len(items[number][1]))
    for at in range(0, len(order), BATCH):
        some = order[at : at + BATCH]
        yield some, [encode(tokenizer, *items[number]) for number in some]


def encode(tokenizer: Tokenizer, question: str, text: str) -> dict[str, Any]:
    words = tokenizer.encode(question, add_special_tokens=False).ids[:MAX_QUESTION]
    encoding = tokenizer.encode(text, add_special_tokens=False)
    head = [CLS, *words, SEP]
    room = LENGTH - len(head) - 1
    ids = [*head, *encoding.ids[:room], SEP]
    return {"ids": ids, "from": len(head), "offsets": encoding.offsets[:room]}


def best_spans(
    networks: Sequence[nn.Module], rows: Sequence[dict[str, Any]], device: str
) -> Iterator[tuple[int, int]]:
    """Where each row's likeliest span starts and ends, in characters of its text."""
    ids, mask, kinds = as_tensors(rows)
    length = ids.shape[1]
    starts, ends = _mean(networks, ids.to(device), mask.to(device), kinds.to(device))
    allowed = torch.ones(length, length, dtype=torch.bool).triu().tril(MOST_TOKENS - 1)
    for place, row in enumerate(rows):
        first, last = row["from"], len(row["ids"]) - 1
        scores = starts[place, first:last, None] + ends[place, None, first:last]
        size = last - first
        scores = scores.masked_fill(~allowed[:size, :size], -torch.inf)
        start, end = divmod(int(scores.argmax()), size)
        yield row["offsets"][start][0], row["offsets"][end][1]


def as_tensors(rows: Sequence[dict[str, Any]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and kinds as SpanModel takes them, int64 (rows, tokens)."""
    length = max(len(row["ids"]) for row in rows)
    ids, mask, kinds = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(3))
    for place, row in enumerate(rows):
        ids[place, : len(row["ids"])] = torch.tensor(row["ids"])
        mask[place, : len(row["ids"])] = 1
        kinds[place, row["from"] : len(row["ids"])] = 1
    return ids, mask, kinds


@torch.no_grad()
def _mean(
    networks: Sequence[nn.Module], ids: Tensor, mask: Tensor, kinds: Tensor
) -> tuple[Tensor, Tensor]:
    text = kinds.bool()
    starts, ends = [], []
    for network in networks:
        with quickest(ids.device.type):
            start, end, _ = network(ids, mask, kinds)
        starts.append(start.masked_fill(~text, -1e4).softmax(-1))
        ends.append(end.masked_fill(~text, -1e4).softmax(-1))
    return (
        torch.stack(starts).mean(0).clamp(min=1e-12).log().cpu(),
        torch.stack(ends).mean(0).clamp(min=1e-12).log().cpu(),
    )


if __name__ == "__main__":
    main()
