"""The findings of `egress analyze --json`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from egress_notebooks.locations import read_json

Finding = dict[str, Any]


def load_findings(location: str) -> list[Finding]:
    """The findings of an analysis, the dearest first."""
    findings: list[Finding] = read_json(location, "egress analyze LOGS --bill BILL --inventory DIR --json")["findings"]
    return findings


def dearest(findings: list[Finding], cause: str) -> Finding | None:
    """The finding of a cause that saves most; None where there is none."""
    return next((finding for finding in findings if finding["cause"] == cause), None)


def evidence(finding: Finding, name: str, unit: str | None) -> float:
    """The number of the evidence whose name begins so; raises LookupError with the evidence that there is."""
    for entry in finding["evidence"]:
        if entry["name"].startswith(name) and entry.get("unit") == unit:
            return float(entry["value"])
    known = [f"{entry['name']} ({entry.get('unit')})" for entry in finding["evidence"]]
    raise LookupError(f"{finding['cause']}: no evidence '{name}' in {unit}; there is {known}")


def saving_ranges(findings: list[Finding]) -> pd.DataFrame:
    """A row per finding that saves anything: cause, title, low, expected, high (USD a month); the largest first."""
    rows = [
        {"cause": finding["cause"], "title": finding["title"], **finding["savingUsdPerMonth"]}
        for finding in findings
        if finding["savingUsdPerMonth"]["expected"] > 0
    ]
    columns = ["cause", "title", "low", "expected", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values("expected", ascending=False, ignore_index=True)
