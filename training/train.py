"""Train the reader, a round at a time.

    python -m training.train --examples FOLDER --config training/rounds/a.toml --out A \
        --start RECURRING/reader.safetensors --device cuda --workers 5

Begins from the default encoder's weights or, with --start, from a round's. With --teachers it
learns what several networks answer. On a CPU, tcmalloc halves the time of a step (`export
LD_PRELOAD=libtcmalloc_minimal.so.4`). Writes reader.safetensors (float16) and log.jsonl, a line
every fifty steps.
"""

import argparse
import copy
import json
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from index.encoder import default_folder
from training.adapter import make_adapted
from training.answers import read_answers
from training.examples import Examples
from training.loss import Batch, Teaching, loss_of, make_batch
from training.network import attend, make_network, quickest, read_weights
from training.teacher import TeacherModel
from training.windows import Windows

LOG_EVERY = 50
SAVE_EVERY = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--examples", type=Path, help="what training/prepare.py wrote")
    source.add_argument(
        "--answers", type=Path, nargs="+", help="or the folders that training/answers.py wrote"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--start", type=Path, help="go on from these weights, not the encoder's")
    parser.add_argument("--teachers", type=Path, nargs="+", default=(), help="weights that teach")
    parser.add_argument("--encoder", type=Path, help="its folder; default: the default encoder's")
    parser.add_argument("--large", type=Path, help="train MPNet in this folder")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--minutes", type=float, help="end no later, whatever the token budget")
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    if "rank" in config and not arguments.large:
        parser.error(f"{arguments.config} is of MPNet's adapter: name MPNet's folder with --large.")
    train(arguments, config)


def train(arguments: argparse.Namespace, config: dict[str, Any]) -> None:
    torch.manual_seed(config["seed"])
    device = torch.device(arguments.device)
    encoder = arguments.encoder or default_folder()
    if arguments.answers:
        kept = read_answers(arguments.answers, config["seed"])
    else:
        made = Windows if "rank" in config else Examples
        examples = made(arguments.examples, encoder / "tokenizer.json", config)
    network = begin(arguments, encoder, config).to(device)
    if arguments.start:
        read_weights(network, arguments.start)
    averaged = copy.deepcopy(network).eval()
    teaching = make_teaching(network, arguments.teachers, config)
    optimizer = make_optimizer(network, config)
    arguments.out.mkdir(parents=True, exist_ok=True)
    log = Log(arguments.out / "log.jsonl")
    network.train()
    for single, until in ((True, config["first"]["share"]), (False, 1.0)):
        for batch in kept if arguments.answers else batches(examples, single, arguments.workers):
            progress = log.tokens / config["token_budget"]
            if arguments.minutes:
                progress = max(progress, log.seconds / 60 / arguments.minutes)
            if progress >= until:
                break
            rate = rate_at(progress, config)
            losses = step(network, optimizer, batch.to(device), rate, config["clip"], teaching)
            average(averaged, network, progress, config)
            log.add(losses, batch.ids.numel())
            if log.steps % LOG_EVERY == 0:
                log.write(progress, rate)
            if log.steps % SAVE_EVERY == 0:
                save(averaged, arguments.out)
    save(averaged, arguments.out)
    log.close()


def begin(arguments: argparse.Namespace, encoder: Path, config: dict[str, Any]) -> nn.Module:
    """The network as it is before any training."""
    if "rank" in config:
        return make_adapted(arguments.large, config["rank"], config["dropout"])
    if arguments.large:
        return TeacherModel(arguments.large, config["dropout"])
    network = make_network(encoder, config)
    attend(network, torch.device(arguments.device).type)
    return network


class Stream(IterableDataset[Batch]):
    """Batches without end; each process that makes them draws its own."""

    def __init__(self, examples: Examples, single: bool) -> None:
        self.examples = examples
        self.single = single

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        self.examples.start(f"{int(self.single)} {worker.id if worker else 0}")
        while True:
            for groups in self.examples.batches(self.single):
                yield make_batch(groups)


def batches(examples: Examples, single: bool, workers: int) -> Iterable[Batch]:
    """Batches without end, made by so many other processes or, for none, here."""
    loader: DataLoader[Batch] = DataLoader(
        Stream(examples, single),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=16 if workers else None,
        pin_memory=torch.cuda.is_available(),
    )
    return loader


def make_teaching(network: nn.Module, files: Sequence[Path], config: dict[str, Any]) -> Teaching:
    """What the networks of these files teach, as much as the configuration says."""
    networks = []
    for file in files:
        networks.append(copy.deepcopy(network).eval())
        read_weights(networks[-1], file)
    return Teaching(networks, **config.get("teaching", {}))


class Log:
    """What has been done so far, and a line of it every so many steps."""

    def __init__(self, path: Path) -> None:
        self.steps = 0
        self.tokens = 0
        self._began = time.time()
        self._sums: dict[str, float | Tensor] = {}
        self._file = path.open("w", encoding="utf-8")

    @property
    def seconds(self) -> float:
        return time.time() - self._began

    def add(self, losses: dict[str, Tensor], tokens: int) -> None:
        self.steps += 1
        self.tokens += tokens
        for name, loss in losses.items():
            self._sums[name] = self._sums.get(name, 0.0) + loss.detach()  # a number when written

    def write(self, progress: float, rate: float) -> None:
        """A line with the mean losses since the last one."""
        line = {
            "step": self.steps,
            "progress": round(progress, 4),
            "tokens": self.tokens,
            "seconds": round(self.seconds),
            "rate": round(rate, 7),
            **{name: round(float(value) / LOG_EVERY, 4) for name, value in self._sums.items()},
        }
        print(json.dumps(line), file=self._file, flush=True)
        self._sums = {}

    def close(self) -> None:
        """The last line: all that was done."""
        line = {"step": self.steps, "tokens": self.tokens, "seconds": self.seconds}
        print(json.dumps(line), file=self._file)
        self._file.close()


def make_optimizer(network: nn.Module, config: dict[str, Any]) -> torch.optim.Optimizer:
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
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    batch: Batch,
    rate: float,
    clip: float,
    teaching: Teaching,
) -> dict[str, Tensor]:
    """Change the weights by one batch; return its losses."""
    device = batch.ids.device.type
    for settings in optimizer.param_groups:
        settings["lr"] = rate
    with quickest(device):
        losses = loss_of(network, batch, teaching)
    torch.autograd.backward(losses["span"] + losses["ranking"])
    torch.nn.utils.clip_grad_norm_(network.parameters(), clip)
    optimizer.step()
    optimizer.zero_grad()
    return losses


def average(
    averaged: nn.Module, network: nn.Module, progress: float, config: dict[str, Any]
) -> None:
    """A running mean of the weights (Polyak), which generalises better than the last ones."""
    kept = config["average_decay"] if progress >= config["average_from"] else 0.0
    pairs = zip(averaged.parameters(), network.parameters(), strict=True)
    means, now = zip(*(pair for pair in pairs if pair[1].requires_grad), strict=True)
    with torch.no_grad():
        # At once: each by itself costs a GPU a call.
        get_ema_multi_avg_fn(kept)(means, now, 0)  # type: ignore[no-untyped-call]


def save(network: nn.Module, folder: Path) -> None:
    # What is trained: all but the encoder's word embeddings, or what stands beside MPNet's weights.
    tensors = {
        name: each.detach().half().cpu().contiguous()
        for name, each in network.named_parameters()
        if each.requires_grad
    }
    partial = folder / "reader.partial"
    save_file(tensors, partial)
    partial.replace(folder / "reader.safetensors")


if __name__ == "__main__":
    main()
