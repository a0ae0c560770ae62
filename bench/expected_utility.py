"""Time the expected utility model beside the public program and a plain loop.

Ten actors (the emission standards of Bueno de Mesquita 1994), 25 rounds. Suzerain runs
10,000 draws of capabilities within a tenth of those published; the plain loop, a port
of the equations kept in the tests, and the public program
(jmckib/bdm-scholz-expected-utility-model, Python 2.7) run the published draw once. The
trajectories must be the same. The public program is not shipped: name it with
`--public FILE`, and an interpreter with `--python2 FILE`. `--save` writes
expected_utility.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "strategy" / "classics")]

from papers.test_scholz_calbert_smith_2011 import ACTORS  # noqa: E402
from plain_expected_utility import Plain  # noqa: E402

from suzerain.strategy.classics.expected_utility import (  # noqa: E402
    challenge_rounds,
)

ROUNDS, DRAWS, REPEATS = 25, 10_000, 5
SIZES = (100, 200, 400, 800, 1600)
POWER, PLACE, CARE = np.array(list(ACTORS.values())).T


def ours(draws: int) -> dict[str, object]:
    """Time many draws; the first is the published one."""
    part = np.random.default_rng(1).uniform(0.9, 1.1, (draws, len(POWER)))
    part[0] = 1
    took, wall = [], []
    for _ in range(REPEATS):
        began, clock = time.process_time(), time.perf_counter()
        run = challenge_rounds(
            capability=POWER * part, position=PLACE, salience=CARE, rounds=ROUNDS
        )
        took.append(time.process_time() - began)
        wall.append(time.perf_counter() - clock)
    return {
        "name": "suzerain",
        "draws": draws,
        "cpu_seconds": statistics.median(took),
        "wall_seconds": statistics.median(wall),
        "median": run.median[0].tolist(),
        "mean": run.mean[0].tolist(),
    }


def growth() -> list[dict[str, object]]:
    """Time one round of one draw of more and more actors."""
    chance, rows = np.random.default_rng(1), []
    for size in SIZES:
        drawn = {
            "capability": chance.uniform(0.1, 1, size),
            "position": chance.uniform(0, 100, size),
            "salience": chance.uniform(0.1, 1, size),
        }
        began = time.process_time()
        challenge_rounds(**drawn, rounds=1)
        rows.append({"actors": size, "cpu_seconds": time.process_time() - began})
    return rows


def plain() -> dict[str, object]:
    """Time the equations in plain loops, one draw."""
    began, clock = time.process_time(), time.perf_counter()
    twin = Plain(POWER.tolist(), PLACE.tolist(), CARE.tolist())
    median = [twin.median()]
    for _ in range(ROUNDS):
        twin.round()
        median.append(twin.median())
    return {
        "name": "plain loop, Python " + platform.python_version(),
        "draws": 1,
        "cpu_seconds": time.process_time() - began,
        "wall_seconds": time.perf_counter() - clock,
        "median": median,
    }


def public(program: str, python: str) -> dict[str, object]:
    """Time the public program, one draw; it prints twelve digits."""
    with tempfile.TemporaryDirectory(prefix="suzerain-bench-") as made:
        table, out = Path(made) / "actors.csv", Path(made) / "out.txt"
        rows = [f"{k},{c},{x},{s}\n" for k, (c, x, s) in ACTORS.items()]
        head = "Actor,Capability,Position,Salience\n"
        table.write_text(head + "".join(rows), encoding="utf-8")
        clock = time.perf_counter()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.posix_spawn(
            python,
            [python, program, str(table), str(ROUNDS)],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT, 0o600)
            ],
        )
        _, status = os.waitpid(child, 0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if status:
            raise SystemExit("the public program failed")
        said = out.read_text(encoding="utf-8")
    return {
        "name": "jmckib/bdm-scholz-expected-utility-model, Python 2.7",
        "draws": 1,
        "cpu_seconds": after.ru_utime - before.ru_utime,
        "wall_seconds": time.perf_counter() - clock,
        "median": [float(one) for one in re.findall(r"Median position: (\S+)", said)],
        "mean": [float(one) for one in re.findall(r"Mean position: (\S+)", said)],
    }


def main() -> None:
    """Print what was measured; write it beside this file with `--save`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", help="bdm_scholz_model.py of the public program")
    parser.add_argument("--python2", default="python2.7", help="its interpreter")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--note", default="", help="such as: on a busy machine")
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args()
    rows = [ours(asked.draws), plain()]
    if asked.public:
        rows.append(public(asked.public, asked.python2))
    first = rows[0]
    for row in rows:
        row["cpu_milliseconds_a_draw"] = 1e3 * row["cpu_seconds"] / row["draws"]
        row["times_suzerain"] = (
            row["cpu_milliseconds_a_draw"] / first["cpu_milliseconds_a_draw"]
        )
    for series in ("median", "mean"):
        ours_had = first[series]
        for row in rows:
            if series in row:
                off = np.subtract(row.pop(series), ours_had)
                row[f"largest_gap_of_{series}"] = float(np.abs(off).max())
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "actors": len(ACTORS),
        "rounds": ROUNDS,
        "note": asked.note,
        "contestants": rows,
        "one_round_of_one_draw": growth(),
    }
    print(json.dumps(result, indent=2))
    if asked.save:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
