"""Train the reader from the default encoder's weights.

    export LD_PRELOAD=libtcmalloc_minimal.so.4
    python -m training.train --examples FOLDER --out FIRST
    python -m training.train --examples FOLDER --out SECOND --config training/second.toml \
        --start FIRST/reader.safetensors

On a CPU, tcmalloc halves the time of a step. With --device cuda it trains on a GPU. Writes
reader.safetensors (float16) and log.jsonl, a line every fifty steps.
"""

import argparse
import copy
import json
import random
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn.functional import log_softmax

from index.encoder import default_folder
from qa.readers.span_model import SpanModel
from training.examples import BUCKET, Examples, Group
from training.network import make_network

LOG_EVERY = 50
SAVE_EVERY = 500
MASKED = -1e4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("first.toml"))
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--start", type=Path, help="go on from these weights, not the encoder's")
    parser.add_argument("--minutes", type=float, help="end no later, whatever the token budget")
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    train(arguments, config)


def train(arguments: argparse.Namespace, config: dict[str, Any]) -> None:
    torch.manual_seed(config["seed"])
    random.seed(config["seed"])
    encoder = default_folder()
    examples = Examples(arguments.examples, encoder / "tokenizer.json", config)
    network = make_network(encoder, config["dropout"]).to(arguments.device)
    if arguments.start:
        stored = {name: tensor.float() for name, tensor in load_file(arguments.start).items()}
        network.load_state_dict(stored, strict=False)  # without the word embeddings
    averaged = copy.deepcopy(network).eval()
    plain = [p for p in network.parameters() if p.requires_grad and p.ndim < 2]
    decayed = [p for p in network.parameters() if p.requires_grad and p.ndim >= 2]
    optimizer = torch.optim.AdamW(
        [
            {"params": decayed, "weight_decay": config["weight_decay"]},
            {"params": plain, "weight_decay": 0.0},
        ],
        lr=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    log = (arguments.out / "log.jsonl").open("w", encoding="utf-8")
    began, tokens, step, progress = time.time(), 0, 0, 0.0
    sums: dict[str, float] = {}
    network.train()
    while progress < 1:
        single = progress < config["first"]["share"]
        for batch in examples.batches(single):
            progress = tokens / config["token_budget"]
            if arguments.minutes:
                progress = max(progress, (time.time() - began) / 60 / arguments.minutes)
            if progress >= 1 or single != (progress < config["first"]["share"]):
                break
            rate = config["learning_rate"] * min(
                progress / config["warmup"], (1 - progress) / (1 - config["warmup"])
            )
            for settings in optimizer.param_groups:
                settings["lr"] = rate
            rows = sum(len(group.rows) for group in batch)
            with torch.autocast(arguments.device, dtype=torch.bfloat16):
                losses = loss_of(network, batch, arguments.device)
            sum(losses.values()).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(network.parameters(), config["clip"])
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            tokens += rows * batch[-1].length
            for name, loss in losses.items():
                sums[name] = sums.get(name, 0.0) + float(loss.detach())
            average(averaged, network, progress, config)
            if step % LOG_EVERY == 0:
                line = {
                    "step": step,
                    "progress": round(progress, 4),
                    "tokens": tokens,
                    "seconds": round(time.time() - began),
                    "rate": round(rate, 7),
                    **{name: round(value / LOG_EVERY, 4) for name, value in sums.items()},
                }
                print(json.dumps(line), file=log, flush=True)
                sums = {}
            if step % SAVE_EVERY == 0:
                save(averaged, arguments.out)
    save(averaged, arguments.out)
    print(json.dumps({"step": step, "tokens": tokens, "seconds": time.time() - began}), file=log)


def average(
    averaged: SpanModel, network: SpanModel, progress: float, config: dict[str, Any]
) -> None:
    """A running mean of the weights (Polyak), which generalises better than the last ones."""
    kept = config["average_decay"] if progress >= config["average_from"] else 0.0
    with torch.no_grad():
        for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
            if now.requires_grad:
                mean.lerp_(now, 1 - kept)


def loss_of(network: SpanModel, batch: list[Group], device: str) -> dict[str, Tensor]:
    """Span and answerability losses, each a mean over the groups.

    Starts and ends share one softmax over all passages of a group (Clark and Gardner 2018).
    """
    sequences = [one for group in batch for one in group.rows]
    length = batch[-1].length
    assert length % BUCKET == 0
    ids = torch.zeros(len(sequences), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    kinds = torch.zeros_like(ids)
    starts = torch.zeros(len(sequences), length)
    ends = torch.zeros(len(sequences), length)
    for row, one in enumerate(sequences):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
        kinds[row, one.text_from : len(one.ids)] = 1
        for weights, into in ((one.starts, starts), (one.ends, ends)):
            for place, weight in weights.items():
                into[row, place] = weight
    mask_on = mask.to(device)
    start, end, answerable = network(ids.to(device), mask_on, kinds.to(device))
    inside = kinds.bool()
    for row, one in enumerate(sequences):
        inside[row, len(one.ids) - 1] = False  # the last [SEP]
    inside = inside.to(device)
    start = start.masked_fill(~inside, MASKED)
    end = end.masked_fill(~inside, MASKED)
    starts, ends = starts.to(device), ends.to(device)
    span, ranking = [], []
    for row, group in _rows(batch):
        rows = slice(row, row + len(group.rows))
        if group.answering >= 0:
            span.append(_cross_entropy(start[rows], starts[rows]))
            span.append(_cross_entropy(end[rows], ends[rows]))
        if group.ranked:
            logits = torch.cat([answerable.new_zeros(1), answerable[rows]])
            ranking.append(-log_softmax(logits, 0)[group.answering + 1])
    zero = start.sum() * 0
    return {
        "span": torch.stack(span).mean() if span else zero,
        "ranking": torch.stack(ranking).sum() / len(batch) if ranking else zero,
    }


def _rows(batch: list[Group]) -> Iterator[tuple[int, Group]]:
    row = 0
    for group in batch:
        yield row, group
        row += len(group.rows)


def _cross_entropy(logits: Tensor, weights: Tensor) -> Tensor:
    return -(log_softmax(logits.flatten(), 0) * weights.flatten()).sum() / weights.sum()


def save(network: SpanModel, folder: Path) -> None:
    # What differs from the encoder: all but the word embeddings.
    tensors = {
        name: tensor.half().cpu().contiguous()
        for name, tensor in network.state_dict().items()
        if "word_embeddings" not in name
    }
    partial = folder / "reader.partial"
    save_file(tensors, partial)
    partial.replace(folder / "reader.safetensors")


if __name__ == "__main__":
    main()
