"""Lines of a CUR 2.0 export become bill lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from egress_etl import declarations, files
from egress_etl.cur_lines import cur_files, read_cur_lines
from egress_etl.workspace import Workspace

HOUR = datetime(2026, 11, 2, 10, tzinfo=timezone.utc)
Row = dict[str, Any]
Read = Callable[..., list[Row]]

LINE: Row = {
    "line_item_line_item_type": "Usage", "line_item_usage_start_date": HOUR,
    "line_item_usage_end_date": HOUR.replace(hour=11), "line_item_usage_account_id": "111122223333",
    "product_region_code": "eu-central-1", "line_item_product_code": "AmazonEC2",
    "line_item_usage_type": "EUC1-DataTransfer-Regional-Bytes", "line_item_operation": "InterZone-Out",
    "line_item_resource_id": "", "pricing_unit": "GB", "line_item_usage_amount": 3.0,
    "line_item_unblended_cost": 0.03, "line_item_net_unblended_cost": 0.02,
}  # fmt: skip


@pytest.fixture
def bill_lines(spark_session: SparkSession, tmp_path: Path) -> Read:
    def read(*lines: Row) -> list[Row]:
        folder = tmp_path / "bills/egress-test-cur2/data/BILLING_PERIOD=2026-11"
        spark_session.createDataFrame(lines).coalesce(1).write.mode("overwrite").parquet(str(folder))
        bill = cur_files(spark_session, f"{tmp_path}/bills/", [date(2026, 10, 1), date(2026, 11, 1)])
        workspace = Workspace(spark_session, "unused/")
        workspace.define("cur_lines", read_cur_lines(spark_session, files.paths(bill)))
        codes = list(declarations.billing_codes().items())
        workspace.define("ref_billing_codes", spark_session.createDataFrame(codes, declarations.ddl("ref_billing_codes")))
        workspace.define("billed_usage")
        workspace.define("judged_cur_lines")
        return [row.asDict() for row in workspace.define("bill_lines").collect()]

    return read


def test_a_byte_on_two_lines_counts_half_on_each(bill_lines: Read) -> None:
    [line] = bill_lines(LINE)
    start = 1_793_613_600
    assert {name: value for name, value in line.items() if value is not None} == {
        "usage_start": start, "usage_end": start + 3600, "account_id": "111122223333", "region": "eu-central-1",
        "service": "AmazonEC2", "usage_type": "EUC1-DataTransfer-Regional-Bytes", "operation": "InterZone-Out",
        "unit": "GB", "quantity": 3.0, "cost": 0.02, "line_kind": "transfer", "egress_class": "cross_az",
        "from_region": "eu-central-1", "bytes": 1.5 * 2**30,
    }  # fmt: skip


def test_a_bill_without_net_costs_has_unblended_ones(bill_lines: Read) -> None:
    [line] = bill_lines({name: value for name, value in LINE.items() if name != "line_item_net_unblended_cost"})
    assert line["cost"] == 0.03


def test_a_discount_lowers_the_cost_and_moves_no_bytes(bill_lines: Read) -> None:
    discount = {**LINE, "line_item_line_item_type": "EdpDiscount", "line_item_net_unblended_cost": -0.01}
    usage, lowered = sorted(bill_lines(LINE, discount), key=lambda line: -line["cost"])
    assert (usage["cost"], lowered["cost"]) == (0.02, -0.01)
    assert (lowered["quantity"], lowered["bytes"]) == (0, 0)


@pytest.mark.parametrize("line_type", ["Tax", "Credit", "Refund", "Fee"])
def test_what_is_no_usage_prices_nothing(bill_lines: Read, line_type: str) -> None:
    assert bill_lines({**LINE, "line_item_line_item_type": line_type}) == []


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"line_item_usage_amount": float("nan")}, "quantity NaN"),
        ({"line_item_net_unblended_cost": 1e18}, "cost 1.0E18"),
        ({"line_item_usage_start_date": None}, "usage start missing"),
        ({"line_item_line_item_type": "Tax", "line_item_usage_amount": float("inf")}, "quantity Infinity"),
    ],
)
def test_impossible_lines_are_left_out_and_kept_with_the_reason(
    spark_session: SparkSession, bill_lines: Read, broken: Row, reason: str
) -> None:
    assert len(bill_lines({**LINE, **broken}, LINE)) == 1
    [kept] = spark_session.sql(declarations.transformation("quarantined_bill_lines")).collect()
    assert kept.reason == reason
    assert re.search(r"/BILLING_PERIOD=2026-11/part-[^/]*\.parquet$", kept.file)
    assert json.loads(kept.line)["line_item_operation"] == "InterZone-Out"


def test_what_is_no_number_is_damage_and_an_empty_text_is_absence(spark_session: SparkSession, bill_lines: Read) -> None:
    texts = {**LINE, "line_item_usage_amount": "3", "line_item_net_unblended_cost": ""}
    [whole] = bill_lines(texts, {**texts, "line_item_usage_amount": "three"})
    assert (whole["quantity"], whole["cost"]) == (3.0, 0.03)
    [kept] = spark_session.sql(declarations.transformation("quarantined_bill_lines")).collect()
    assert kept.reason == "no number or time where one belongs"


def test_exports_that_are_no_cur_are_left_out(spark_session: SparkSession, tmp_path: Path) -> None:
    def write(export: str, line: Row) -> None:
        folder = tmp_path / f"bills/{export}/data/BILLING_PERIOD=2026-11"
        spark_session.createDataFrame([line]).coalesce(1).write.parquet(str(folder))

    def found() -> list[str]:
        bill = cur_files(spark_session, f"{tmp_path}/bills/", [date(2026, 11, 1)])
        return [file.path.split("/")[-4] for file in bill]

    write("egress-test-focus", {"ChargeCategory": "Usage", "ChargePeriodStart": HOUR, "EffectiveCost": 0.02})
    assert found() == []
    write("egress-test-cur2", LINE)
    assert found() == ["egress-test-cur2"]


def test_a_missing_column_is_named(bill_lines: Read) -> None:
    without = {name: value for name, value in LINE.items() if name != "line_item_usage_type"}
    with pytest.raises(ValueError, match="this export has no column line_item_usage_type; add it to the export's columns"):
        bill_lines(without)
