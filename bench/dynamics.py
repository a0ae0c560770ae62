"""Measure the dynamics, and a plain process of ties beside Mesa; write dynamics.json.

The full dynamics: 20 actors, 120 months, 10,000 worlds of a made case with a pact of
two members, a patron, seven rivals and every other tie of two goods. The plain process:
20 states whose ties move by one rule, 120 months, in Mesa, NumPy and numba, each with
the same random numbers and the same ties at the end. Run it with a Python that holds
mesa and numba beside numpy; a peer that is missing is left out and named.
`--short` is a tenth of the worlds, and writes nothing.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import resource
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term, ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.errors import SuzerainError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.simulate import simulate
from suzerain.outlook.dynamics.tie_process import tie_process

LOAD = [round(one, 2) for one in os.getloadavg()]
ACTORS, MONTHS, WORLDS, SUPPLIERS = 20, 120, 10_000, 9
GOODS = ("oil", "trade")


def made_case() -> Case:
    """Make a case of 20 actors, each supplied with two goods by nine others."""
    codes = [f"S{k:02d}" for k in range(ACTORS)]
    weight, home = Spread(low=0.03, high=0.15), Spread(low=0.2, high=0.8)
    needs = tuple(
        Need(actor=code, good=good, weight=weight, home=home)
        for code in codes
        for good in GOODS
    )
    ties = tuple(
        Tie(
            provider=codes[(k + step) % ACTORS],
            recipient=codes[k],
            good=good,
            share=Spread(low=0.02, high=0.1),
        )
        for k in range(ACTORS)
        for good in GOODS
        for step in range(1, SUPPLIERS + 1)
    )
    terms = (
        Term(giver="S00", taker="S01", good="troops", status="observed"),
        Term(giver="S00", taker="S01", good="artillery", status="promised"),
        Term(giver="S01", taker="S00", good="missile_technology"),
        Term(giver="S01", taker="S00", good="oil", status="promised"),
    )
    pact = Pact(
        id="s00-s01",
        name="the pact of the bench",
        members=("S00", "S01"),
        terms=terms,
        during_war=True,
        temporary=True,
    )
    powers = (
        ThirdPower(actor="S02", role="third"),
        *(ThirdPower(actor=codes[k], role="rival") for k in range(3, 10)),
    )
    return Case(
        name="bench",
        actors=tuple(Actor(code=code, name=code) for code in codes),
        needs=needs,
        ties=ties,
        pacts=(pact,),
        powers=powers,
    )


def full(worlds: int) -> dict[str, Any]:
    """Time the whole dynamics, from the case to the run."""
    case = made_case()
    wall, cpu = time.perf_counter(), time.process_time()
    run = simulate(case, Worlds(count=worlds), months=MONTHS, loop=False)
    row = {
        "name": "full dynamics, once, solving the pact included",
        "actors": ACTORS,
        "ties": len(case.ties),
        "months": MONTHS,
        "worlds": worlds,
        "rows_recorded": len(run.fans),
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "in_force_at_end": float(run.survival[0].share[-1]),
    }
    print(row)
    return row


STATES, RATE, NOISE = 20, 0.2, 0.1
PEER_RUNS, OWN_RUNS, REPEATS = 8, 4000, 3


def starts(replicates: int) -> np.ndarray:
    """Make ties to start from."""
    random = np.random.default_rng(5)
    return random.random((replicates, STATES, STATES)).astype(np.float32)


def draws(replicates: int) -> np.ndarray:
    """Return the random numbers that `tie_process` draws for its first block."""
    random = np.random.Generator(np.random.SFC64(1))
    size = (MONTHS, replicates, STATES)
    return random.integers(np.iinfo(np.uint32).max, size=size, dtype=np.uint32)


def mesa_runs(replicates: int) -> np.ndarray:
    """Play the same rule in Mesa, one agent a state, one model a replicate."""
    import mesa

    class State(mesa.Agent):
        def __init__(self, model: Any, place: int, ties: list[float]) -> None:
            super().__init__(model)
            self.place, self.ties = place, ties

        def step(self) -> None:
            model, i = self.model, self.place
            draw = model.now[i]
            j = ((draw >> 16) * (STATES - 1)) >> 16
            j += j >= i
            now, theirs = model.before[i][j], model.before[j][i]
            new = now + RATE * (theirs - now) + NOISE * ((draw & 65535) / 65536 - 0.5)
            self.ties[j] = min(max(new, 0.0), 1.0)

    class World(mesa.Model):
        def __init__(self, ties: list[list[float]], bits: list[list[int]]) -> None:
            super().__init__()
            self.bits, self.spot = bits, 0
            self.states = [State(self, i, row) for i, row in enumerate(ties)]

        def step(self) -> None:
            self.now = self.bits[self.spot]
            self.spot += 1
            self.before = [one.ties[:] for one in self.states]
            self.agents.do("step")

    first, bits = starts(replicates), draws(replicates)
    ends = []
    for k in range(replicates):
        world = World(first[k].astype(float).tolist(), bits[:, k].tolist())
        for _ in range(MONTHS):
            world.step()
        ends.append([one.ties for one in world.states])
    return np.array(ends)


def timed(play: Any, replicates: int) -> tuple[np.ndarray, float, float]:
    """Take the best of several runs: CPU and wall nanoseconds per agent-step."""
    best = (np.inf, np.inf)
    for _ in range(REPEATS):
        wall, cpu = time.perf_counter(), time.process_time()
        ends = play()
        spent = time.process_time() - cpu, time.perf_counter() - wall
        best = min(best, spent)
    steps = replicates * STATES * MONTHS
    return ends, best[0] / steps * 1e9, best[1] / steps * 1e9


def plain(own: int) -> dict[str, Any]:
    """Time the plain process in Mesa, NumPy and numba; ends must agree."""
    row: dict[str, Any] = {
        "name": "plain tie-update process, nanoseconds per agent-step",
        "states": STATES,
        "months": MONTHS,
        "replicates": {"mesa": PEER_RUNS, "own": own},
    }
    first = starts(own)
    ends = {}
    for engine in ("numpy", "numba"):
        try:
            tie_process(first[:2], 2, rate=RATE, noise=NOISE, engine=engine)
        except SuzerainError as error:
            row[engine] = str(error).splitlines()[0]
            continue
        ends[engine], cpu, wall = timed(
            lambda engine=engine: tie_process(
                first, MONTHS, rate=RATE, noise=NOISE, engine=engine
            ),
            own,
        )
        row[engine] = {"cpu_ns": round(cpu, 2), "wall_ns": round(wall, 2)}
    if len(ends) == 2:
        row["engines_differ_by"] = float(np.abs(ends["numpy"] - ends["numba"]).max())
    try:
        version = importlib.metadata.version("mesa")
    except importlib.metadata.PackageNotFoundError:
        row["mesa"] = "not installed"
        return row
    there, cpu, wall = timed(lambda: mesa_runs(PEER_RUNS), PEER_RUNS)
    few = tie_process(starts(PEER_RUNS), MONTHS, rate=RATE, noise=NOISE, engine="numpy")
    gap = float(np.abs(few - there).max())
    if gap > 1e-4:
        sys.exit(f"Mesa and NumPy differ by {gap}")
    row["mesa"] = {
        "version": version,
        "cpu_ns": round(cpu, 1),
        "wall_ns": round(wall, 1),
        "differs_by": gap,
    }
    for engine in ends:
        row[f"times_mesa_{engine}"] = round(cpu / row[engine]["cpu_ns"], 1)
    return row


def main() -> None:
    """Run both, and write them down."""
    short = "--short" in sys.argv
    rows = [plain(OWN_RUNS // 10 if short else OWN_RUNS)]
    print(rows[0])
    rows.append(full(WORLDS // 10 if short else WORLDS))
    if short:
        return
    record = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "load_before": LOAD,
        "rows": rows,
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
