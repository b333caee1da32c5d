"""The notebooks from top to bottom, on a small simulated organisation, and what they find in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import RunNotebook

from laptop import NOTEBOOKS

NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", NAMES)
def test_is_stored_without_outputs(name: str) -> None:
    command = [sys.executable, "-m", "nbstripout", "--verify", str(NOTEBOOKS / name)]
    assert subprocess.run(command, check=False).returncode == 0


def test_explores_what_the_simulation_made_and_agrees_with_its_bill(run_notebook: RunNotebook, workplace: Path) -> None:
    outcome = run_notebook(
        "explore-egress.ipynb",
        """{
            "usd": dict(zip(classes["egress_class"], classes["usd"])),
            "hours": int(coverage["hours"].iloc[0]),
            "sender": paths["sender"].iloc[0],
            "unexplained": float(billed["unexplained_usd"].abs().max()),
            "billed": float(billed["bill_usd"].sum()),
        }""",
    )
    truth = json.loads((workplace / "logs" / "truth.json").read_text())
    assert len(outcome.charts) == 4
    assert outcome.value["hours"] == 120
    for entry in truth["classes"]:
        if entry["usd"] > 0:
            assert outcome.value["usd"][entry["class"]] == pytest.approx(entry["usd"], abs=0.005)
    assert outcome.value["sender"] == max(truth["senders"], key=lambda sender: sender["usd"])["name"]
    assert outcome.value["billed"] > 500
    assert outcome.value["unexplained"] < 0.005


def test_finds_the_incidents_by_the_endpoint_and_better_than_either_part(run_notebook: RunNotebook) -> None:
    outcome = run_notebook(
        "train-and-evaluate-forest.ipynb",
        """{
            "found": [results[label].found for label in candidates],
            "precision": [results[label].precision for label in candidates],
            "hours": timing["hours_to_alarm"].to_list(),
            "threshold": thresholds["score"],
        }""",
    )
    product, forest, deviation = outcome.value["found"]
    assert len(outcome.charts) == 3
    assert product == 6
    assert max(forest, deviation) < 6
    assert outcome.value["precision"][0] > 0.8
    assert max(outcome.value["hours"]) <= 3
    assert 1.4 < outcome.value["threshold"] < 3.5


def test_computes_what_the_findings_say_by_the_formulas(run_notebook: RunNotebook, workplace: Path) -> None:
    outcome = run_notebook(
        "what-if-on-a-fix.ipynb",
        """{
            "savings": {cause: fix.saving for cause, fix in zip(["nat-s3", "xaz-chat", "nat-aws"], fixes.values())},
            "measured_gb": float(hours_to_s3["gb"].mean() * savings.HOURS_PER_MONTH),
            "gb": to_s3["gb"],
            "worst": float(s3_sensitivity[["saving_at_low", "saving_at_high"]].min().min()),
        }""",
    )
    findings = json.loads((workplace / "analysis.json").read_text())["findings"]
    assert len(outcome.charts) == 5
    for cause, saving in outcome.value["savings"].items():
        expected = max(f["savingUsdPerMonth"]["expected"] for f in findings if f["cause"] == cause)
        assert saving == pytest.approx(expected, abs=0.01)
    assert outcome.value["measured_gb"] == pytest.approx(outcome.value["gb"], rel=1e-6)
    assert 0 < outcome.value["worst"] < outcome.value["savings"]["nat-s3"]


def test_runs_to_its_end_without_the_findings_that_an_account_does_not_have(
    run_notebook: RunNotebook, workplace: Path
) -> None:
    analysis = workplace / "analysis.json"
    document = analysis.read_text()
    try:
        kept = [finding for finding in json.loads(document)["findings"] if finding["cause"] == "xaz-chat"]
        analysis.write_text(json.dumps({"findings": kept}))
        outcome = run_notebook("what-if-on-a-fix.ipynb", "list(fixes)")
    finally:
        analysis.write_text(document)
    assert outcome.value == ["same-zone routing"]
    assert len(outcome.charts) == 3
