"""What a job says of each unit that it made: a line of JSON on stdout, from which CloudWatch Logs also takes the metrics."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

Report = dict[str, object]
"""Names and values; those that are whole numbers are metrics too."""

NAMESPACE = "EgressOptimizer"


def say(job: str, report: Mapping[str, object]) -> None:
    """
    Prints the report in CloudWatch's embedded metric format; elsewhere it is a line like any other. The job is the only
    dimension: a metric for each day would cost more than the job.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    counts = [name for name, value in report.items() if type(value) is int]
    metrics = {
        "Namespace": NAMESPACE,
        "Dimensions": [["job"]],
        "Metrics": [{"Name": name, "Unit": "Count"} for name in counts],
    }
    header = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [metrics]}
    print(json.dumps({"_aws": header, "job": job, **report}), flush=True)
