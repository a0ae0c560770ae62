"""Measure the atlas from a cold start, beside plain Python; write atlas.json.

Each contestant is a process of its own: import, reading the shelf, measuring, writing.
The plain one takes the same worlds pair by pair and world by world for one recipient,
must give the same answer, and is scaled up to all pairs of the year. The data must be
on the shelf (`suzerain data add`). `--short` leaves the century out and writes nothing.
"""

from __future__ import annotations

import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from suzerain.core.assumption import load_register
from suzerain.core.worlds import Worlds
from suzerain.measures.atlas import make_atlas
from suzerain.measures.openness import by_place, openness
from suzerain.sources.flows import read_flows
from suzerain.sources.incomes import read_incomes
from suzerain.sources.shelf import Shelf

YEAR = 2014
RECIPIENT = "DEU"
SPAN = "1870:2014"
HERE = Path(__file__).parent
NEEDS = ("cow-trade", "gdp", "surplus", "sipri")


def cold(name: str, *words: str) -> dict[str, Any]:
    """Run the command in a fresh process and say what it took."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "suzerain.cli.main", "atlas", *words],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, code, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
    if code:
        raise SystemExit(f"{name}: exit status {code}")
    return {
        "name": name,
        "command": "suzerain atlas " + " ".join(words),
        "wall_seconds": round(wall, 2),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_megabytes": round(used.ru_maxrss / 1024),
    }


def plain(pairs: int) -> dict[str, Any]:
    """Reckon one recipient's losses with plain loops, and scale to a year."""
    flows, incomes = read_flows("cow-trade", [YEAR]), read_incomes([YEAR])
    worlds, register = Worlds(count=400), load_register()
    atlas = make_atlas(flows, incomes, worlds)
    to = atlas.actors.index(RECIPIENT)
    place = flows.actors.index(RECIPIENT)
    buys = dict(_side(flows, flows.recipient == place, flows.provider))
    sells = dict(_side(flows, flows.provider == place, flows.recipient))
    income = by_place(incomes).get((YEAR, RECIPIENT))
    state = openness(RECIPIENT, sum(buys.values()), income, worlds, register)
    drawn = {
        name: register.draw(worlds, key).tolist()
        for name, key in (
            ("sigma", "good.trade.sigma"),
            ("varsigma", "good.trade.varsigma"),
            ("evasion", "good.trade.evasion"),
            ("rho", "measure.rho"),
            ("error", "atlas.report_error"),
        )
    }
    drawn |= {"weight": state.weight.tolist(), "home": state.home.tolist()}
    partners = sorted({*buys, *sells})
    chances = {
        key: worlds.chance(f"atlas.report_error.{key[0]}.{key[1]}").tolist()
        for code in partners
        for key in ((RECIPIENT, code), (code, RECIPIENT))
    }
    started = time.process_time()
    found = loops(buys, sells, partners, drawn, chances)
    spent = time.process_time() - started
    for row in np.nonzero(atlas.recipient == to)[0]:
        code = atlas.actors[atlas.provider[row]]
        own = float(atlas.loss[1, row])
        if code in found and not math.isclose(
            found[code], own, rel_tol=1e-3, abs_tol=1e-7
        ):
            raise SystemExit(f"{code}: {found[code]} and {own}")
    return {
        "name": "plain Python loops, one recipient scaled to all pairs of the year",
        "pairs_run": len(partners),
        "cpu_seconds": round(spent * pairs / len(partners), 1),
    }


def loops(
    buys: dict[str, float],
    sells: dict[str, float],
    partners: list[str],
    drawn: dict[str, list[float]],
    chances: dict[tuple[str, str], list[float]],
) -> dict[str, float]:
    """Reckon the median loss from each partner, world by world."""
    found, me = {}, RECIPIENT
    tilt = {
        key: [
            math.exp(e * (2 * u - 1)) for e, u in zip(drawn["error"], us, strict=True)
        ]
        for key, us in chances.items()
    }
    for code in partners:
        losses = []
        for w, s in enumerate(drawn["sigma"]):
            spent = sum(buys.get(o, 0) * tilt[me, o][w] for o in partners)
            earned = sum(sells.get(o, 0) * tilt[o, me][w] for o in partners)
            v, stays = drawn["varsigma"][w], 1 - drawn["evasion"][w]
            x = sells.get(code, 0) * tilt[code, me][w] / earned
            power = 1 - min(1, earned / spent) * (1 - (1 - stays * x) ** (1 / s))
            share = buys.get(code, 0) * tilt[me, code][w] / spent
            left = (1 - stays * share) * power ** (s - 1)
            home, gap = drawn["home"][w], 1 - drawn["rho"][w]
            nest = home + (1 - home) * left ** ((v - 1) / (s - 1))
            price = nest ** (-1 / (v - 1))
            part = math.log(1 + drawn["weight"][w] * (price**gap - 1)) / gap
            losses.append(1 - math.exp(-part))
        found[code] = float(np.median(losses))
    return found


def _side(flows: Any, rows: Any, others: Any) -> list[tuple[str, float]]:
    return [
        (flows.actors[other], float(amount))
        for other, amount in zip(others[rows], flows.amount[rows], strict=True)
        if amount > 0
    ]


def traded() -> int:
    """Pairs of the year in which something flowed one way or the other."""
    flows = read_flows("cow-trade", [YEAR])
    some = flows.amount > 0
    ends = zip(
        flows.recipient[some].tolist(), flows.provider[some].tolist(), strict=True
    )
    return len({pair for one, other in ends for pair in ((one, other), (other, one))})


def main() -> None:
    """Run all contestants and write what they took."""
    missing = [name for name in NEEDS if not Shelf().has(name)]
    if missing:
        raise SystemExit(f"not on the shelf: {', '.join(missing)}")
    short = "--short" in sys.argv
    rows = [cold("one year, rows", "--year", str(YEAR), "--json")]
    rows.append(cold("one year, page", "--year", str(YEAR), "-o", "atlas.html"))
    if not short:
        rows.append(
            cold("a century, Parquet", "--years", SPAN, "--parquet", "a.parquet")
        )
        rows.append(cold("a century, page", "--years", SPAN, "-o", "atlas.html"))
    pairs = traded()
    rows.append(plain(pairs))
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "year": YEAR,
        "pairs_of_the_year": pairs,
        "worlds": 400,
        "load_before": round(os.getloadavg()[0], 1),
        "own_peak_megabytes": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ),
        "contestants": rows,
    }
    print(json.dumps(found, indent=2))
    if not short:
        (HERE / "atlas.json").write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
