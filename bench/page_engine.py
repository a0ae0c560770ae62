"""Measure how fast the page solves a case again; write page_engine.json.

For each number that the page offers to move, the engine solves at five values across
its range under Node, in 4,000 worlds and in the first 1,000 of them, and reads the
share or median of every outcome; the first solution is made at once, and in slices of
12 ms. Beside it, in the same run, Python reckons one what-if of the same case. Figures
are from one machine and one run; `load_before` tells whether others worked on it.
`--short` takes fewer worlds and values, and writes nothing.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import suzerain as sz
from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.compiled import compile_page
from suzerain.outlook.whatif.headline import headlines
from suzerain.outlook.whatif.settings import apply
from suzerain.strategy.problem import chosen_pact

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLES = ROOT / "examples" / "articles"
WORLDS, STEPS = 4000, 5


def cases() -> dict[str, Case]:
    """The seed case, where the seeds are beside this checkout, and the examples."""
    folders = {"seeds": SEEDS, "examples": EXAMPLES}
    found = {}
    for name, folder in folders.items():
        if folder.is_dir():
            documents = sz.read_documents([folder])
            found[name] = sz.build_case(documents, sz.extract(documents), name=name)
    return found


def in_python(case: Case, worlds: Worlds) -> dict[str, float]:
    """Time one side of a what-if: the outcomes of the case as changed."""
    changes = {"power.credibility": "*0.5"}
    wall, cpu = time.perf_counter(), time.process_time()
    headlines(apply(case, chosen_pact(case, None), changes), worlds)
    return {
        "wall_ms": round(1000 * (time.perf_counter() - wall), 1),
        "cpu_ms": round(1000 * (time.process_time() - cpu), 1),
    }


def in_page(home: Path, case: Case, worlds: Worlds, steps: int) -> dict[str, Any]:
    """Time the engine on the compiled case."""
    wall, cpu = time.perf_counter(), time.process_time()
    problem = compile_page(case, worlds)
    compiled = {
        "wall_ms": round(1000 * (time.perf_counter() - wall), 1),
        "cpu_ms": round(1000 * (time.process_time() - cpu), 1),
    }
    (home / "problem.json").write_text(json.dumps(problem, separators=(",", ":")))
    script = Path(__file__).with_suffix(".mjs")
    done = subprocess.run(
        ["node", script, home / "engine.mjs", home / "problem.json", str(steps)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    return {"compile": compiled, **json.loads(done.stdout)}


def main() -> None:
    """Build the engine, and take the time of each case."""
    short = "--short" in sys.argv
    count, steps = (400, 2) if short else (WORLDS, STEPS)
    result: dict[str, Any] = {"load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build = ["node", "build.mjs", "--engine", str(home / "engine.mjs")]
        subprocess.run(build, cwd=ROOT / "page", check=True)
        for name, case in cases().items():
            result[name] = in_page(home, case, Worlds(count=count), steps)
            result[name]["python_reference"] = in_python(case, Worlds(count=count))
    result |= {"cores": os.cpu_count(), "python": platform.python_version()}
    result["load_after"] = os.getloadavg()[0]
    print(json.dumps(result, indent=2))
    if not short:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
