"""One look for all charts: the finding as title, units on the axes, colours that colour-blind readers tell apart."""

from __future__ import annotations

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

# Okabe and Ito, "Color Universal Design" (2008), without yellow, which is too pale for lines.
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, BLACK, GREY = "#56B4E9", "#CC79A7", "#222222", "#9A9A9A"
SERIES = [BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE]


def dollars(value: float, _: int = 0) -> str:
    """`$1,250`, `-$0.50`: cents only where there are any."""
    return f"{'-' if value < 0 else ''}${abs(value):,.2f}".removesuffix(".00")


USD = FuncFormatter(dollars)


def chart(finding: str, note: str = "", height: float = 3.6) -> tuple[Figure, Axes]:
    """An empty chart under a title that says what it shows, and a note below it on what is drawn."""
    # Dollars are dollars, not the beginning of a formula.
    plt.rcParams["text.parse_math"] = False
    figure, axes = plt.subplots(figsize=(9, height), layout="constrained")
    figure.suptitle(finding, x=0.01, ha="left", fontsize=13, fontweight="bold", color=BLACK)
    axes.set_title(" ", fontsize=12)
    below_title = axes.annotate(
        note,
        (0.01, 1),
        xycoords=("figure fraction", "axes fraction"),
        xytext=(0, 7),
        textcoords="offset points",
        color="#555555",
        annotation_clip=False,
    )
    # It begins at the edge of the figure, where the layout would make room for it.
    below_title.set_in_layout(False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(GREY)
    axes.tick_params(colors="#444444", length=0)
    axes.set_axisbelow(True)
    return figure, axes


def across(axes: Axes, unit: str) -> None:
    """Values along the horizontal axis, names down the side, the first on top."""
    axes.set_xlabel(unit)
    axes.xaxis.grid(True, color="#E6E6E6")
    axes.spines["left"].set_visible(False)
    axes.invert_yaxis()


def upward(axes: Axes, unit: str) -> None:
    """Values along the vertical axis."""
    axes.set_ylabel(unit)
    axes.yaxis.grid(True, color="#E6E6E6")
    axes.spines["left"].set_visible(False)
