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


def test_of_a_day_that_is_made_anew_the_metrics_are_what_has_come_since(capsys: pytest.CaptureFixture[str]) -> None:
    for before, records in (({}, 10), ({"records": 10}, 25), ({"records": 25}, 25), ({"records": 25}, 24)):
        say("flow_log_aggregator", {"date": "2026-11-02", "records": records, "counted_before": before})
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["records"] for line in lines] == [10, 15, 0, -1]
    assert [line["totals"] for line in lines] == [{"records": 10}, {"records": 25}, {"records": 25}, {"records": 24}]
    assert all("counted_before" not in line for line in lines)
