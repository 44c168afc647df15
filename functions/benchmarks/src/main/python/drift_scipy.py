"""The drift measures of every column with scipy and numpy: `drift_scipy.py FOLDER`.

Reads baseline.parquet and current.parquet, computes what Clew's skill computes of each numeric column (the whole window by
every measure, each tenth of it by the distance that the verdict rests on) and prints `column<TAB>measure<TAB>value`.
Sorted once a column; bins are counted by searchsorted, which beats numpy.histogram.
"""

import sys

import numpy
import pyarrow.parquet
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, wasserstein_distance

FLOOR = 1e-4
CUTS = [0.005, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.995]
CHUNKS = 10


def counts(ordered, edges):
    """Of sorted values in [edge, next edge), the last bin closed on both sides, and one more of what lies outside."""
    places = numpy.searchsorted(ordered, edges, side="left")
    places[-1] = numpy.searchsorted(ordered, edges[-1], side="right")
    inside = numpy.diff(places)
    return numpy.append(inside, len(ordered) - inside.sum())


def quantile_edges(ordered, shares):
    inner = numpy.quantile(ordered, shares)
    return numpy.unique(numpy.concatenate(([-numpy.inf], inner, [numpy.inf])))


def measures(before, now):
    reference = numpy.sort(before)
    current = numpy.sort(now)
    test = ks_2samp(reference, current, method="asymp")
    distance = wasserstein_distance(reference, current)
    doane = numpy.histogram_bin_edges(reference, "doane")
    p = counts(reference, doane) / len(reference)
    q = counts(current, doane) / len(current)
    deciles = quantile_edges(reference, numpy.arange(1, 10) / 10)
    r = counts(reference, deciles) / len(reference)
    s = counts(current, deciles) / len(current)
    r = numpy.where(r == 0, FLOOR, r)[:-1]
    s = numpy.where(s == 0, FLOOR, s)[:-1]
    yield "js", jensenshannon(p, q, base=2)
    yield "psi", numpy.sum((s - r) * numpy.log(s / r))
    yield "ks", test.statistic
    yield "ks_p", test.pvalue
    yield "wasserstein", distance
    yield "wasserstein_normed", distance / numpy.std(reference)
    yield "hellinger", numpy.sqrt(numpy.sum((numpy.sqrt(p) - numpy.sqrt(q)) ** 2) / 2)
    values, frequency = numpy.unique(reference, return_counts=True)
    if len(values) <= 50:
        cells = numpy.concatenate(([-numpy.inf], values[1:], [numpy.inf]))
    else:
        cells = quantile_edges(reference, CUTS)
    share = counts(reference, cells) / len(reference)
    yield "cells", jensenshannon(share, counts(current, cells) / len(current), base=2)
    for i, chunk in enumerate(numpy.array_split(now, CHUNKS)):
        found = numpy.bincount(numpy.searchsorted(cells[1:-1], chunk, side="right"), minlength=len(cells))
        yield f"cells{i}", jensenshannon(share, found / len(chunk), base=2)


def main(folder):
    before = pyarrow.parquet.read_table(f"{folder}/baseline.parquet")
    now = pyarrow.parquet.read_table(f"{folder}/current.parquet")
    for column in before.column_names:
        values = before.column(column).to_numpy(), now.column(column).to_numpy()
        for measure, value in measures(*values):
            print(f"{column}\t{measure}\t{float(value)!r}")


main(sys.argv[1])
