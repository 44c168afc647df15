"""What the two scripts with scipy and numpy share: the numbers both count with, the measures' formulas, the files.

A script gives `measures(before, now)`, which computes of each numeric column what Clew's skill computes: the whole window by
every measure, each tenth of it by the distance that the verdict rests on.
"""

import sys

import numpy
import pyarrow.parquet
from scipy.spatial.distance import jensenshannon

FLOOR = 1e-4
CUTS = [0.005, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.995]
DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
CHUNKS = 10


def quantile_edges(values, shares_below):
    """Equal ones once, the outer ones infinite."""
    inner = numpy.quantile(values, shares_below)
    return numpy.unique(numpy.concatenate(([-numpy.inf], inner, [numpy.inf])))


def of_shares(p, q, r, s):
    """From the shares in bins of one width (p, q) and in deciles (r, s), the last of each of what lies outside."""
    yield "js", jensenshannon(p, q, base=2)
    yield "hellinger", numpy.sqrt(numpy.sum((numpy.sqrt(p) - numpy.sqrt(q)) ** 2) / 2)
    r = numpy.where(r == 0, FLOOR, r)[:-1]
    s = numpy.where(s == 0, FLOOR, s)[:-1]
    yield "psi", numpy.sum((s - r) * numpy.log(s / r))


def of_tests(test, distance, deviation):
    yield "ks", test.statistic
    yield "ks_p", test.pvalue
    yield "wasserstein", distance
    yield "wasserstein_normed", distance / deviation


def report(measures):
    """Reads both files of the folder that the command line names; prints `column<TAB>measure<TAB>value`."""
    folder = sys.argv[1]
    before = pyarrow.parquet.read_table(f"{folder}/baseline.parquet")
    now = pyarrow.parquet.read_table(f"{folder}/current.parquet")
    for column in before.column_names:
        values = before.column(column).to_numpy(), now.column(column).to_numpy()
        for measure, value in measures(*values):
            print(f"{column}\t{measure}\t{float(value)!r}")
