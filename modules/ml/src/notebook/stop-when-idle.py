"""Stops this notebook instance once no kernel and no terminal has been used for the given minutes."""
import json
import ssl
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone

JUPYTER = "https://localhost:8443/api"
METADATA = "/opt/ml/metadata/resource-metadata.json"


def ask_jupyter(path):
    # Jupyter's certificate is its own, and the connection never leaves the instance.
    unverified = ssl._create_unverified_context()
    with urllib.request.urlopen(f"{JUPYTER}/{path}", context=unverified, timeout=30) as answer:
        return json.load(answer)


def last_use(kernels, terminals, started):
    """The newest of start-up, the kernels' and the terminals' last activity; now, while a kernel works."""
    if any(kernel["execution_state"] == "busy" for kernel in kernels):
        return datetime.now(timezone.utc)
    times = [session["last_activity"] for session in [*kernels, *terminals]]
    return max([started, *(datetime.fromisoformat(each.replace("Z", "+00:00")) for each in times)])


def started_at():
    with open("/proc/uptime") as uptime:
        return datetime.fromtimestamp(time.time() - float(uptime.read().split()[0]), timezone.utc)


def main(idle_minutes):
    unused_since = last_use(ask_jupyter("kernels"), ask_jupyter("terminals"), started_at())
    if datetime.now(timezone.utc) - unused_since < timedelta(minutes=idle_minutes):
        return
    import boto3

    with open(METADATA) as metadata:
        resource = json.load(metadata)
    region = resource["ResourceArn"].split(":")[3]
    print(f"unused since {unused_since:%Y-%m-%dT%H:%M:%SZ}: stopping")
    client = boto3.client("sagemaker", region_name=region)
    client.stop_notebook_instance(NotebookInstanceName=resource["ResourceName"])


if __name__ == "__main__":
    main(int(sys.argv[1]))
