"""The two pictures of an evaluation, as SVG."""

import io
from collections.abc import Callable, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from qa.evaluation.figures import Point
from qa.scoring import Bin

INK, QUIET, ACCENT = "#33393f", "#9aa3ab", "#1f6f8b"
SIZE = (5.2, 4.2)  # inches


def reliability(bins: Sequence[Bin], error: float) -> str:
    """The reliability diagram: how often answers of each confidence are right."""

    def draw(axes: Axes) -> None:
        most = max((one.questions for one in bins), default=1)
        axes.plot([0, 1], [0, 1], color=QUIET, linestyle="--", linewidth=1, label="perfect")
        axes.bar(
            [one.confidence for one in bins],
            [one.questions / most * 0.2 for one in bins],
            width=0.05,
            color=QUIET,
            alpha=0.35,
            label=f"questions (highest: {most:,})",
        )
        axes.plot(
            [one.confidence for one in bins],
            [one.accuracy for one in bins],
            color=ACCENT,
            marker="o",
            linewidth=2,
            label="measured",
        )
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xlabel("confidence")
        axes.set_ylabel("share of answers that are right")
        axes.set_title(f"Reliability (calibration error {error:.3f})")
        axes.legend(frameon=False, loc="upper left")

    return _svg(draw)


def coverage(curve: Sequence[Point], min_confidence: float) -> str:
    """The coverage-accuracy curve: what a higher least confidence costs, and buys."""

    def draw(axes: Axes) -> None:
        points = sorted(curve, key=lambda one: one.coverage)
        axes.plot(
            [one.coverage for one in points],
            [one.accuracy for one in points],
            color=ACCENT,
            linewidth=2,
        )
        if points:
            here = min(points, key=lambda one: abs(one.min_confidence - min_confidence))
            axes.plot(here.coverage, here.accuracy, "o", color=INK, markersize=8)
            axes.annotate(
                f"at {here.min_confidence:.2f}: {here.coverage:.0%} answered,\n"
                f"{here.accuracy:.0%} of those right",
                (here.coverage, here.accuracy),
                textcoords="offset points",
                xytext=(-8, -40),
                ha="right",
                color=INK,
            )
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("coverage: share of questions answered")
        axes.set_ylabel("accuracy: share of those right")
        axes.set_title("Coverage and accuracy")

    return _svg(draw)


def _svg(draw: Callable[[Axes], None]) -> str:
    figure = Figure(figsize=SIZE, layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0))
    axes.grid(color="#e6e9eb")
    axes.set_axisbelow(True)
    draw(axes)
    stream = io.StringIO()
    # No date and no random names: the same figures give the same file.
    with rc_context({"svg.hashsalt": "gleaner"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()
