"""Charts of who sends what over which path for how much."""

from __future__ import annotations

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.figure import Figure

from egress_notebooks.style import BLUE, GREY, ORANGE, SERIES, USD, across, chart, upward

_OTHERS = "all others"


def cost_by_class(classes: pd.DataFrame) -> Figure:
    """Bars of usd per egress_class, with what a GB costs there (columns egress_class, gb, usd)."""
    billed = classes[classes["usd"] > 0].sort_values("usd", ascending=False)
    first, most, total = billed["egress_class"].iloc[0], billed["usd"].max(), billed["usd"].sum()
    figure, axes = chart(
        f"{first} is {most / total:.0%} of the ${total:,.0f} that traffic costs",
        "Price of the logged bytes by egress class, and the average price of a GB",
    )
    bars = axes.barh(billed["egress_class"], billed["usd"], color=[BLUE] + [GREY] * (len(billed) - 1))
    amounts = zip(billed["usd"], billed["gb"], strict=True)
    labels = [f"${usd:,.2f} · {gb:,.0f} GB at ${usd / gb:.3f}" for usd, gb in amounts]
    axes.bar_label(bars, labels, padding=4, fontsize=9)
    axes.set_xlim(0, most * 1.35)
    axes.xaxis.set_major_formatter(USD)
    across(axes, "USD")
    return figure


def cost_per_hour(hourly: pd.DataFrame, classes: int = 4) -> Figure:
    """Stacked USD per hour of the dearest classes (columns hour, egress_class, usd)."""
    table = hourly.pivot_table(index="hour", columns="egress_class", values="usd", aggfunc="sum", fill_value=0.0)
    order = table.sum().sort_values(ascending=False).index
    shown = table[order[:classes]].assign(**{_OTHERS: table[order[classes:]].sum(axis=1)})
    total = shown.sum(axis=1)
    figure, axes = chart(
        f"The dearest hour costs ${total.max():,.2f}, {total.max() / total.median():.1f} times the median hour",
        f"Price of the logged bytes by hour (UTC); the peak is {total.idxmax():%A, %d %B at %H:%M}",
    )
    axes.stackplot(
        shown.index, shown.T.to_numpy(), labels=list(shown.columns), colors=[*SERIES[:classes], "#CCCCCC"], lw=0
    )
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    axes.yaxis.set_major_formatter(USD)
    axes.margins(x=0)
    upward(axes, "USD per hour")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, reverse=True)
    return figure


def top_paths(paths: pd.DataFrame) -> Figure:
    """Bars of usd, the dearest first (columns sender, egress_class, destination, usd)."""
    names = [f"{row.sender} → {row.destination}\n{row.egress_class}" for row in paths.itertuples()]
    first = paths.iloc[0]
    figure, axes = chart(
        f"{first.sender} → {first.destination} is the dearest path: ${first.usd:,.2f}",
        "Sender, destination and egress class; a byte that two classes bill has a bar in each",
        height=0.7 + 0.45 * len(paths),
    )
    bars = axes.barh(names, paths["usd"], color=[BLUE] + [GREY] * (len(paths) - 1))
    axes.bar_label(bars, [f"${usd:,.2f}" for usd in paths["usd"]], padding=4, fontsize=9)
    axes.tick_params(axis="y", labelsize=9)
    axes.xaxis.set_major_formatter(USD)
    across(axes, "USD")
    return figure


def logs_beside_bill(reconciled: pd.DataFrame) -> Figure:
    """What the logs explain and what the bill says, per class (columns egress_class, flow_usd, bill_usd)."""
    billed = reconciled.dropna(subset="bill_usd").groupby("egress_class")[["flow_usd", "bill_usd"]].sum()
    billed = billed[billed["bill_usd"] > 0].sort_values("bill_usd", ascending=False)
    flow, bill = billed["flow_usd"].sum(), billed["bill_usd"].sum()
    figure, axes = chart(
        f"The logs explain ${flow:,.2f} of the ${bill:,.2f} that the bill charges ({flow / bill:.1%})",
        "Each class on the bill, and the price of the bytes that the logs show; the difference is what nobody logged",
    )
    axes.barh(billed.index, billed["bill_usd"], color="#D9D9D9", label="bill")
    axes.plot(billed["flow_usd"], billed.index, "D", color=ORANGE, markersize=7, label="logs")
    axes.xaxis.set_major_formatter(USD)
    across(axes, "USD")
    axes.legend(loc="lower right", frameon=False)
    return figure
