from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from egress_etl import declarations

from egress_notebooks.reconciliation import reconcile
from egress_notebooks.tables import open_tables


def _write(folder: Path, table: str, *rows: dict[str, str], by: str = "date") -> None:
    """Rows with these SQL values and else NULL, in the folders that the product makes."""
    names = [*(column.name for column in declarations.columns(table)), "date"]
    selects = ["SELECT " + ", ".join(f"{row.get(name, 'NULL')} AS {name}" for name in names) for row in rows]
    duckdb.sql(f"COPY ({' UNION ALL '.join(selects)}) TO '{folder / table}' (FORMAT parquet, PARTITION_BY ({by}))")


def _hour(hour: int, usd: float) -> dict[str, str]:
    return {
        "date": "'2026-11-02'",
        "hour": f"TIMESTAMP '2026-11-02 {hour:02}:00:00'",
        "region": "'us-east-1'",
        "resource_type": "'internet_gateway'",
        "egress_class": "'internet'",
        "bytes": str(2**30),
        "usd": str(usd),
    }


def test_takes_the_hour_from_the_folder_where_the_files_do_not_have_it(tmp_path: Path) -> None:
    values = {"date": "'2026-11-02'", "hour": "'07'", "resource": "'i-1'", "bytes": "5::BIGINT"}
    _write(tmp_path, "egress_features_hourly", values, by="date, hour")
    rows = open_tables(str(tmp_path), "egress_features_hourly").sql(
        "SELECT CAST(hour AS VARCHAR), resource, bytes FROM egress_features_hourly"
    )
    assert rows.fetchall() == [("2026-11-02 07:00:00", "i-1", 5)]


def test_says_which_command_makes_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no egress_hourly; it is made by: egress analyze LOGS --out DIR"):
        open_tables(str(tmp_path), "egress_hourly")


def test_names_the_column_that_another_version_did_not_write(tmp_path: Path) -> None:
    duckdb.sql("SELECT 1 AS hour, '2026-11-02' AS date").write_parquet(
        str(tmp_path / "egress_hourly"), partition_by=["date"]
    )
    with pytest.raises(ValueError, match="egress_hourly: no column account_id, region, "):
        open_tables(str(tmp_path), "egress_hourly")


def test_sets_the_logs_of_the_hours_that_there_are_beside_their_share_of_the_bill(tmp_path: Path) -> None:
    _write(tmp_path, "egress_hourly", _hour(0, 1.0), _hour(11, 2.5))
    bill = {
        "date": "'2026-11-02'",
        "day": "DATE '2026-11-02'",
        "region": "'us-east-1'",
        "egress_class": "'internet'",
        "gb": "4.0",
        "usd": "8.0",
    }
    _write(tmp_path, "egress_cost_daily", bill)
    row = reconcile(open_tables(str(tmp_path), "egress_hourly", "egress_cost_daily")).iloc[0]
    assert row["flow_bytes"] == 2 * 2**30
    # Hours 0 to 11 are half of the day that the bill line is of.
    assert row["bill_bytes"] == 2 * 2**30
    assert (row["flow_usd"], row["bill_usd"], row["unexplained_usd"]) == (3.5, 4.0, 0.5)
