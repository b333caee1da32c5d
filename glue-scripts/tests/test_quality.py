"""Style, formatting and types of all Python here, and that the lock is of what is asked for."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from engines import GLUE_SCRIPTS


@pytest.mark.parametrize("check", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join)
def test_python_is_clean(check: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *check], cwd=GLUE_SCRIPTS, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_what_is_asked_for_is_locked_in_the_same_version_with_a_hash() -> None:
    asked = [line for line in (GLUE_SCRIPTS / "requirements-dev.in").read_text().splitlines() if not line.startswith("#")]
    locked = (GLUE_SCRIPTS / "requirements-dev.txt").read_text()
    for requirement in asked:
        name = re.sub(r"\[.*\]", "", requirement)
        assert re.search(rf"^{re.escape(name)} \\\n +--hash=sha256:", locked, re.MULTILINE), requirement


def test_no_module_does_anything_when_it_is_imported() -> None:
    modules = [path for folder in ("egress_etl", "jobs", ".") for path in (GLUE_SCRIPTS / folder).glob("*.py")]
    names = [path.relative_to(GLUE_SCRIPTS).with_suffix("").as_posix().replace("/", ".") for path in modules]
    code = f"import importlib\nfor name in {names!r}: importlib.import_module(name)\nfrom pyspark import SparkContext\n"
    code += "assert SparkContext._active_spark_context is None"
    run = subprocess.run([sys.executable, "-c", code], cwd=GLUE_SCRIPTS, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
