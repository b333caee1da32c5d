"""leave-one-family-out.py SCORER DATA RESULTS: composite F1 with each family's threshold taken from the other families."""

import importlib.util
import sys

scorer_file, data, results = sys.argv[1:]
spec = importlib.util.spec_from_file_location("scorer", scorer_file)
scorer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(scorer)

series = scorer.load(data, results, "anomaly_score")
relative = {}
for family in sorted({name.split("/")[0] for name in series}):
    others = {name: value for name, value in series.items() if not name.startswith(family + "/")}
    threshold = scorer.best(others)[-1]
    for name, (labels, scores) in series.items():
        if name.startswith(family + "/"):
            relative[name] = (labels, [score / threshold for score in scores])
f1, precision, recall, *_ = scorer.evaluate(relative, 1.0)
print("F1 %.3f (precision %.3f, recall %.3f)" % (f1, precision, recall))
