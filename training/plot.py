"""Draw a training run's losses from its log.

python -m training.plot training/run/log.jsonl training/run/loss.svg
"""

import argparse
import json
from pathlib import Path

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.log.read_text(encoding="utf-8").splitlines()]
    draw([line for line in lines if "span" in line], arguments.out)


def draw(lines: list[dict[str, float]], out: Path) -> None:
    """Both losses and the learning rate, over steps."""
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
