"""Evidently's DataDriftPreset over the same files: `drift_evidently.py FOLDER`.

Prints `column<TAB>wasserstein_normed<TAB>value`, which is what the preset computes of a numeric column of over 1,000 rows.
"""

import sys
import warnings

import pandas
from evidently import Report
from evidently.presets import DataDriftPreset

warnings.filterwarnings("ignore")


def main(folder):
    before = pandas.read_parquet(f"{folder}/baseline.parquet")
    now = pandas.read_parquet(f"{folder}/current.parquet")
    result = Report([DataDriftPreset()]).run(now, before).dict()
    for metric in result["metrics"]:
        config = metric.get("config", {})
        if config.get("type", "").endswith("ValueDrift"):
            print(f"{config['column']}\twasserstein_normed\t{float(metric['value'])!r}")


main(sys.argv[1])
