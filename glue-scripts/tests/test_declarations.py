"""What is declared is what the transformations make, and what the jobs find in the zip file that Glue gives them."""

import subprocess
import sys
import zipfile

import pytest

from egress_etl import declarations
from engines import GLUE_SCRIPTS, STEPS, TABLES, DuckDb, transformation

TYPES = {"STRING": "VARCHAR"}


@pytest.fixture(scope="module")
def laptop():
    engine = DuckDb()
    for table in TABLES:
        engine.create(table, [])
    for name in ["billed_usage", *STEPS]:
        engine.materialize(name)
    return engine


@pytest.mark.parametrize("table", ["egress_hourly", "egress_cost_daily", "bill_rates", "bill_lines", "ref_rates"])
def test_a_transformation_makes_the_declared_columns(laptop, table):
    made = laptop.connection.execute(f"DESCRIBE {transformation(table)}").fetchall()
    declared = [(column.name, TYPES.get(column.sql_type, column.sql_type)) for column in declarations.columns(table)]
    assert [(name, sql_type) for name, sql_type, *_ in made] == declared


@pytest.mark.parametrize("file", sorted(path.name for path in (GLUE_SCRIPTS / "queries").glob("*.sql")))
def test_a_saved_query_fits_the_tables(file):
    engine = DuckDb()
    for table in ("egress_hourly", "egress_cost_daily"):
        engine.create(table, [])
        engine.connection.execute(f"ALTER TABLE {table} ADD COLUMN date VARCHAR")
    assert engine.connection.execute((GLUE_SCRIPTS / "queries" / file).read_text()).fetchall() == []


def test_everything_is_found_in_a_zip_file(tmp_path):
    package = tmp_path / "egress_etl.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for pattern in ("egress_etl/*.py", "sql/*.sql", "tables/*.sql", "*.json"):
            for path in GLUE_SCRIPTS.glob(pattern):
                archive.write(path, path.relative_to(GLUE_SCRIPTS))
    code = (
        "from egress_etl import declarations as d; "
        "print(d.__file__, len(d.transformation('egress_hourly')), len(d.ddl('egress_hourly')), "
        "len(d.classification_steps()), d.billing_codes()['EUC1'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env={"PYTHONPATH": str(package)}
    )
    assert "egress_etl.zip" in run.stdout
    assert run.stdout.rstrip().endswith("eu-central-1")


def test_a_line_that_is_no_column_is_named(monkeypatch, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/t.sql").write_text("CREATE TABLE t (\n  id\n)\n")
    monkeypatch.setattr(declarations, "_root", lambda: tmp_path)
    with pytest.raises(ValueError, match="tables/t.sql: '  id' is not '  name TYPE,'"):
        declarations.columns("t")
