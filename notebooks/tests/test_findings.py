from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from egress_notebooks.findings import dearest, evidence, load_findings, saving_ranges


def _finding(cause: str, expected: float) -> dict[str, Any]:
    return {
        "cause": cause,
        "title": f"{cause} costs",
        "savingUsdPerMonth": {"low": 0, "expected": expected, "high": 2 * expected},
        "evidence": [
            {"name": "bytes", "value": 5, "unit": "GB/month"},
            {"name": "bytes, cost", "value": 7, "unit": "USD/month"},
            {"name": "zones", "value": 2},
        ],
    }


FINDINGS = [_finding("nat-s3", 10.0), _finding("pubip-in", 0.0), _finding("xaz-chat", 20.0)]


def test_evidence_is_told_apart_by_its_unit() -> None:
    finding = dearest(FINDINGS, "nat-s3")
    assert finding is not None
    assert evidence(finding, "bytes", "GB/month") == 5
    assert evidence(finding, "bytes", "USD/month") == 7
    assert evidence(finding, "zones", None) == 2


def test_has_no_finding_of_a_cause_that_was_not_found() -> None:
    assert dearest(FINDINGS, "nat-ddb") is None


def test_says_what_evidence_there_is_where_some_is_not() -> None:
    with pytest.raises(LookupError, match=r"nat-s3: no evidence 'hours' in h; there is \['bytes \(GB/month\)'"):
        evidence(FINDINGS[0], "hours", "h")


def test_ranges_are_of_what_saves_the_largest_first() -> None:
    assert saving_ranges(FINDINGS)["cause"].to_list() == ["xaz-chat", "nat-s3"]


def test_reads_the_document_of_analyze_or_says_how_to_make_it(tmp_path: Path) -> None:
    file = tmp_path / "analysis.json"
    with pytest.raises(FileNotFoundError, match="it is made by: egress analyze LOGS"):
        load_findings(str(file))
    file.write_text(json.dumps({"findings": FINDINGS}))
    assert load_findings(str(file)) == FINDINGS
