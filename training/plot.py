"""Draw the losses of training's rounds, one after the other, from their logs.

python -m training.plot training/run/*.jsonl training/run/loss.svg
"""

import argparse
import json
from pathlib import Path

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("logs", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rounds = [read(log) for log in arguments.logs]
    draw(rounds, arguments.out)


def read(log: Path) -> list[dict[str, float]]:
    """The lines with losses."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if "span" in line]


def draw(rounds: list[list[dict[str, float]]], out: Path) -> None:
    """Both losses and the learning rate, over the steps of all rounds."""
    lines: list[dict[str, float]] = []
    for one in rounds:
        before = lines[-1]["step"] if lines else 0
        lines += [{**line, "step": line["step"] + before} for line in one]
    figure = Figure(figsize=(7, 4), layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    steps = [line["step"] for line in lines]
    axes.plot(steps, [line["span"] for line in lines], label="span loss", color="#1f6f8b")
    ranked = [(line["step"], line["ranking"]) for line in lines if line["ranking"]]
    axes.plot(*zip(*ranked, strict=True), label="answerability loss", color="#b5542f")
    axes.set_xlabel("step")
    axes.set_ylim(bottom=0)
    axes.set_ylabel("loss, mean of fifty steps")
    rate = axes.twinx()
    rate.plot(steps, [line["rate"] for line in lines], color="#9aa3ab", linewidth=1)
    rate.set_ylabel("learning rate", color="#9aa3ab")
    axes.legend(frameon=False)
    figure.savefig(out, metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main()
