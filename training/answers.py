"""Keep what large networks answer to batches of groups, for the passes of training over them.

    python -m training.answers --examples EXAMPLES --config training/rounds/h.toml \
        --teachers TEACHER/reader.safetensors qa/readers/weights/reader.safetensors \
        --large MPNET --tokens 5_000_000 --out ANSWERS

Asked once, and not at every pass, they cost a third. Writes ANSWERS/0000.pt and so on, each some
batches with the mean of the teachers' answers; without --teachers with what people marked alone.
"""

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import torch
from tqdm import tqdm

from index.encoder import default_folder
from training.examples import Examples, Group
from training.loading import load_network
from training.loss import Batch, make_batch, mean_answers
from training.network import quickest

BATCHES = 50  # of one file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--teachers", type=Path, nargs="+", default=())
    parser.add_argument("--large", type=Path, help="MPNet's folder, for such teachers")
    parser.add_argument("--tokens", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    device = torch.device(arguments.device)
    networks = [
        load_network(file, arguments.large).to(device).eval() for file in arguments.teachers
    ]
    examples = Examples(arguments.examples, default_folder() / "tokenizer.json", config)
    examples.start("answers")
    arguments.out.mkdir(parents=True, exist_ok=True)
    asked = 0
    batches = (make_batch(groups) for groups in _without_end(examples))
    with tqdm(total=arguments.tokens, unit="token", mininterval=10) as bar:
        for number in range(10_000):
            kept = []
            for batch in islice(batches, BATCHES):
                with quickest(device.type):
                    said = mean_answers(networks, batch.to(device)) if networks else ()
                kept.append(replace(batch, taught=tuple(each.half().cpu() for each in said)))
                bar.update(batch.ids.numel())
                asked += batch.ids.numel()
            torch.save(kept, arguments.out / f"{number:04}.pt")
            if asked >= arguments.tokens:
                break


def _without_end(examples: Examples) -> Iterator[list[Group]]:
    while True:
        yield from examples.batches(single=False)


def read_answers(folders: Sequence[Path], seed: int) -> Iterator[Batch]:
    """The batches kept in all of them without end, in another order at each pass."""
    files = [file for folder in folders for file in sorted(folder.glob("*.pt"))]
    if not files:
        told = ", ".join(map(str, folders))
        raise ValueError(f"No answers are kept in {told}: run training.answers first.")
    batches = [batch for file in files for batch in torch.load(file, weights_only=False)]
    chance = Random(seed)
    while True:
        chance.shuffle(batches)
        for batch in batches:
            yield replace(batch, taught=tuple(each.float() for each in batch.taught))


if __name__ == "__main__":
    main()
