"""Charts of what fixes save, and of how sure that is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from egress_notebooks.savings import Change
from egress_notebooks.style import BLACK, BLUE, GREEN, GREY, ORANGE, SERIES, USD, across, chart, upward

_INPUTS = {
    "gb": "GB a month",
    "cross_zone_gb": "GB a month to another zone",
    "nat_usd_per_gb": "NAT processing, USD/GB",
    "zone_usd_per_gb": "across zones, USD/GB",
    "avoidable_share": "avoidable share",
}


def ranges_of_savings(ranges: pd.DataFrame, shown: int = 10) -> Figure:
    """Each finding's saving with its range (columns title, low, expected, high), the largest first."""
    top = ranges.head(shown)
    total = ranges["expected"].sum()
    figure, axes = chart(
        f"All findings save ${total:,.0f} a month; the first {top['expected'].iloc[0] / total:.0%} of it",
        "Saving as expected (dot), and the range that the sample allows (line)",
        height=0.9 + 0.42 * len(top),
    )
    names = [textwrap.shorten(title.rsplit(":", 1)[0], 62, placeholder=" …") for title in top["title"]]
    positions = np.arange(len(top))
    axes.hlines(positions, top["low"], top["high"], color=GREY, lw=3)
    axes.plot(top["expected"], positions, "o", color=BLUE, markersize=8)
    axes.set_yticks(positions, names, fontsize=9)
    axes.xaxis.set_major_formatter(USD)
    across(axes, "USD a month")
    return figure


def before_and_after(changes: Mapping[str, Change]) -> Figure:
    """What each fix's traffic costs now, and after it."""
    saving = sum(change.saving for change in changes.values())
    before = sum(change.before for change in changes.values())
    figure, axes = chart(
        f"The fixes take ${saving:,.2f} off ${before:,.2f} a month",
        "Cost of the same traffic before and after each fix, new hourly prices included",
        height=1.0 + 0.7 * len(changes),
    )
    positions = np.arange(len(changes))
    for offset, color, label in ((-0.2, GREY, "before"), (0.2, GREEN, "after")):
        values = [getattr(change, label) for change in changes.values()]
        bars = axes.barh(positions + offset, values, height=0.38, color=color, label=label)
        axes.bar_label(bars, [f"${value:,.2f}" for value in values], padding=4, fontsize=9)
    axes.set_yticks(positions, list(changes))
    axes.set_xlim(0, 1.15 * max(change.before for change in changes.values()))
    axes.xaxis.set_major_formatter(USD)
    across(axes, "USD a month")
    axes.legend(loc="lower right", frameon=False)
    return figure


def tornado(table: pd.DataFrame, expected: float, fix: str) -> Figure:
    """How far each input moves the saving of a fix (what `sensitivity` returns)."""
    names = [_INPUTS.get(name, name) for name in table["input"]]
    least = table[["saving_at_low", "saving_at_high"]].to_numpy().min()
    figure, axes = chart(
        f"{fix}: ${expected:,.0f} a month; most depends on: {names[0]}",
        f"Saving with one input at either end of its range, the others as measured; at worst ${least:,.0f}",
        height=1.1 + 0.5 * len(table),
    )
    for side, color in (("low", ORANGE), ("high", BLUE)):
        widths = table[f"saving_at_{side}"] - expected
        bars = axes.barh(names, widths, left=expected, color=color, height=0.55)
        axes.bar_label(
            bars, [f"{value:,.0f}" if value >= 100 else f"{value:.2g}" for value in table[side]], padding=4, fontsize=9
        )
    axes.axvline(expected, color=BLACK, lw=1)
    axes.margins(x=0.12)
    axes.xaxis.set_major_formatter(USD)
    across(axes, "saving, USD a month")
    return figure


def break_even(saving: Callable[[float, int], float], measured_gb: float, zones: list[int]) -> Figure:
    """The saving of an endpoint by GB a month and zones, a line for each number of zones, and the traffic measured."""
    pays = [count for count in zones if saving(measured_gb, count) > 0]
    figure, axes = chart(
        f"At {measured_gb:,.0f} GB a month the endpoint pays in up to {max(pays)} of {max(zones)} zones"
        if pays
        else f"At {measured_gb:,.0f} GB a month the endpoint costs more than it saves",
        "Saving against traffic; dotted: the traffic measured; below the line it costs more than NAT",
    )
    volumes = np.linspace(0, 2.2 * measured_gb, 200)
    for count, color in zip(zones, SERIES, strict=False):
        label = f"{count} zone{'s' if count > 1 else ''}"
        axes.plot(volumes, [saving(gb, count) for gb in volumes], color=color, lw=2, label=label)
    axes.axhline(0, color=BLACK, lw=1)
    axes.axvline(measured_gb, color=BLACK, lw=1, ls=":")
    axes.set_xlabel("GB a month, both directions")
    axes.yaxis.set_major_formatter(USD)
    axes.margins(x=0)
    upward(axes, "saving, USD a month")
    axes.legend(loc="upper left", frameon=False)
    return figure
