"""Histories of `egress_hourly` to make features of, and what they become on an engine."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from engines import GLUE_SCRIPTS, DuckDb, Row

STEPS: list[str] = json.loads((GLUE_SCRIPTS / "features.json").read_text())
MONDAY = datetime(2026, 9, 28, tzinfo=timezone.utc)
MIB = 2**20

Features = dict[tuple[str, int], dict[str, Any]]
"""Rows by resource and hour number."""


def sent(resource: str | None, number: int, size: float, **rest: object) -> Row:
    """One row of egress_hourly, `number` hours after the first Monday."""
    return {
        "hour": (MONDAY + timedelta(hours=number)).replace(tzinfo=None), "account_id": "111111111111", "region": "us-east-1",
        "instance_id": resource, "resource_type": "internet_gateway", "egress_class": "internet", "direction": "out",
        "remote_address_kind": "public", "remote_asn": 15169, "remote_org": "Google LLC", "service_port": 443,
        "bytes": int(size), "packets": 1, "flows": 10, "distinct_destinations": 4, "rejects": 0,
        "usd": size / 2**30 * 0.09, "usd_per_gb": 0.09, "rate_source": "list", **rest,
    }  # fmt: skip


def daily(number: int, level: float = 1000, swing: float = 0.5) -> float:
    return MIB * level * (1 + swing * math.sin(number % 24 / 24 * 2 * math.pi))


def series(resource: str | None, hours: int, size: Callable[[int], float] = daily, **rest: object) -> list[Row]:
    return [sent(resource, number, size(number), **rest) for number in range(hours)]


def features_of(
    engine: DuckDb,
    rows: list[Row],
    window: tuple[int, int] = (0, 2**40),
    requests: Iterable[Row] = (),
    open_runs: Iterable[Row] = (),
) -> Features:
    """What the transformations make of the hours of a window, on DuckDB."""
    start = int(MONDAY.timestamp())
    engine.create("egress_hourly", rows)
    engine.create("s3_requests", list(requests))
    engine.create("feature_window", [{"start_time": start + window[0] * 3600, "end_time": start + window[1] * 3600}])
    engine.create("open_runs", list(open_runs))
    for step in STEPS:
        engine.materialize(step)
    columns = engine.columns("egress_features_hourly")
    found = [dict(zip(columns, row, strict=True)) for row in engine.rows("egress_features_hourly")]
    return {(row["resource"], hour_number(row["hour"])): row for row in found}


def hour_number(hour: datetime) -> int:
    return round((hour.replace(tzinfo=timezone.utc) - MONDAY).total_seconds() / 3600)
