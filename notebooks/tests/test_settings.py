from __future__ import annotations

import json
from pathlib import Path

import pytest

from egress_notebooks.settings import Settings, load_settings


def test_reads_what_is_written_and_knows_of_no_incidents_by_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"tables": "s3://tables", "analysis": "a.json", "endpoint": "egress"}))
    assert load_settings(file) == Settings("s3://tables", "a.json", "egress", "")


def test_names_missing_and_unknown_keys(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"tables": ".", "table": "."}))
    with pytest.raises(ValueError, match=r"missing keys \['analysis', 'endpoint'\], unknown keys \['table'\]"):
        load_settings(file)


def test_says_what_writes_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="'npm start -w notebooks' writes it"):
        load_settings(tmp_path / "settings.json")
