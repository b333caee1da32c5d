"""What a fix changes on the bill, in USD a month of 730 hours. GB are 2^30 bytes a month, of both directions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

HOURS_PER_MONTH = 730


@dataclass(frozen=True)
class Change:
    before: float
    after: float

    @property
    def saving(self) -> float:
        return self.before - self.after


def gateway_endpoint(
    gb: float, nat_usd_per_gb: float, cross_zone_gb: float = 0.0, zone_usd_per_gb: float = 0.02
) -> Change:
    """
    S3 or DynamoDB of the same region through NAT → a gateway endpoint, which costs nothing. What went to a NAT gateway
    in another zone (`cross_zone_gb`) no longer crosses. The NAT gateway's own hours stay.
    """
    return Change(before=gb * nat_usd_per_gb + cross_zone_gb * zone_usd_per_gb, after=0.0)


def interface_endpoint(
    gb: float, zones: int, nat_usd_per_gb: float, endpoint_usd_per_gb: float, endpoint_usd_per_hour: float
) -> Change:
    """Another AWS service through NAT → an interface endpoint, billed by the hour in each zone and by the byte."""
    hours = zones * endpoint_usd_per_hour * HOURS_PER_MONTH
    return Change(before=gb * nat_usd_per_gb, after=hours + gb * endpoint_usd_per_gb)


def same_zone_routing(gb: float, avoidable_share: float, zone_usd_per_gb: float = 0.02) -> Change:
    """Hosts that talk across zones → servers of the own zone, for the share that any server could answer."""
    before = gb * zone_usd_per_gb
    return Change(before=before, after=before * (1 - avoidable_share))


def sensitivity(
    formula: Callable[..., Change], expected: Mapping[str, float], ranges: Mapping[str, tuple[float, float]]
) -> pd.DataFrame:
    """
    The saving with one input at a time at either end of its range, the others as expected: input, low, high,
    saving_at_low, saving_at_high; the input that matters most first.
    """
    rows = [
        (name, low, high, *(formula(**{**expected, name: value}).saving for value in (low, high)))
        for name, (low, high) in ranges.items()
    ]
    table = pd.DataFrame(rows, columns=["input", "low", "high", "saving_at_low", "saving_at_high"])
    swing = (table["saving_at_high"] - table["saving_at_low"]).abs()
    return table.loc[swing.sort_values(ascending=False).index].reset_index(drop=True)
