from __future__ import annotations

import json

import pytest

from egress_etl.metrics import say


def test_counts_are_metrics_of_the_job_and_the_rest_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say("cur_parser", {"table": "egress_cost_daily", "status": "written", "rows": 3, "months": ["2026-11"]})
    line = json.loads(capsys.readouterr().out)
    [metrics] = line["_aws"]["CloudWatchMetrics"]
    assert metrics["Dimensions"] == [["job"]]
    assert metrics["Metrics"] == [{"Name": "rows", "Unit": "Count"}]
    assert {name: line[name] for name in ("job", "rows", "status", "months")} == {
        "job": "cur_parser",
        "rows": 3,
        "status": "written",
        "months": ["2026-11"],
    }
