"""Each dollar counts once, however often a month was delivered, and old months leave today's prices as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import duckdb
import pytest
from pyspark.sql import SparkSession

from egress_etl.arguments import parse_bill_arguments
from egress_etl.bill_exports import newest_deliveries
from egress_etl.egress_cost_daily import make_months
from egress_etl.file import File
from egress_etl.metrics import Report

MONTH = "bills/cur/data/BILLING_PERIOD=2026-11"


def test_of_each_export_and_month_the_last_delivery_counts() -> None:
    older = [File(f"{MONTH}/20261120T0000Z-b/{part}.parquet", 1, part) for part in (1, 2)]
    newer = [File(f"{MONTH}/20261121T0000Z-a/{part}.parquet", 1, 10 + part) for part in (1, 2)]
    overwritten = [File(f"{MONTH}/{part}.parquet", 1, 5) for part in (1, 2)]
    others = [
        File("bills/cur/data/BILLING_PERIOD=2026-10/20261101T0000Z-c/1.parquet", 1, 1),
        File("bills/cur/data/BILLING_PERIOD=2026-12/1.parquet", 1, 1),
        File("bills/other/data/BILLING_PERIOD=2026-11/1.parquet", 1, 1),
    ]
    assert newest_deliveries([*older, *overwritten, *newer, *others]) == sorted([*newer, *others])
    assert newest_deliveries([*overwritten, *older]) == overwritten


@dataclass(frozen=True)
class Bills:
    folder: Path
    session: SparkSession

    def deliver(self, place: str, hour: datetime, usd: float, gb: float = 100) -> None:
        """A bill with one hour of traffic to the internet from us-east-1."""
        path = self.folder / f"bills/{place}/export-00001.snappy.parquet"
        path.parent.mkdir(parents=True)
        duckdb.sql(
            f"""COPY (SELECT
              'Usage' AS line_item_line_item_type, TIMESTAMP '{hour:%Y-%m-%d %H:%M}' AS line_item_usage_start_date,
              TIMESTAMP '{hour:%Y-%m-%d %H:%M}' + INTERVAL 1 HOUR AS line_item_usage_end_date,
              '111122223333' AS line_item_usage_account_id, 'us-east-1' AS product_region_code,
              'AmazonEC2' AS line_item_product_code, 'DataTransfer-Out-Bytes' AS line_item_usage_type,
              'RunInstances' AS line_item_operation, 'GB' AS pricing_unit, {gb}::DOUBLE AS line_item_usage_amount,
              {usd}::DOUBLE AS line_item_unblended_cost
            ) TO '{path}' (FORMAT parquet)"""
        )

    def parse(self, first: str, last: str) -> Report:
        folders = [
            part for name in ("bills", "output", "reference", "staging") for part in (f"--{name}", f"{self.folder}/{name}/")
        ]
        return make_months(self.session, parse_bill_arguments(["--from-month", first, "--to-month", last, *folders]))

    def usd_by_month(self) -> dict[str, float]:
        files = f"read_parquet('{self.folder}/output/egress_cost_daily/*/*.parquet')"
        return dict(duckdb.sql(f"SELECT strftime(day, '%Y-%m'), sum(usd) FROM {files} GROUP BY 1").fetchall())

    def price(self) -> float:
        [(usd_per_gb,)] = duckdb.sql(f"SELECT usd_per_gb FROM '{self.folder}/reference/bill_rates/*.parquet'").fetchall()
        return float(usd_per_gb)


@pytest.fixture
def bills(spark_session: SparkSession, tmp_path: Path) -> Bills:
    return Bills(tmp_path, spark_session.newSession())


def at(month: int, hour: int = 9) -> datetime:
    return datetime(2026, month, 2, hour, tzinfo=timezone.utc)


def test_a_month_that_was_delivered_twice_counts_once_and_so_does_each_of_two_exports(bills: Bills) -> None:
    bills.deliver("a/data/BILLING_PERIOD=2026-11/20261120T000000Z-run", at(11), usd=8)
    bills.deliver("a/data/BILLING_PERIOD=2026-11/20261121T000000Z-run", at(11), usd=9)
    bills.deliver("b/data/BILLING_PERIOD=2026-11", at(11, hour=10), usd=4, gb=50)
    bills.parse("2026-11", "2026-11")
    assert bills.usd_by_month() == {"2026-11": 13}

    # The same export once more, by the day rather than by the hour.
    bills.deliver("c/data/BILLING_PERIOD=2026-11", at(11, hour=0), usd=9)
    with pytest.raises(
        ValueError, match=r"bills/a/data and \S+/bills/c/data: exports of the same traffic; take one of them away"
    ):
        bills.parse("2026-11", "2026-11")


def test_months_before_others_that_were_made_leave_the_prices_of_today_as_they_are(bills: Bills) -> None:
    for month, usd in ((8, 4.5), (10, 8), (11, 10)):
        bills.deliver(f"a/data/BILLING_PERIOD=2026-{month:02}", at(month), usd)
    bills.parse("2026-10", "2026-11")
    assert bills.price() == pytest.approx(0.09)
    bills.parse("2026-08", "2026-08")
    assert bills.price() == pytest.approx(0.09)
    assert bills.usd_by_month() == {"2026-08": 4.5, "2026-10": 8, "2026-11": 10}
    bills.deliver("a/data/BILLING_PERIOD=2026-12", at(12), usd=7)
    bills.parse("2026-11", "2026-12")
    assert bills.price() == pytest.approx(0.085)
