"""Charts of scores, and of how well they find what happened."""

from __future__ import annotations

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.figure import Figure

from egress_notebooks.evaluation import Quality, precision_and_recall, quality
from egress_notebooks.style import BLACK, BLUE, GREEN, ORANGE, SKY, VERMILION, across, chart, upward

_KINDS = {"quiet": SKY, "echo": ORANGE, "incident": VERMILION}


def scores_over_time(marked: pd.DataFrame, score: str, threshold: float) -> Figure:
    """Every entity's score in every hour (columns hour, incident, echo, and the score's), incidents marked."""
    result = quality(marked, score, threshold)
    figure, axes = chart(
        f"{result.found} of {result.incidents} incidents pass the threshold, with {result.false_alarms} false alarms",
        "Score of each entity in each hour (UTC); shaded: hours in which something happened",
    )
    known = marked["incident"].notna()
    for kind, rows in {
        "quiet": marked[~known & ~marked["echo"]],
        "echo": marked[marked["echo"]],
        "incident": marked[known],
    }.items():
        axes.scatter(rows["hour"], rows[score], s=14, color=_KINDS[kind], label=kind, linewidths=0)
    if known.any():
        hours = marked.loc[known, "hour"]
        axes.axvspan(hours.min(), hours.max() + pd.Timedelta(hours=1), color="#F0F0F0", zorder=0)
    axes.axhline(threshold, color=BLACK, lw=1, ls="--")
    axes.annotate(f"threshold {threshold:.2f}", (1.01, threshold), xycoords=("axes fraction", "data"), va="center")
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    axes.margins(x=0.01)
    upward(axes, "score")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return figure


def precision_beside_recall(marked: pd.DataFrame, scores: dict[str, str], thresholds: dict[str, float]) -> Figure:
    """Precision and recall of several score columns (by their label) over all thresholds, and at their own."""
    at_own = {label: quality(marked, column, thresholds[column]) for label, column in scores.items()}
    best = max(at_own, key=lambda label: _f1(at_own[label]))
    figure, axes = chart(
        f"{best} finds {at_own[best].recall:.0%} of incidents with {at_own[best].precision:.0%} of alarms right",
        "Each line: all thresholds of a score; dot: the threshold learnt from quiet hours",
    )
    # The first is broad, to be seen where another covers it.
    for (label, column), color, width in zip(scores.items(), [SKY, ORANGE, GREEN], [7, 2, 2], strict=False):
        curve = precision_and_recall(marked, column)
        axes.plot(curve["recall"], curve["precision"], color=color, lw=width, drawstyle="steps-pre", label=label)
        axes.plot(at_own[label].recall, at_own[label].precision, "o", color=color, markersize=10)
    axes.set_xlabel("recall: share of incidents found")
    axes.set_xlim(0, 1.04)
    axes.set_ylim(0, 1.04)
    upward(axes, "precision: share of alarms right")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return figure


def highest_scores(timing: pd.DataFrame, threshold: float) -> Figure:
    """The highest score of each incident beside the threshold (columns highest_score, hours_to_alarm)."""
    order = timing.sort_values("highest_score", ascending=False)
    slowest = order["hours_to_alarm"].max()
    figure, axes = chart(
        f"The slowest alarm comes {slowest:.0f} h after the onset"
        if order["hours_to_alarm"].notna().any()
        else "No incident is found",
        "Highest score of each incident; dashed: the threshold",
        height=3.0,
    )
    bars = axes.barh(order.index, order["highest_score"], color=BLUE)
    labels = [f"after {hours:.0f} h" if hours > 0 else "missed" for hours in order["hours_to_alarm"]]
    axes.bar_label(bars, labels, padding=4, fontsize=9)
    axes.axvline(threshold, color=BLACK, lw=1, ls="--")
    across(axes, "score")
    return figure


def _f1(result: Quality) -> float:
    both = result.precision + result.recall
    return 2 * result.precision * result.recall / both if both > 0 else 0.0
