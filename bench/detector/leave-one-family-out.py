"""leave-one-family-out.py SCORER DATA RESULTS: composite F1 with each family's threshold taken from the other families."""

from __future__ import annotations

import runpy
import sys


def main(scorer_file: str, data: str, results: str) -> None:
    scorer = runpy.run_path(scorer_file)
    series = scorer["load"](data, results, "anomaly_score")
    relative = {}
    for family in sorted({name.split("/")[0] for name in series}):
        others = {name: value for name, value in series.items() if not name.startswith(family + "/")}
        threshold = scorer["best"](others)[-1]
        for name, (labels, scores) in series.items():
            if name.startswith(family + "/"):
                relative[name] = (labels, [score / threshold for score in scores])
    f1, precision, recall, *_ = scorer["evaluate"](relative, 1.0)
    print(f"F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f})")


if __name__ == "__main__":
    main(*sys.argv[1:])
