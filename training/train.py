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
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from index.encoder import default_folder
from qa.readers.span_model import SpanModel
from training.examples import Examples, Group
from training.loss import loss_of
from training.network import make_network

LOG_EVERY = 50
SAVE_EVERY = 500


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
    teacher = copy.deepcopy(network).eval() if config.get("start_teaches") else None
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
            losses = step(network, optimizer, batch, rate, config["clip"], teacher)
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
    teacher: SpanModel | None,
) -> dict[str, Tensor]:
    """Change the weights by one batch; return its losses."""
    device = next(network.parameters()).device.type
    for settings in optimizer.param_groups:
        settings["lr"] = rate
    with torch.autocast(device, dtype=torch.bfloat16):
        losses = loss_of(network, batch, teacher)
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
