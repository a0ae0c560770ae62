"""Measure a pact solved in 100,000 worlds; write pact.json.

A made case in the general form of the seed case: two members, five terms of five
levels, two third powers and a rival, solved by the public `solve` in a process of its
own. Beside it, in the same run: a plain loop over the worlds and bundles of the same
tables, which must agree; the time by number of worlds, terms, levels, powers and
members; ten terms of nine levels, 3.5e9 bundles a world; and what the search reckons
for one world against what this machine can reckon. `--short` takes a tenth of the
worlds, and writes nothing.
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term, ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.bargain import Bargain, Effort, bargain, cores
from suzerain.strategy.setting import Setting, set_up
from suzerain.strategy.solution import solve
from suzerain.strategy.tolerance import Veto

WORLDS = 100_000
SAMPLE = 40
GOODS = (
    ("AAA", "BBB", "artillery"),
    ("AAA", "BBB", "troops"),
    ("BBB", "AAA", "missile_technology"),
    ("BBB", "AAA", "oil"),
    ("BBB", "AAA", "food"),
)
THIRDS = ("CCC", "DDD")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "theory" / "solver.md"


def made_case() -> Case:
    """Make the case: what each member gives, what it needs, and who supplies it."""

    def need(actor: str, good: str, weight: float, home: float) -> Need:
        wide = Spread(low=weight / 3, high=weight)
        return Need(
            actor=actor, good=good, weight=wide, home=Spread(low=home / 2, high=home)
        )

    def tie(provider: str, recipient: str, good: str, share: float) -> Tie:
        spread = Spread(low=share / 2, high=share)
        return Tie(provider=provider, recipient=recipient, good=good, share=spread)

    terms = tuple(
        Term(giver=giver, taker=taker, good=good, status="observed")
        for giver, taker, good in GOODS
    )
    return Case(
        name="made",
        actors=tuple(
            Actor(code=code, name=code) for code in ("AAA", "BBB", *THIRDS, "EEE")
        ),
        needs=(
            *(need(t.taker, t.good, 0.12, 0.6) for t in terms),
            need("AAA", "trade", 0.4, 0.8),
            need("BBB", "exports", 0.2, 0.8),
            need("CCC", "oil", 0.1, 0.5),
        ),
        ties=(
            tie("CCC", "AAA", "trade", 0.95),
            tie("CCC", "AAA", "oil", 0.6),
            tie("BBB", "AAA", "oil", 0.3),
            tie("CCC", "BBB", "exports", 0.5),
            tie("BBB", "CCC", "oil", 0.2),
            tie("DDD", "BBB", "exports", 0.2),
        ),
        pacts=(Pact(id="pact", name="A pact", members=("AAA", "BBB"), terms=terms),),
        powers=(
            *(ThirdPower(actor=one, role="third") for one in THIRDS),
            ThirdPower(actor="EEE", role="rival"),
        ),
    )


def alone(worlds: int) -> dict[str, Any]:
    """Solve once in a process of its own: wall and CPU seconds, and peak memory."""
    told = subprocess.run(
        [sys.executable, __file__, "--child", str(worlds)],
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(told.stdout))


def child(worlds: int) -> None:
    """Solve, after a first small one that loads everything."""
    case = made_case()
    solve(case, Worlds(count=50), levels=5)
    wall, cpu = time.perf_counter(), time.process_time()
    solved = solve(case, Worlds(count=worlds), levels=5)
    row = {
        "worlds": worlds,
        "wall_s": round(time.perf_counter() - wall, 3),
        "cpu_s": round(time.process_time() - cpu, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "p_pact": solved.p_pact,
    }
    print(json.dumps(row))


def drawn(
    worlds: int, *, terms: int = 5, levels: int = 5, powers: int = 2, members: int = 2
) -> tuple[np.ndarray, np.ndarray, list[Veto]]:
    """Draw the tables of a game of any size."""
    chance = np.random.default_rng(7)
    steps = np.linspace(0, 1, levels)
    gain = np.zeros((members, worlds, terms, levels))
    for t in range(terms):
        giver, taker = t % members, (t + 1) % members
        worth = chance.exponential(1, (worlds, 1))
        gain[taker, :, t] += worth * np.log1p(3 * steps)
        gain[giver, :, t] -= chance.exponential(0.4, (worlds, 1)) * steps
    found = [
        Veto(
            actor=f"P{k}",
            provocation=chance.random((worlds, terms, 1)) * steps,
            sting=chance.exponential(1, worlds),
            limit=chance.exponential(0.2 * terms, worlds),
            gain=gain,
            pull=chance.exponential(0.4, (members, worlds)),
            eased=chance.exponential(0.1, gain.shape) * steps,
            trust=chance.random(worlds),
            theta=chance.random(worlds),
        )
        for k in range(powers)
    ]
    return gain, np.full((members, worlds), 1 / members), found


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of some work, and its answer."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def growth(worlds: int, effort: Effort, **sizes: int) -> dict[str, Any]:
    """Time one bargain of a size."""
    gain, weight, vetoes = drawn(worlds, **sizes)
    cpu, deal = timed(
        lambda: bargain(gain, weight=weight, effort=effort, vetoes=vetoes)
    )
    missed = 0 if deal.unproved is None else int(deal.unproved.sum())
    return {
        **sizes,
        "bundles": gain.shape[3] ** gain.shape[2],
        "worlds": worlds,
        "us_per_world": round(1e6 * cpu / worlds, 2),
        "unproved": missed,
    }


def plain(game: Setting, worlds: int) -> np.ndarray:
    """The slow twin: every bundle of every world in a loop; the best scores."""
    gain, levels = game.table.gain.tolist(), game.table.gain.shape[3]
    weight = game.weight.tolist()
    best = [-np.inf] * worlds
    vetoes = [
        (
            veto,
            [veto.hold(m).tolist() for m in range(len(gain))],
            [(one.harm().tolist(), one.limit.tolist()) for one in (veto, *veto.beside)],
            veto.pull.tolist(),
        )
        for veto in game.vetoes
    ]
    for w in range(worlds):
        for bundle in itertools.product(range(levels), repeat=len(game.pact.terms)):

            def total(table: Any, bundle: Any = bundle) -> float:
                return float(sum(table[t][k] for t, k in enumerate(bundle)))

            gains = [total(one[w]) for one in gain]
            if min(gains) <= 0:
                continue
            score = sum(
                part[w] * float(np.log(u))
                for part, u in zip(weight, gains, strict=True)
            )
            if score <= best[w]:
                continue
            stopped = any(
                any(total(hold[w]) < pull[m][w] for m, hold in enumerate(holds))
                and all(total(harm[w]) > limit[w] for harm, limit in harms)
                for _, holds, harms, pull in vetoes
            )
            if not stopped:
                best[w] = score
    return np.array(best)


def beside_plain() -> dict[str, Any]:
    """Compare with the plain loop, in the same tables."""
    case = made_case()
    game = set_up(case, case.pacts[0], Worlds(count=4000), steps=5)

    def swift() -> Bargain:
        return bargain(
            game.table.gain,
            weight=game.weight,
            effort=game.effort,
            vetoes=game.vetoes,
        )

    cpu, deal = timed(swift)
    slow, scores = timed(lambda: plain(game, SAMPLE))
    with np.errstate(divide="ignore"):
        logs = np.log(np.where(deal.exists, deal.surplus, 1))
    ours = np.where(deal.exists, (game.weight * logs).sum(axis=0), -np.inf)[:SAMPLE]
    same = np.isclose(ours, scores, rtol=0, atol=1e-9)
    if not same.all():
        sys.exit(f"the plain loop differs in {int((~same).sum())} worlds")
    return {
        "us_per_world": 1e6 * cpu / 4000,
        "plain_us_per_world": 1e6 * slow / SAMPLE,
        "ratio": (slow / SAMPLE) / (cpu / 4000),
        "worlds_compared": SAMPLE,
    }


def floor() -> dict[str, Any]:
    """What one world's bundles cost if each were tried, at this machine's best rate.

    Each bundle takes two sums of five cells and two logarithms. The rates are measured
    here, in arrays that lie near the processor.
    """
    row = np.random.default_rng(1).random(4096) + 1
    out = np.empty_like(row)

    def rate(work: Callable[[], Any]) -> float:
        spent = min(timed(lambda: [work() for _ in range(2000)])[0] for _ in range(5))
        return spent / 2000 / len(row)

    add, log = rate(lambda: np.add(row, row, out)), rate(lambda: np.log(row, out))
    bundles = 5**5
    return {
        "ns_per_sum": 1e9 * add,
        "ns_per_logarithm": 1e9 * log,
        "bundles": bundles,
        "us_per_world_if_all_were_tried": 1e6 * bundles * (2 * add + 2 * log),
    }


def main() -> None:
    """Run all, print, and write pact.json."""
    if "--child" in sys.argv:
        child(int(sys.argv[-1]))
        return
    short = "--short" in sys.argv
    part = 10 if short else 1
    effort = Effort(limit=20_000, cells=400_000, rounds=4)
    whole = [alone(n // part) for n in (1_000, 10_000, WORLDS)]
    runs = sorted((alone(WORLDS // part) for _ in range(1 if short else 3)), key=_wall)
    found = {
        "what": "2 members, 5 terms of 5 levels, 2 third powers, a rival; made case",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {cores()} used",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "load": os.getloadavg()[0],
        "solve": runs[len(runs) // 2],
        "by worlds": whole,
        "beside a plain loop": beside_plain(),
        "floor": floor(),
        "by terms": [
            growth(2000 // part, effort, terms=n, levels=5) for n in range(2, 11)
        ],
        "by levels": [
            growth(2000 // part, effort, terms=5, levels=n) for n in range(2, 10)
        ],
        "by powers": [growth(4000 // part, effort, powers=n) for n in range(5)],
        "by members": [growth(4000 // part, effort, members=n) for n in (2, 3, 4)],
        "ten terms of nine levels": [
            growth(400 // part, replace(effort, limit=n), terms=10, levels=9)
            for n in (2_000, 20_000)
        ],
    }
    text = json.dumps(found, indent=1) + "\n"
    print(text)
    if not short:
        Path(__file__).with_suffix(".json").write_text(text, encoding="utf-8")
        write_table(found)


def write_table(found: dict[str, Any]) -> None:
    """Write the table of growth into the page that explains it."""
    rows = (
        ("terms, 5 levels each", "2 to 10", "by terms"),
        ("levels, 5 terms", "2 to 9", "by levels"),
        ("third powers, 5 terms, 5 levels", "0 to 4", "by powers"),
        ("members, 5 terms, 5 levels", "2 to 4", "by members"),
        (
            "ten terms of nine levels",
            "followed: 2000, 20000",
            "ten terms of nine levels",
        ),
    )
    lines = ["| what grows | sizes | microseconds a world |", "|---|---|---|"]
    for what, sizes, key in rows:
        spent = ", ".join(f"{row['us_per_world']:.0f}" for row in found[key])
        lines.append(f"| {what} | {sizes} | {spent} |")
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition("<!-- table -->\n")
    _, end, tail = rest.partition("<!-- end of table -->")
    table = "\n".join(lines)
    whole = f"{head}<!-- table -->\n{table}\n{end}{tail}"
    PAGE.write_text(whole, encoding="utf-8")


def _wall(row: dict[str, Any]) -> float:
    return float(row["wall_s"])


if __name__ == "__main__":
    main()
