"""Measure a what-if on the seed case, change to compared result; write what_if.json.

Beside it, in the same run, the plain reference: `solve`, `weigh`, `forecast`,
`dependence` and `leverage` for the case as it is and then as changed, and the
differences taken; both must give the same numbers. Figures are from one machine and
one run; quote them with both, or as ratios. `--short` takes fewer worlds and writes
nothing.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import suzerain as sz
from suzerain.case.case import Case
from suzerain.outlook.whatif.what_if import what_if

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLES = ROOT / "examples" / "articles"
WORLDS, RUNS = 4000, 5
CHANGE = {"power.credibility": "*0.5"}


def seed_case() -> tuple[str, Case]:
    """The seed case, or the examples where the seeds are not beside this checkout."""
    name = "seeds" if SEEDS.is_dir() else "examples"
    documents = sz.read_documents([SEEDS if SEEDS.is_dir() else EXAMPLES])
    return name, sz.build_case(documents, sz.extract(documents))


def plain(case: Case, count: int) -> dict[str, float]:
    """Reckon both sides one after the other with the verbs, and subtract."""
    sides = []
    for one in (case, sz.change(case, CHANGE)):
        worlds = sz.Worlds(count=count)
        deal = sz.solve(one, worlds)
        found = {"solve.p_pact": deal.exists.astype(float)}
        for weighing in sz.weigh(one, deal, worlds):
            found[weighing.id_of("knew")] = weighing["knew"].posterior.values
        for answer in sz.forecast(one, deal, worlds):
            found[answer.id] = answer.probability.values
        sz.dependence(one, worlds)
        sz.leverage(one, worlds)
        sides.append(found)
    return {key: float((sides[1][key] - sides[0][key]).mean()) for key in sides[0]}


def timed(job: Callable[[], object], runs: int) -> dict[str, float]:
    """Median wall and CPU seconds of several runs."""
    wall, cpu = [], []
    for _ in range(runs):
        began, spent = time.perf_counter(), time.process_time()
        job()
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - spent)
    return {
        "wall_s": round(statistics.median(wall), 3),
        "cpu_s": round(statistics.median(cpu), 3),
    }


def main() -> None:
    """Check that both agree, then take the time of each."""
    short = "--short" in sys.argv
    count, runs = (400, 1) if short else (WORLDS, RUNS)
    name, case = seed_case()
    found, reference = what_if(case, CHANGE, sz.Worlds(count=count)), plain(case, count)
    for key, mean in reference.items():
        np.testing.assert_allclose(found[key].mean, mean, atol=1e-12, err_msg=key)
    result = {
        "case": name,
        "change": CHANGE,
        "worlds": count,
        "outcomes": len(found.differences),
        "what_if": timed(lambda: what_if(case, CHANGE, sz.Worlds(count=count)), runs),
        "plain_reference": timed(lambda: plain(case, count), runs),
        "load_before": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
    }
    print(json.dumps(result, indent=2))
    if not short:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
