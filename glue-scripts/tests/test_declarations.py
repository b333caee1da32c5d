"""What is declared is what the transformations make."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from egress_etl import declarations
from engines import GLUE_SCRIPTS, STEPS, TABLES, DuckDb, transformation
from feature_history import STEPS as FEATURE_STEPS

TYPES = {"STRING": "VARCHAR", "ARRAY<DOUBLE>": "DOUBLE[]"}


@pytest.fixture(scope="module")
def laptop() -> DuckDb:
    engine = DuckDb()
    for table in TABLES:
        engine.create(table, [])
    for name in ["judged_records", "billed_usage", "judged_cur_lines", *STEPS, *FEATURE_STEPS]:
        engine.materialize(name)
    return engine


@pytest.mark.parametrize(
    "table",
    [
        "bill_lines", "bill_rates", "egress_cost_daily", "egress_features_hourly", "egress_hourly", "flow_records",
        "quarantined_bill_lines", "quarantined_records", "ref_rates",
    ],
)  # fmt: skip
def test_a_transformation_makes_the_declared_columns(laptop: DuckDb, table: str) -> None:
    made = laptop.connection.execute(f"DESCRIBE {transformation(table)}").fetchall()
    declared = [(column.name, TYPES.get(column.sql_type, column.sql_type)) for column in declarations.columns(table)]
    assert [(name, sql_type) for name, sql_type, *_ in made] == declared


@pytest.mark.parametrize("file", sorted(path.name for path in (GLUE_SCRIPTS / "queries").glob("*.sql")))
def test_a_saved_query_fits_the_tables(file: str) -> None:
    engine = DuckDb()
    for table in ("egress_hourly", "egress_cost_daily"):
        engine.create(table, [])
        engine.connection.execute(f"ALTER TABLE {table} ADD COLUMN date VARCHAR")
    assert engine.connection.execute((GLUE_SCRIPTS / "queries" / file).read_text()).fetchall() == []


def test_a_line_that_is_no_column_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/t.sql").write_text("CREATE TABLE t (\n  id\n)\n")
    monkeypatch.setattr(declarations, "_root", lambda: tmp_path)
    with pytest.raises(ValueError, match=r"tables/t\.sql: '  id' is not '  name TYPE,'"):
        declarations.columns("t")


@pytest.mark.parametrize(
    "changed", ["sql/flow_legs.sql", "tables/bill_lines.sql", "billing-codes.json", "egress_etl/cur_lines.py"]
)
def test_a_release_is_another_one_where_what_makes_the_tables_has_changed(
    changed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("sql", "tables", "egress_etl"):
        shutil.copytree(GLUE_SCRIPTS / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in GLUE_SCRIPTS.glob("*.json"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(declarations, "_package", lambda: tmp_path / "egress_etl")
    # Once for each run of a job.
    release = declarations.release.__wrapped__
    before = release()
    assert release() == before
    (tmp_path / changed).write_text((tmp_path / changed).read_text() + " ")
    assert release() != before
