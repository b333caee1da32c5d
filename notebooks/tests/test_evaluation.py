from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from egress_notebooks.evaluation import (
    learnt_threshold,
    load_incidents,
    mark_hours,
    precision_and_recall,
    quality,
    time_to_alarm,
)

ONSET = pd.Timestamp("2026-11-02T02:00:00")
INCIDENTS = pd.DataFrame(
    [("leak", "i-1", "internet", ONSET, ONSET + pd.Timedelta(hours=2))],
    columns=["incident", "resource", "egress_class", "onset", "end"],
)


def _rows(*entries: tuple[int, str, float]) -> pd.DataFrame:
    """Rows of the hour, the resource and the score."""
    rows = pd.DataFrame(entries, columns=["hour", "resource", "score"])
    rows["hour"] = pd.Timestamp("2026-11-02") + pd.to_timedelta(rows["hour"], unit="h")
    return rows.assign(egress_class="internet")


MARKED = mark_hours(
    _rows((1, "i-1", 1.0), (2, "i-1", 2.0), (3, "i-1", 9.0), (3, "nat-1", 8.0), (4, "i-1", 7.0), (4, "i-2", 1.0)),
    INCIDENTS,
)


def test_follows_the_tail_of_an_exponential_to_one_in_16800() -> None:
    scores = -np.log(1 - (np.arange(100_000) + 0.5) / 100_000)
    assert learnt_threshold(scores) == pytest.approx(np.log(16_800), abs=1e-3)


def test_a_few_huge_scores_hardly_move_the_threshold() -> None:
    scores = np.random.default_rng(1).exponential(size=10_000)
    with_anomalies = np.concatenate([scores, np.full(50, 1000.0)])
    assert learnt_threshold(with_anomalies) == pytest.approx(learnt_threshold(scores), rel=0.1)


def test_marks_the_hours_of_an_incident_but_not_its_end_and_echoes_elsewhere() -> None:
    assert MARKED["incident"].notna().to_list() == [False, True, True, False, False, False]
    assert MARKED["echo"].to_list() == [False, False, False, True, False, False]


def test_counts_alarms_right_and_wrong_and_leaves_echoes_out() -> None:
    result = quality(MARKED, "score", threshold=5.0)
    assert (result.found, result.incidents, result.true_alarms, result.false_alarms) == (1, 1, 1, 1)
    assert (result.precision, result.recall) == (0.5, 1.0)


def test_has_no_precision_without_alarms_and_no_recall_without_incidents() -> None:
    assert np.isnan(quality(MARKED, "score", threshold=10.0).precision)
    nothing_known = mark_hours(MARKED.drop(columns=["incident", "echo"]), load_incidents(""))
    assert np.isnan(quality(nothing_known, "score", threshold=5.0).recall)


def test_precision_and_recall_go_over_all_thresholds() -> None:
    curve = precision_and_recall(MARKED, "score")
    assert curve["threshold"].to_list() == [9.0, 7.0, 2.0, 1.0]
    assert curve["precision"].to_list() == [1.0, 0.5, pytest.approx(2 / 3), 0.4]
    assert curve["recall"].to_list() == [1.0, 1.0, 1.0, 1.0]


def test_the_alarm_comes_at_the_end_of_the_first_hour_above() -> None:
    timing = time_to_alarm(MARKED, INCIDENTS, "score", threshold=5.0)
    assert timing[["highest_score", "hours_to_alarm"]].to_numpy().tolist() == [[9.0, 2.0]]
    missed = time_to_alarm(MARKED, INCIDENTS, "score", threshold=10.0)
    assert np.isnan(missed["hours_to_alarm"].iloc[0])


def test_reads_incidents_in_the_form_of_the_simulator(tmp_path: Path) -> None:
    entry = {
        "scenario": "leak",
        "entity": "i-1",
        "class": "internet",
        "onset": "2026-11-02T02:00:00Z",
        "end": "2026-11-02T04:00:00Z",
    }
    (tmp_path / "truth.json").write_text(json.dumps({"anomalies": [entry]}))
    pd.testing.assert_frame_equal(load_incidents(str(tmp_path / "truth.json")), INCIDENTS, check_dtype=False)
