"""Time KTAB's spatial model beside plain loops; `--save` writes spatial.json.

The reference run (13 actors, two questions; `--reference FILE`, else a made scenario of
that size), and made scenarios of 40, 80 and 160 actors on one question, each to its own
end. The plain loops are those of the tests, and must give the same positions. KTAB's
own program is no peer here: its log of 2017 tells 1.2 s for the reference run, and
111 s for 80 actors was measured elsewhere; neither was timed on this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "strategy" / "classics")]

from made_spatial import made  # noqa: E402
from plain_spatial_model import plain_run  # noqa: E402

from suzerain.strategy.classics.spatial_model.play import play  # noqa: E402
from suzerain.strategy.classics.spatial_model.rules import SpatialRules  # noqa: E402
from suzerain.strategy.classics.spatial_model.scenario import (  # noqa: E402
    SpatialScenario,
)
from suzerain.strategy.classics.spatial_model.written import (  # noqa: E402
    read_scenario,
)

REPEATS = 5
LARGEST_PLAIN = 80  # actors up to which the plain loops run


def timed(run: Callable[[], Any], repeats: int) -> tuple[dict[str, float], Any]:
    """Median CPU and wall time of some runs, and the last result."""
    cpu, wall = [], []
    for _ in range(repeats):
        began, clock = time.process_time(), time.perf_counter()
        result = run()
        cpu.append(time.process_time() - began)
        wall.append(time.perf_counter() - clock)
    return {
        "cpu_seconds": statistics.median(cpu),
        "wall_seconds": statistics.median(wall),
    }, result


def row(scenario: SpatialScenario, name: str) -> dict[str, Any]:
    """Time one scenario to its end, and hold both runs against each other."""
    ours, run = timed(lambda: play(scenario), REPEATS)
    states, actors, questions = run.position.shape
    found: dict[str, Any] = {
        "name": name,
        "actors": actors,
        "questions": questions,
        "states": states,
        "converged": run.converged,
        "suzerain": ours,
    }
    if actors <= LARGEST_PLAIN:
        rules = asdict(SpatialRules())
        plain, (position, _) = timed(lambda: plain_run(scenario, rules), 1)
        found["plain_loops"] = plain
        found["plain_over_suzerain_cpu"] = plain["cpu_seconds"] / ours["cpu_seconds"]
        gap = np.abs(np.array(position) - run.position).max()
        found["largest_gap_of_positions"] = float(gap)
    return found


def main() -> None:
    """Print what was measured; write it beside this file with `--save`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, help="KTAB's SOE-Pol-Comp.csv")
    parser.add_argument("--note", default="", help="such as: on a busy machine")
    parser.add_argument("--short", action="store_true", help="without 160 actors")
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args()
    rows = [row(made(1, 13, 2), "made")]
    if asked.reference:
        text = asked.reference.read_text(encoding="utf-8")
        rows = [row(read_scenario(text), "KTAB's reference run")]
    sizes = (40, 80) if asked.short else (40, 80, 160)
    rows += [row(made(1, size, 1), "made") for size in sizes]
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "load_before": round(os.getloadavg()[0], 2),
        "note": asked.note,
        "rows": rows,
    }
    text = json.dumps(result, indent=2) + "\n"
    print(text)
    if asked.save:
        Path(__file__).with_name("spatial.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
