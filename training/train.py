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
from dataclasses import dataclass
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
    optimizer = make_optimizer(network, config)
    arguments.out.mkdir(parents=True, exist_ok=True)
    log = Log(arguments.out / "log.jsonl")
    progress = 0.0
    network.train()
    while progress < 1:
        single = progress < config["first"]["share"]
        for batch in examples.batches(single):
            progress = log.tokens / config["token_budget"]
            if arguments.minutes:
                progress = max(progress, log.seconds / 60 / arguments.minutes)
            if progress >= 1 or single != (progress < config["first"]["share"]):
                break
            rate = rate_at(progress, config)
            losses = step(network, optimizer, batch, rate, config["clip"])
            average(averaged, network, progress, config)
            log.add(losses, sum(len(group.rows) for group in batch) * batch[-1].length)
            if log.steps % LOG_EVERY == 0:
                log.write(progress, rate)
            if log.steps % SAVE_EVERY == 0:
                save(averaged, arguments.out)
    save(averaged, arguments.out)
    log.close()


class Log:
    """What has been done so far, and a line of it every so many steps."""

    def __init__(self, path: Path) -> None:
        self.steps = 0
        self.tokens = 0
        self._began = time.time()
        self._sums: dict[str, float] = {}
        self._file = path.open("w", encoding="utf-8")

    @property
    def seconds(self) -> float:
        return time.time() - self._began

    def add(self, losses: dict[str, Tensor], tokens: int) -> None:
        self.steps += 1
        self.tokens += tokens
        for name, loss in losses.items():
            self._sums[name] = self._sums.get(name, 0.0) + float(loss.detach())

    def write(self, progress: float, rate: float) -> None:
        """A line with the mean losses since the last one."""
        line = {
            "step": self.steps,
            "progress": round(progress, 4),
            "tokens": self.tokens,
            "seconds": round(self.seconds),
            "rate": round(rate, 7),
            **{name: round(value / LOG_EVERY, 4) for name, value in self._sums.items()},
        }
        print(json.dumps(line), file=self._file, flush=True)
        self._sums = {}

    def close(self) -> None:
        """The last line: all that was done."""
        line = {"step": self.steps, "tokens": self.tokens, "seconds": self.seconds}
        print(json.dumps(line), file=self._file)
        self._file.close()


def make_optimizer(network: SpanModel, config: dict[str, Any]) -> torch.optim.Optimizer:
    """AdamW, with weight decay for matrices alone."""
    plain = [p for p in network.parameters() if p.requires_grad and p.ndim < 2]
    decayed = [p for p in network.parameters() if p.requires_grad and p.ndim >= 2]
    return torch.optim.AdamW(
        [
            {"params": decayed, "weight_decay": config["weight_decay"]},
            {"params": plain, "weight_decay": 0.0},
        ],
        lr=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_at(progress: float, config: dict[str, Any]) -> float:
    """The learning rate: up to its peak and down to zero, each in a line."""
    up, down = progress / config["warmup"], (1 - progress) / (1 - config["warmup"])
    return float(config["learning_rate"] * min(up, down))


def step(
    network: SpanModel,
    optimizer: torch.optim.Optimizer,
    batch: list[Group],
    rate: float,
    clip: float,
) -> dict[str, Tensor]:
    """Change the weights by one batch; return its losses."""
    device = next(network.parameters()).device.type
    for settings in optimizer.param_groups:
        settings["lr"] = rate
    with torch.autocast(device, dtype=torch.bfloat16):
        losses = loss_of(network, batch)
    torch.autograd.backward(losses["span"] + losses["ranking"])
    torch.nn.utils.clip_grad_norm_(network.parameters(), clip)
    optimizer.step()
    optimizer.zero_grad()
    return losses


def average(
    averaged: SpanModel, network: SpanModel, progress: float, config: dict[str, Any]
) -> None:
    """A running mean of the weights (Polyak), which generalises better than the last ones."""
    kept = config["average_decay"] if progress >= config["average_from"] else 0.0
    with torch.no_grad():
        for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
            if now.requires_grad:
                mean.lerp_(now, 1 - kept)


@dataclass(frozen=True, slots=True)
class Padded:
    """The sequences of a batch, (rows, tokens), filled up with zeros."""

    ids: Tensor
    mask: Tensor  # 0 on padding
    kinds: Tensor  # 1 on the text and the [SEP] behind it
    inside: Tensor  # true on the text
    starts: Tensor  # the weights that people gave
    ends: Tensor


def pad(batch: list[Group]) -> Padded:
    sequences = [one for group in batch for one in group.rows]
    length = batch[-1].length
    assert length % BUCKET == 0
    shape = (len(sequences), length)
    ids = torch.zeros(shape, dtype=torch.long)
    mask, kinds = torch.zeros_like(ids), torch.zeros_like(ids)
    starts, ends = torch.zeros(shape), torch.zeros(shape)
    for row, one in enumerate(sequences):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
        kinds[row, one.text_from : len(one.ids)] = 1
        for weights, into in ((one.starts, starts), (one.ends, ends)):
            for token, weight in weights.items():
                into[row, token] = weight
    inside = kinds.bool()
    for row, one in enumerate(sequences):
        inside[row, len(one.ids) - 1] = False  # the last [SEP]
    return Padded(ids, mask, kinds, inside, starts, ends)


def loss_of(network: SpanModel, batch: list[Group]) -> dict[str, Tensor]:
    """Span and answerability losses, each a mean over the groups.

    Starts and ends share one softmax over all passages of a group (Clark and Gardner 2018).
    """
    device = next(network.parameters()).device
    padded = pad(batch)
    start, end, answerable = network(
        padded.ids.to(device), padded.mask.to(device), padded.kinds.to(device)
    )
    outside = ~padded.inside.to(device)
    start, end = start.masked_fill(outside, MASKED), end.masked_fill(outside, MASKED)
    starts, ends = padded.starts.to(device), padded.ends.to(device)
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
