"""The wheel that `node bundle.mjs` writes is one: pip installs it without a network, and it holds all that the jobs read."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from egress_etl import declarations
from engines import GLUE_SCRIPTS

VERSION = json.loads((GLUE_SCRIPTS / "package.json").read_text())["version"]


def bundle(folder: Path, time_zone: str = "UTC") -> Path:
    """Writes the wheel of a copy of this folder, so that nothing outside of it is changed."""
    copied = folder / "glue-scripts"
    ignored = shutil.ignore_patterns("tests", ".*", "__pycache__")
    shutil.copytree(GLUE_SCRIPTS, copied, ignore=ignored)
    (folder / "node_modules").symlink_to(GLUE_SCRIPTS.parent / "node_modules")
    subprocess.run(["node", str(copied / "bundle.mjs")], check=True, capture_output=True, env={"TZ": time_zone, "PATH": PATH})
    return folder / f"dist/glue-scripts/egress_etl-{VERSION}-py3-none-any.whl"


PATH = str(Path(shutil.which("node") or "node").parent)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("bundled"))


def test_pip_installs_it_with_all_that_the_jobs_read(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", "--target", str(site)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    code = (
        "import importlib.metadata as m; from egress_etl import arguments, declarations as d; "
        "print(d.__file__, m.version('egress_etl'), len(d.classification_steps()), len(d.feature_steps()), "
        "len(d.ddl('egress_hourly')), d.billing_codes()['EUC1'], d.release())"
    )
    environment = {"PYTHONPATH": str(site)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment)
    assert run.stdout.split() == [
        str(site / "egress_etl/declarations.py"),
        VERSION,
        str(len(declarations.classification_steps())),
        str(len(declarations.feature_steps())),
        str(len(declarations.ddl("egress_hourly"))),
        "eu-central-1",
        declarations.release(),
    ]


def test_its_record_has_the_hash_of_every_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        record = f"egress_etl-{VERSION}.dist-info/RECORD"
        rows = list(csv.reader(archive.read(record).decode().splitlines()))
        assert [name for name, *_ in rows] == archive.namelist()
        for name, digest, size in rows:
            content = archive.read(name)
            hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            assert (digest, size) == (("", "") if name == record else (f"sha256={hashed}", str(len(content))))


def test_the_same_sources_give_the_same_bytes_in_every_time_zone(wheel: Path, tmp_path: Path) -> None:
    assert bundle(tmp_path, "Pacific/Auckland").read_bytes() == wheel.read_bytes()
