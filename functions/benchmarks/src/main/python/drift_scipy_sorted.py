"""The same measures as drift_scipy.py, made as quick as these libraries allow: `drift_scipy_sorted.py FOLDER`.

Sorted once a column, which every function after it finds done; bins are counted by searchsorted, which beats
numpy.histogram; columns of few values are counted value by value.
"""

import numpy
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, wasserstein_distance

from drift_common import CHUNKS, CUTS, DECILES, of_shares, of_tests, quantile_edges, report


def shares(ordered, edges):
    """Of sorted values in [edge, next edge), the last bin closed on both sides, and one more of what lies outside."""
    places = numpy.searchsorted(ordered, edges, side="left")
    places[-1] = numpy.searchsorted(ordered, edges[-1], side="right")
    inside = numpy.diff(places)
    return numpy.append(inside, len(ordered) - inside.sum()) / len(ordered)


def measures(before, now):
    reference = numpy.sort(before)
    current = numpy.sort(now)
    test = ks_2samp(reference, current, method="asymp")
    yield from of_tests(test, wasserstein_distance(reference, current), numpy.std(reference))
    doane = numpy.histogram_bin_edges(reference, "doane")
    deciles = quantile_edges(reference, DECILES)
    yield from of_shares(
        shares(reference, doane), shares(current, doane), shares(reference, deciles), shares(current, deciles)
    )
    values = numpy.unique(reference)
    if len(values) <= 50:
        cells = numpy.concatenate(([-numpy.inf], values[1:], [numpy.inf]))
    else:
        cells = quantile_edges(reference, CUTS)
    share = shares(reference, cells)
    yield "cells", jensenshannon(share, shares(current, cells), base=2)
    for i, chunk in enumerate(numpy.array_split(now, CHUNKS)):
        found = numpy.bincount(numpy.searchsorted(cells[1:-1], chunk, side="right"), minlength=len(cells))
        yield f"cells{i}", jensenshannon(share, found / len(chunk), base=2)


report(measures)
