"""What a job says of each unit that it made: a line of JSON on stdout, from which CloudWatch Logs also takes the metrics."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

Report = dict[str, object]
"""Names and values. Whole numbers are counts, and metrics too; `counted_before` are those of the time before."""

NAMESPACE = "EgressOptimizer"


def counts_of(report: Mapping[str, object]) -> dict[str, int]:
    return {name: value for name, value in report.items() if type(value) is int}


def say(job: str, report: Mapping[str, object]) -> None:
    """
    Prints the report in CloudWatch's embedded metric format; elsewhere it is a line like any other. A metric says by how much
    a count has grown since the unit was made before, so that its sums are true however often a day is made anew; `totals` are
    the counts themselves. The job is the only dimension: a metric for each day would cost more than the job.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    told = dict(report)
    before = told.pop("counted_before", None)
    totals = counts_of(told)
    grown = {name: total - (before.get(name, 0) if isinstance(before, dict) else 0) for name, total in totals.items()}
    metrics = {
        "Namespace": NAMESPACE,
        "Dimensions": [["job"]],
        "Metrics": [{"Name": name, "Unit": "Count"} for name in grown],
    }
    header = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [metrics]}
    print(json.dumps({"_aws": header, "job": job, **told, **grown, "totals": totals}), flush=True)
