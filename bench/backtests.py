"""Time all back-tests from the publishers' raw files to their results.

    python bench/backtests.py ../shared/data

Writes `bench/backtests.json`: seconds of wall and of CPU, for reading and each study.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

from suzerain.outlook.backtest.catalogue import studies
from suzerain.outlook.backtest.run import run_study
from suzerain.outlook.backtest.tables import shelf_of

WRITTEN = Path(__file__).with_suffix(".json")


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Say how long some work takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
    }


def main() -> None:
    """Run and time every back-test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    asked = parser.parse_args()
    needed = {need for study in studies().values() for need in study.needs}
    start, spent = time.perf_counter(), time.process_time()
    parts: dict[str, dict[str, float]] = {}
    with shelf_of(asked.data, needed) as shelf:
        parts["read raw files"] = {
            "wall_s": round(time.perf_counter() - start, 2),
            "cpu_s": round(time.process_time() - spent, 2),
        }
        for name, study in studies().items():
            parts[name] = timed(lambda study=study: run_study(study, shelf))
    whole = {
        "wall_s": round(time.perf_counter() - start, 2),
        "cpu_s": round(time.process_time() - spent, 2),
        "limit_s": 600,
        "cores": os.cpu_count(),
        "load_at_end": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "parts": parts,
    }
    WRITTEN.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(whole, indent=2))


if __name__ == "__main__":
    main()
