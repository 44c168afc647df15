"""The drift measures of every column with scipy and numpy, as one writes them: `drift_scipy.py FOLDER`.

Each function gets the column as it is and sorts for itself; bins are counted by numpy.histogram.
"""

import numpy
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, wasserstein_distance

from drift_common import CHUNKS, CUTS, DECILES, of_shares, of_tests, quantile_edges, report


def shares(values, edges):
    """In each bin, and in one more what lies outside."""
    inside = numpy.histogram(values, edges)[0]
    return numpy.append(inside, len(values) - inside.sum()) / len(values)


def measures(before, now):
    test = ks_2samp(before, now, method="asymp")
    yield from of_tests(test, wasserstein_distance(before, now), numpy.std(before))
    doane = numpy.histogram_bin_edges(before, "doane")
    deciles = quantile_edges(before, DECILES)
    yield from of_shares(shares(before, doane), shares(now, doane), shares(before, deciles), shares(now, deciles))
    cells = quantile_edges(before, CUTS)
    share = shares(before, cells)
    yield "cells", jensenshannon(share, shares(now, cells), base=2)
    for i, chunk in enumerate(numpy.array_split(now, CHUNKS)):
        yield f"cells{i}", jensenshannon(share, shares(chunk, cells), base=2)


report(measures)
