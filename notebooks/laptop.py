"""
Opens the notebooks on this machine: `npm start -w notebooks` shows a simulated week, `npm start -w notebooks --
--tables DIR --analysis FILE` what `egress analyze` and `egress detect` have written.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from egress_notebooks.settings import SETTINGS_FILE, Settings

NOTEBOOKS = Path(__file__).parent
EGRESS = ["node", str(NOTEBOOKS.parent / "cli" / "bin" / "egress.js")]
# What the notebooks import, for their kernels.
PYTHON_PATH = os.pathsep.join(map(str, [NOTEBOOKS, NOTEBOOKS.parent / "glue-scripts"]))


def make_example(folder: Path, hours: int, rate: int, seed: int = 1) -> Settings:
    """Simulates an organisation in which things go wrong, and analyzes its logs."""
    logs, tables, analysis = folder / "logs", folder / "tables", folder / "analysis.json"
    size = ["--hours", str(hours), "--rate", str(rate), "--seed", str(seed)]
    _egress("simulate", "--out", str(logs), "--scenario", "all", *size)
    sources = [str(logs / kind) for kind in ("flow-logs", "s3-access-logs", "cloudfront")]
    facts = ["--bill", str(logs / "bills"), "--inventory", str(logs / "inventory")]
    analysis.write_text(_egress("analyze", *sources, *facts, "--out", str(tables), "--json"), "utf-8")
    _egress("detect", str(tables), "--out", str(tables))
    return Settings(str(tables), str(analysis), endpoint="egress", incidents=str(logs / "truth.json"))


def write_settings(settings: Settings, folder: Path) -> None:
    (folder / SETTINGS_FILE).write_text(json.dumps(asdict(settings), indent=2) + "\n", "utf-8")


@contextmanager
def local_endpoint() -> Iterator[dict[str, str]]:
    """An endpoint on this machine while the context lasts, and the environment in which notebooks find it."""
    command = [*EGRESS, "serve-endpoint", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = json.loads(server.stdout.readline())["url"]
            yield {
                "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME": url,
                # The endpoint takes any, but boto3 wants to have some.
                "AWS_ACCESS_KEY_ID": "local",
                "AWS_SECRET_ACCESS_KEY": "local",
                "AWS_DEFAULT_REGION": "us-east-1",
                "PYTHONPATH": PYTHON_PATH,
            }
        finally:
            server.terminate()


def _egress(*arguments: str) -> str:
    return subprocess.run([*EGRESS, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def _settings(options: argparse.Namespace) -> Settings:
    if options.tables:
        return Settings(options.tables, options.analysis, options.endpoint, options.incidents)
    example = NOTEBOOKS / "dist" / "example"
    if not (example / "analysis.json").exists():
        print("simulating a week, half a minute ...", file=sys.stderr)
        return make_example(example, hours=168, rate=2000)
    return Settings(
        str(example / "tables"), str(example / "analysis.json"), "egress", str(example / "logs" / "truth.json")
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="npm start -w notebooks --", description=__doc__)
    parser.add_argument("--tables", help="folder of tables, also s3://…; default: those of a simulated week")
    parser.add_argument("--analysis", default="analysis.json", help="what egress analyze --json printed")
    parser.add_argument("--endpoint", default="egress", help="name of the endpoint")
    parser.add_argument("--incidents", default="", help="what is known to have happened, as truth.json of a simulation")
    write_settings(_settings(parser.parse_args()), NOTEBOOKS)
    # Ctrl-C is how JupyterLab is ended.
    with local_endpoint() as environment, suppress(KeyboardInterrupt):
        jupyter = [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(NOTEBOOKS)]
        subprocess.run(jupyter, env={**os.environ, **environment}, check=False)


if __name__ == "__main__":
    main()
