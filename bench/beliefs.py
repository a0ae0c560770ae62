"""Measure weighing and evidence nets; write beliefs.json.

Weighing: 30 items on 6 hypotheses in 10,000 worlds, each item left out in turn, each
kind of evidence imagined, with indicators and turning points. Nets: 28 unknowns, 10,000
draws of all tables, one posterior; pgmpy answers the same question in some of the same
draws, one by one in the same run, its model built before the clock starts, and must
agree to nine digits. Run it with a Python that holds pgmpy beside numpy; a peer that is
missing is left out and named. `--short` is a tenth of the worlds and draws, and writes
nothing.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from suzerain.case.case import Case
from suzerain.case.question import Contest, Item
from suzerain.core.assumption import Assumption, Register, load_register
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.evidence.claim import Claim
from suzerain.outlook.hypothesis import weigh
from suzerain.outlook.net import EvidenceNet, Unknown, posterior

ITEMS, ROWS, WORLDS = 30, 6, 10_000
UNKNOWNS, DRAWS, PARENTS = 28, 10_000, 3
SAMPLE, DIGITS = 20, 1e-9
LIMIT_S, FACTOR = 1.0, 1000
SEEN = {f"n{k}": "1" for k in range(UNKNOWNS - 8, UNKNOWNS - 1)}
ASKED = "n0"


def contest() -> Case:
    """Make a case with one contest: 6 sorts of 5 origins, told by 30 claims."""
    shipped = load_register()
    rows = (*Contest.__dataclass_fields__["rows"].default[:-1], "bought", "other")
    sorts = ("denial", "silence", "criticism", "timing", "cover", "closeness")
    likelihoods = {key.split(".")[1] for key in shipped if key.startswith("likeli")}
    new = [
        Assumption(
            id=key,
            spread=Spread(low=0.1, high=0.6),
            unit="probability",
            reason="a bench",
            citation="judgement",
        )
        for key in ("prior.bought", *(f"likelihood.{s}.bought" for s in likelihoods))
    ]
    names = [
        (sort, f"origin {k}") for sort in sorts for k in range(ITEMS // len(sorts))
    ]
    claims = tuple(
        Claim(
            id=f"c-{k}",
            doc="doc-1",
            start=0,
            end=1,
            quote="x",
            kind="stance",
            subject="AAA",
            relation="RESERVED",
        )
        for k in range(ITEMS)
    )
    items = tuple(
        Item(claims=(f"c-{k}",), sort=sort, cluster=cluster)
        for k, (sort, cluster) in enumerate(names)
    )
    asked = Contest(
        id="contest.AAA.p",
        question="Did AAA know?",
        actor="AAA",
        pact="p",
        rows=rows,
        evidence=items,
    )
    register = Register([*shipped.values(), *new])
    return Case(name="bench", contests=(asked,), claims=claims, register=register)


def grow(draws: int) -> EvidenceNet:
    """Grow a net: each unknown hangs on up to three of the six before it."""
    rng = np.random.default_rng(28)
    nodes = []
    for k in range(UNKNOWNS):
        near = np.arange(max(0, k - 6), k)
        size = min(near.size, int(rng.integers(1, PARENTS + 1)))
        above = sorted(rng.choice(near, size=size, replace=False)) if size else []
        table = rng.dirichlet(np.ones(2), size=(draws, *(2,) * len(above)))
        nodes.append(
            Unknown(
                name=f"n{k}",
                states=("0", "1"),
                parents=tuple(f"n{j}" for j in above),
                chances=table,
            )
        )
    return EvidenceNet(nodes=tuple(nodes))


def clock(act: Callable[[], Any], repeats: int = 3) -> dict[str, float]:
    """Time an act: the median of some runs, CPU and wall."""
    act()
    cpu, wall = [], []
    for _ in range(repeats):
        start = time.process_time(), time.perf_counter()
        act()
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    return {"cpu_s": statistics.median(cpu), "wall_s": statistics.median(wall)}


def of_draw(net: EvidenceNet, draw: int) -> EvidenceNet:
    """Keep one draw of a net's tables."""
    one = [replace(node, chances=node.chances[draw : draw + 1]) for node in net.nodes]
    return EvidenceNet(nodes=tuple(one))


def pgmpy_model(net: EvidenceNet) -> Any:
    """Build the same net in pgmpy."""
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork()
    model.add_nodes_from([node.name for node in net.nodes])
    for node in net.nodes:
        model.add_edges_from([(parent, node.name) for parent in node.parents])
        table = node.chances[0].reshape(-1, 2).T
        cards = [2] * len(node.parents)
        states = {name: ["0", "1"] for name in (node.name, *node.parents)}
        model.add_cpds(
            TabularCPD(node.name, 2, table, list(node.parents), cards, states)
        )
    return model


def beside_pgmpy(net: EvidenceNet, ours: np.ndarray) -> dict[str, Any]:
    """Ask pgmpy the same of some draws, and hold the answers together."""
    import logging

    logging.disable(logging.WARNING)
    from pgmpy.inference import VariableElimination

    cpu, apart = 0.0, 0.0
    for draw in range(SAMPLE):
        solver = VariableElimination(pgmpy_model(of_draw(net, draw)))
        start = time.process_time()
        found = solver.query([ASKED], evidence=dict(SEEN), show_progress=False)
        cpu += time.process_time() - start
        told = [found.get_value(**{ASKED: state}) for state in ("0", "1")]
        apart = max(apart, float(np.abs(np.subtract(told, ours[draw])).max()))
    if apart > DIGITS:
        sys.exit(f"pgmpy disagrees by {apart}")
    version = importlib.metadata.version("pgmpy")
    return {"version": version, "cpu_us": 1e6 * cpu / SAMPLE, "apart": apart}


def main() -> None:
    """Run both, and write beliefs.json unless --short."""
    short = "--short" in sys.argv
    part = 10 if short else 1
    case = contest()
    weighing = clock(lambda: weigh(case, None, Worlds(count=WORLDS // part)))
    net = grow(DRAWS // part)
    answered = clock(lambda: posterior(net, ASKED, SEEN))
    draw_us = {k.replace("_s", "_us"): 1e6 * v / net.draws for k, v in answered.items()}
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "load": os.getloadavg()[0],
        "weighing": {
            "what": f"{ITEMS} items, {ROWS} hypotheses, {WORLDS // part} worlds, each "
            "item left out",
            **weighing,
            "limit_s": LIMIT_S,
        },
        "net": {"what": f"{UNKNOWNS} unknowns, {net.draws} draws", **draw_us},
    }
    try:
        peer = beside_pgmpy(net, posterior(net, ASKED, SEEN))
        peer["ratio"] = peer["cpu_us"] / draw_us["cpu_us"]
        result["net"]["pgmpy"] = {**peer, "least_ratio": FACTOR}
    except ImportError:
        result["net"]["pgmpy"] = "not installed here"
    print(json.dumps(result, indent=1))
    if not short:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
