"""The same measures as drift_scipy.py, as one would first write them: `drift_scipy_plain.py FOLDER`.

Each function gets the column as it is and sorts for itself; bins are counted by numpy.histogram.
"""

import sys

import numpy
import pyarrow.parquet
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, wasserstein_distance

FLOOR = 1e-4
CUTS = [0, 0.005, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.995, 1]
CHUNKS = 10


def shares(values, edges):
    """In each bin, and in one more what lies outside."""
    inside = numpy.histogram(values, edges)[0]
    return numpy.append(inside, len(values) - inside.sum()) / len(values)


def quantile_edges(values, shares_below):
    edges = numpy.quantile(values, shares_below)
    edges[0], edges[-1] = -numpy.inf, numpy.inf
    return numpy.unique(edges)


def measures(before, now):
    test = ks_2samp(before, now, method="asymp")
    distance = wasserstein_distance(before, now)
    doane = numpy.histogram_bin_edges(before, "doane")
    p, q = shares(before, doane), shares(now, doane)
    deciles = quantile_edges(before, numpy.arange(11) / 10)
    r, s = shares(before, deciles)[:-1], shares(now, deciles)[:-1]
    r, s = numpy.where(r == 0, FLOOR, r), numpy.where(s == 0, FLOOR, s)
    yield "js", jensenshannon(p, q, base=2)
    yield "psi", numpy.sum((s - r) * numpy.log(s / r))
    yield "ks", test.statistic
    yield "ks_p", test.pvalue
    yield "wasserstein", distance
    yield "wasserstein_normed", distance / numpy.std(before)
    yield "hellinger", numpy.sqrt(numpy.sum((numpy.sqrt(p) - numpy.sqrt(q)) ** 2) / 2)
    cells = quantile_edges(before, CUTS)
    share = shares(before, cells)
    yield "cells", jensenshannon(share, shares(now, cells), base=2)
    for i, chunk in enumerate(numpy.array_split(now, CHUNKS)):
        yield f"cells{i}", jensenshannon(share, shares(chunk, cells), base=2)


def main(folder):
    before = pyarrow.parquet.read_table(f"{folder}/baseline.parquet")
    now = pyarrow.parquet.read_table(f"{folder}/current.parquet")
    for column in before.column_names:
        values = before.column(column).to_numpy(), now.column(column).to_numpy()
        for measure, value in measures(*values):
            print(f"{column}\t{measure}\t{float(value)!r}")


main(sys.argv[1])
