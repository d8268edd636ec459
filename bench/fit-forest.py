"""scikit-learn's side of `npm run bench -- forest`, on one thread.

Reads one JSON object from standard input: `rows` (each six numbers), `labels` (0 or 1 each), `trees`,
`minSamplesLeaf`, `minSamplesSplit`, `maxFeatures` and `kind` (`RandomForestClassifier` or `ExtraTreesClassifier`). Answers each line that follows with one line of JSON: to `one`, microseconds for
each of 30 rows alone, the mean; to `batch`, microseconds per row for all rows at once; to `fit`, milliseconds for
growing all trees. The first line it writes is its version.
"""

import json
import sys
from time import perf_counter

import numpy
import sklearn
import sklearn.ensemble

asked = json.loads(sys.stdin.readline())
rows = numpy.array(asked["rows"])
labels = numpy.array(asked["labels"])


def fit():
    return getattr(sklearn.ensemble, asked["kind"])(
        bootstrap=True,
        n_estimators=asked["trees"],
        min_samples_leaf=asked["minSamplesLeaf"],
        min_samples_split=asked["minSamplesSplit"],
        max_features=asked["maxFeatures"],
        random_state=1,
        n_jobs=1,
    ).fit(rows, labels)


forest = fit()
singles = [rows[i : i + 1] for i in range(30)]


def one():
    begun = perf_counter()
    for row in singles:
        forest.predict_proba(row)
    return (perf_counter() - begun) * 1e6 / len(singles)


def batch():
    begun = perf_counter()
    forest.predict_proba(rows)
    return (perf_counter() - begun) * 1e6 / len(rows)


def timed_fit():
    begun = perf_counter()
    fit()
    return (perf_counter() - begun) * 1e3


measures = {"one": one, "batch": batch, "fit": timed_fit}
print(json.dumps(sklearn.__version__), flush=True)
for line in sys.stdin:
    print(json.dumps(measures[line.strip()]()), flush=True)
