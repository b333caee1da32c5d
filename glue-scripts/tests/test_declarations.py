"""What is declared is what the transformations make, and what the jobs find in the zip file that Glue gives them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
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
    for name in ["judged_records", "billed_usage", *STEPS, *FEATURE_STEPS]:
        engine.materialize(name)
    return engine


@pytest.mark.parametrize(
    "table",
    [
        "bill_lines", "bill_rates", "egress_cost_daily", "egress_features_hourly", "egress_hourly", "flow_records",
        "quarantined_records", "ref_rates",
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


def test_everything_is_found_in_a_zip_file(tmp_path: Path) -> None:
    package = tmp_path / "egress_etl.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for pattern in ("egress_etl/*.py", "sql/*.sql", "tables/*.sql", "*.json"):
            for path in GLUE_SCRIPTS.glob(pattern):
                archive.write(path, path.relative_to(GLUE_SCRIPTS))
    code = (
        "from egress_etl import declarations as d; "
        "print(d.__file__, len(d.transformation('egress_hourly')), len(d.ddl('egress_hourly')), "
        "len(d.classification_steps()), len(d.feature_steps()), len(d.release()), d.billing_codes()['EUC1'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env={"PYTHONPATH": str(package)}
    )
    assert "egress_etl.zip" in run.stdout
    assert run.stdout.rstrip().endswith("eu-central-1")


def test_a_line_that_is_no_column_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/t.sql").write_text("CREATE TABLE t (\n  id\n)\n")
    monkeypatch.setattr(declarations, "_root", lambda: tmp_path)
    with pytest.raises(ValueError, match=r"tables/t\.sql: '  id' is not '  name TYPE,'"):
        declarations.columns("t")
