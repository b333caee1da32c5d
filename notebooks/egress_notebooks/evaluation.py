"""Thresholds, and how well scores find what is known to have happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from egress_notebooks.locations import read_json

_BODY, _TAIL = 0.75, 0.95
_SCORES_PER_FALSE_ALARM = 100 * 7 * 24  # an entity in 100 weeks of hours

Scores = npt.NDArray[np.float64]


def learnt_threshold(scores: Scores) -> float:
    """
    The score that one quiet hour in 16 800 passes. Scores of quiet traffic fall off exponentially, so the line through
    their 75 % and 95 % quantiles is followed that far; anomalies among the scores hardly move quantiles that low.
    """
    body, tail = np.quantile(scores, [_BODY, _TAIL])
    per_unit = (tail - body) / np.log((1 - _BODY) / (1 - _TAIL))
    return float(tail + per_unit * np.log((1 - _TAIL) * _SCORES_PER_FALSE_ALARM))


def load_incidents(location: str) -> pd.DataFrame:
    """What is known to have happened: name, resource, egress_class, onset, end (not included). No rows for ''."""
    entries = read_json(location, "egress simulate --out DIR")["anomalies"] if location else []
    rows = [(e["scenario"], e["entity"], e["class"], e["onset"], e["end"]) for e in entries]
    incidents = pd.DataFrame(rows, columns=["incident", "resource", "egress_class", "onset", "end"])
    for column in ("onset", "end"):
        incidents[column] = pd.to_datetime(incidents[column], utc=True).dt.tz_localize(None)
    return incidents


def mark_hours(rows: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """
    The rows (hour, resource, egress_class, …) with the `incident` that each is part of, and `echo` for those of other
    entities in the hours of an incident: what they show may be the same bytes on another leg of their way.
    """
    marked = rows.assign(incident=pd.Series(pd.NA, index=rows.index, dtype="string"), echo=False)
    for incident in incidents.itertuples():
        during = (rows["hour"] >= incident.onset) & (rows["hour"] < incident.end)
        own = during & (rows["resource"] == incident.resource) & (rows["egress_class"] == incident.egress_class)
        marked.loc[own, "incident"] = incident.incident
        marked.loc[during, "echo"] = True
    marked["echo"] &= marked["incident"].isna()
    return marked


@dataclass(frozen=True)
class Quality:
    found: int
    """Incidents with at least one hour above the threshold."""
    incidents: int
    true_alarms: int
    """Hours above the threshold that are part of an incident."""
    false_alarms: int
    """Hours above the threshold when nothing happened; echoes are neither true nor false."""

    @property
    def precision(self) -> float:
        alarms = self.true_alarms + self.false_alarms
        return self.true_alarms / alarms if alarms else float("nan")

    @property
    def recall(self) -> float:
        return self.found / self.incidents if self.incidents else float("nan")


def quality(marked: pd.DataFrame, score: str, threshold: float) -> Quality:
    """How well the hours whose `score` is above the threshold tell the incidents of marked rows."""
    alarms = marked[marked[score] > threshold]
    true = alarms["incident"].notna()
    return Quality(
        found=alarms["incident"].nunique(),
        incidents=marked["incident"].nunique(),
        true_alarms=int(true.sum()),
        false_alarms=int((~true & ~alarms["echo"]).sum()),
    )


def precision_and_recall(marked: pd.DataFrame, score: str) -> pd.DataFrame:
    """Precision (of alarms) and recall (of incidents) for alarms at or above each threshold, the highest first."""
    ranked = marked[~marked["echo"]].sort_values(score, ascending=False, ignore_index=True)
    known = ranked["incident"].notna()
    first_of_incident = known & ~ranked["incident"].duplicated()
    curve = pd.DataFrame(
        {
            "threshold": ranked[score],
            "precision": known.cumsum() / np.arange(1, len(ranked) + 1),
            "recall": first_of_incident.cumsum() / max(1, ranked["incident"].nunique()),
        }
    )
    return curve.drop_duplicates("threshold", keep="last", ignore_index=True)


def time_to_alarm(marked: pd.DataFrame, incidents: pd.DataFrame, score: str, threshold: float) -> pd.DataFrame:
    """The highest_score and first_alarm of each incident, and hours_to_alarm from its onset to the end of that hour."""
    known = marked[marked["incident"].notna()]
    first = known[known[score] > threshold].groupby("incident")["hour"].min()
    highest = known.groupby("incident")[score].max()
    result = incidents.set_index("incident")[["resource", "egress_class", "onset"]].assign(
        highest_score=highest, first_alarm=first
    )
    return result.assign(hours_to_alarm=(result["first_alarm"] - result["onset"]).dt.total_seconds() / 3600 + 1)
