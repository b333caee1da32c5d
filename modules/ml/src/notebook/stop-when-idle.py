"""Stops this notebook instance once no kernel and no terminal has been used for the given minutes."""

from __future__ import annotations

import json
import ssl
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

JUPYTER = "https://localhost:8443/api"
METADATA = Path("/opt/ml/metadata/resource-metadata.json")


def ask_jupyter(path: str) -> list[dict[str, Any]]:
    # Jupyter's certificate is its own, and the connection never leaves the instance.
    unverified = ssl._create_unverified_context()  # noqa: S323
    with urllib.request.urlopen(f"{JUPYTER}/{path}", context=unverified, timeout=30) as answer:  # noqa: S310
        sessions: list[dict[str, Any]] = json.load(answer)
    return sessions


def last_use(kernels: list[dict[str, Any]], terminals: list[dict[str, Any]], started: datetime) -> datetime:
    """The newest of start-up, the kernels' and the terminals' last activity; now, while a kernel works."""
    if any(kernel["execution_state"] == "busy" for kernel in kernels):
        return datetime.now(timezone.utc)
    times = [session["last_activity"] for session in [*kernels, *terminals]]
    return max([started, *(datetime.fromisoformat(each.replace("Z", "+00:00")) for each in times)])


def started_at() -> datetime:
    uptime = float(Path("/proc/uptime").read_text().split()[0])
    return datetime.fromtimestamp(time.time() - uptime, timezone.utc)


def main(idle_minutes: int) -> None:
    unused_since = last_use(ask_jupyter("kernels"), ask_jupyter("terminals"), started_at())
    if datetime.now(timezone.utc) - unused_since < timedelta(minutes=idle_minutes):
        return
    import boto3

    resource = json.loads(METADATA.read_text())
    region = resource["ResourceArn"].split(":")[3]
    print(f"unused since {unused_since:%Y-%m-%dT%H:%M:%SZ}: stopping")
    client = boto3.client("sagemaker", region_name=region)
    client.stop_notebook_instance(NotebookInstanceName=resource["ResourceName"])


if __name__ == "__main__":
    main(int(sys.argv[1]))
