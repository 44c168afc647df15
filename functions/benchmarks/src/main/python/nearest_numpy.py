"""Finds the ten nearest of many vectors, again and again, as one writes it with numpy.

Usage: nearest_numpy.py FILE COUNT DIMENSIONS; FILE holds rows of 32-bit floats. Each line read is the number of the row
to search for; each line written is what the search took in nanoseconds, and the places found.
"""

import sys
import time

import numpy as np

MOST = 10


def main(file: str, count: int, dimensions: int) -> None:
    rows = np.fromfile(file, dtype="<f4").reshape(count, dimensions)
    print("ready", np.__version__, flush=True)
    for line in sys.stdin:
        query = rows[int(line)] * np.float32(1)
        start = time.perf_counter_ns()
        scores = rows @ query
        best = np.argpartition(scores, -MOST)[-MOST:]
        best = best[np.argsort(-scores[best], kind="stable")]
        spent = time.perf_counter_ns() - start
        print(spent, *best.tolist(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
