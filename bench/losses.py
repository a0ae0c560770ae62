"""Measure cut-off losses beside their peers; write losses.json.

Figures are from one machine and one run; quote them with both, or as ratios. Peers
(DuckDB, and polars where it is installed) answer the same question in the same run and
must give the same answer. `--short` is a tenth of the size, and writes nothing.
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
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", str(os.cpu_count() or 1))
os.environ.setdefault("POLARS_MAX_THREADS", str(os.cpu_count() or 1))

import numpy as np

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.tie import Tie
from suzerain.core.codes import goods
from suzerain.core.economy import Economy
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import dependence
from suzerain.measures.extraction import circulate, extraction_losses
from suzerain.measures.flow_losses import Nests, flow_losses
from suzerain.measures.links import pair_losses
from suzerain.measures.sorted_flows import SortedFlows

STATES, GOODS, FLOWS = 230, 5_000, 11_000_000
REGIONS, SECTORS = 76, 45

QUERIES = {
    "joins": """
with cell as (select recipient, good, sum(amount) as total from flow group by all),
whole as (select recipient, sum(total) as imports from cell group by all),
need as (
  select recipient, good, (1 - evasion) / total as bite,
         power, total / imports * weight * outside as weight, home
  from cell join whole using (recipient) join goods using (good)
  join states using (recipient))
select recipient, provider,
  -sum(need.weight * ln(home + (1 - home) * pow(1 - bite * amount, power))) as loss
from flow join need using (recipient, good) group by all
""",
    "windows": """
with cell as (
  select recipient, provider, good, amount,
         sum(amount) over (partition by recipient, good) as total from flow),
whole as (select recipient, sum(amount) as imports from flow group by all)
select cell.recipient, provider,
  -sum(total / imports * weight * outside
    * ln(home + (1 - home) * pow(1 - (1 - evasion) * amount / total, power))) as loss
from cell join whole using (recipient) join goods using (good)
join states using (recipient) group by all
""",
    "one key": """
with cell as (select key, sum(amount) as total from keyed group by all),
need as (
  select key, (1 - evasion) / total as bite, power,
    total / sum(total) over (partition by key // 5000) * weight * outside as weight,
    home
  from cell join goods on good = key % 5000
  join states on recipient = key // 5000)
select pair // 230 as recipient, pair % 230 as provider,
  -sum(need.weight * ln(home + (1 - home) * pow(1 - bite * amount, power))) as loss
from keyed join need using (key) group by pair
""",
}
"""The same question three ways; the fastest counts."""


def timed(work: Callable[[], Any], repeats: int) -> tuple[dict[str, float], Any]:
    """Run some work: medians and minima of wall and CPU seconds, and its answer."""
    walls, cpus, answer = [], [], None
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = work()
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
    figures = {
        "wall_s": statistics.median(walls),
        "wall_best_s": min(walls),
        "cpu_s": statistics.median(cpus),
        "cpu_best_s": min(cpus),
    }
    return {name: round(value, 5) for name, value in figures.items()}, answer


def make_flows(count: int) -> SortedFlows:
    """Make flows of the shape of a year of BACI; a few percent of all that could be."""
    rng = np.random.default_rng(1)
    key = np.unique(rng.integers(0, STATES * STATES * GOODS, round(count * 1.03)))
    pair, good = np.divmod(key, GOODS)
    recipient, provider = np.divmod(pair, STATES)
    spots = rng.permutation(np.flatnonzero(recipient != provider))[:count]
    kept = np.sort(spots)
    pair, good = pair[kept], good[kept]
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    recipient, provider = np.divmod(pair[first], STATES)
    return SortedFlows(
        actors=tuple(f"S{k:03}" for k in range(STATES)),
        goods=tuple(f"{k:06}" for k in range(GOODS)),
        good=good,
        amount=np.exp(rng.normal(0, 3, len(good))),
        starts=np.append(first, len(pair)),
        recipient=recipient,
        provider=provider,
        firsts=np.searchsorted(recipient, np.arange(STATES + 1)),
    )


def make_nests() -> Nests:
    """Elasticities that differ by good, home shares that differ by state."""
    rng = np.random.default_rng(2)
    return Nests(
        weight=np.full(STATES, 0.6),
        home=rng.uniform(0.2, 0.9, STATES),
        sigma=rng.uniform(2, 11, GOODS),
        varsigma=rng.uniform(1.1, 3, GOODS),
        evasion=rng.uniform(0, 0.5, GOODS),
    )


def columns(flows: SortedFlows) -> dict[str, np.ndarray]:
    """Spread the pairs over their rows, as a table holds them."""
    count = np.diff(flows.starts)
    return {
        "recipient": np.repeat(flows.recipient, count).astype(np.int32),
        "provider": np.repeat(flows.provider, count).astype(np.int32),
        "good": flows.good.astype(np.int32),
        "amount": flows.amount,
    }


def by_good(nests: Nests) -> dict[str, np.ndarray]:
    """Every good's numbers, as a table holds them."""
    return {
        "good": np.arange(GOODS, dtype=np.int32),
        "evasion": nests.evasion,
        "power": (nests.varsigma - 1) / (nests.sigma - 1),
        "outside": 1 / (nests.varsigma - 1),
    }


def by_state(nests: Nests) -> dict[str, np.ndarray]:
    """Every state's numbers, as a table holds them."""
    return {
        "recipient": np.arange(STATES, dtype=np.int32),
        "weight": nests.weight,
        "home": nests.home,
    }


def as_matrix(rows: dict[str, np.ndarray]) -> np.ndarray:
    """Lay a peer's rows out as recipients by providers."""
    matrix = np.zeros((STATES, STATES))
    matrix[rows["recipient"], rows["provider"]] = rows["loss"]
    return matrix


def duckdb_peers(
    flows: SortedFlows, nests: Nests, repeats: int
) -> tuple[dict[str, Any], np.ndarray]:
    """Ask DuckDB, from tables in memory."""
    import duckdb

    sql = duckdb.connect()
    sql.execute(f"set threads = {os.cpu_count()}")
    tables = {
        "flow": columns(flows),
        "goods": by_good(nests),
        "states": by_state(nests),
    }
    for name, table in tables.items():
        sql.register("given", table)
        sql.execute(f"create table {name} as from given")
        sql.unregister("given")
    sql.execute(
        "create table keyed as select recipient * 5000 + good as key,"
        " recipient * 230 + provider as pair, amount from flow"
    )
    found, answer = {}, np.empty(0)
    for name, query in QUERIES.items():
        found[name], rows = timed(lambda q=query: sql.execute(q).fetchnumpy(), repeats)
        answer = as_matrix(rows)
    return {"version": duckdb.__version__, "queries": found}, answer


def polars_peer(
    flows: SortedFlows, nests: Nests, repeats: int
) -> tuple[dict[str, Any] | None, np.ndarray | None]:
    """Ask polars, where it is installed."""
    try:
        import polars as pl
    except ImportError:
        return None, None
    table, goods, states = (
        pl.DataFrame(part).lazy()
        for part in (columns(flows), by_good(nests), by_state(nests))
    )
    cell = table.group_by("recipient", "good").agg(total=pl.col("amount").sum())
    need = (
        cell.with_columns(imports=pl.col("total").sum().over("recipient"))
        .join(goods, on="good")
        .join(states, on="recipient")
        .select(
            "recipient",
            "good",
            "power",
            "home",
            bite=(1 - pl.col("evasion")) / pl.col("total"),
            need=pl.col("total")
            / pl.col("imports")
            * pl.col("weight")
            * pl.col("outside"),
        )
    )
    left = (1 - pl.col("bite") * pl.col("amount")) ** pl.col("power")
    term = (pl.col("home") + (1 - pl.col("home")) * left).log() * pl.col("need")
    query = (
        table.join(need, on=["recipient", "good"])
        .group_by("recipient", "provider")
        .agg(loss=-term.sum())
    )
    found: dict[str, Any] = {}
    answer = None
    for engine in ("in-memory", "streaming"):
        found[engine], rows = timed(
            lambda engine=engine: query.collect(engine=engine), repeats
        )
        answer = as_matrix({name: rows[name].to_numpy() for name in rows.columns})
    return {"version": pl.__version__, "queries": found}, answer


def triad(repeats: int) -> dict[str, float]:
    """Measure memory bandwidth: `a = b + c` over columns that no cache holds.

    NumPy writes into place, so three columns move, or four where a store first reads.
    """
    from concurrent.futures import ThreadPoolExecutor

    size = 24_000_000
    a, b, c = np.ones((3, size))
    found = {}
    for hands in (1, 2):
        edges = np.linspace(0, size, hands + 1).astype(int)
        parts = [slice(*edges[k : k + 2]) for k in range(hands)]

        def add(part: slice) -> None:
            for low in range(part.start, part.stop, 1 << 16):
                rows = slice(low, min(low + (1 << 16), part.stop))
                np.add(b[rows], c[rows], out=a[rows])

        with ThreadPoolExecutor(hands) as pool:
            figures, _ = timed(
                lambda add=add, parts=parts, pool=pool: list(pool.map(add, parts)),
                repeats,
            )
        gigabytes = 3 * 8 * size / 1e9
        found[f"gb_per_s_{hands}"] = round(gigabytes / figures["wall_best_s"], 1)
    return found


def bench_flows(count: int, repeats: int) -> dict[str, Any]:
    """Losses of all pairs from millions of flows, beside the peers."""
    flows, nests = make_flows(count), make_nests()
    flow_losses(flows, nests)
    ours, answer = timed(lambda: flow_losses(flows, nests), 3 * repeats)
    two, _ = timed(lambda: flow_losses(flows, nests, threads=2), 3 * repeats)
    duck, theirs = duckdb_peers(flows, nests, repeats)
    known = ~np.eye(STATES, dtype=bool)
    gap = float(np.abs(answer - theirs)[known].max())
    pola, other = polars_peer(flows, nests, repeats)
    if other is not None:
        gap = max(gap, float(np.abs(answer - other)[known].max()))
    speed = triad(repeats)
    moved = (flows.amount.nbytes + flows.good.nbytes) / 1e9
    best = {
        name: min(one["cpu_s"] for one in peer["queries"].values())
        for name, peer in (("duckdb", duck), ("polars", pola))
        if peer
    }
    return {
        "name": f"{STATES} x {STATES} pairs, {GOODS} goods, {len(flows.good)} flows",
        "ours": ours,
        "ours_two_threads": two,
        "duckdb": duck,
        "polars": pola,
        "largest_difference": gap,
        "peer_cpu_over_ours": {
            name: round(cpu / ours["cpu_s"], 1) for name, cpu in best.items()
        },
        "gigabytes_read": round(moved, 3),
        "triad": speed,
        "wall_at_triad_s": round(moved / speed["gb_per_s_2"], 4),
        "times_the_wall_at_triad": round(
            ours["wall_s"] / (moved / speed["gb_per_s_2"]), 1
        ),
    }


def make_case() -> Case:
    """Twenty actors, each with ten needs and three suppliers of each, all uncertain."""
    rng = np.random.default_rng(3)
    codes = [f"A{k:02}" for k in range(20)]
    names = sorted(goods())[:40:4]
    needs, ties = [], []
    for one in codes:
        for good in names:
            low = float(rng.uniform(0, 0.04))
            needs.append(
                Need(
                    actor=one,
                    good=good,
                    weight=Spread(low=low, high=2 * low),
                    home=Spread(low=0.1, high=0.5),
                )
            )
            others = [code for code in codes if code != one]
            for other in rng.choice(others, 3, replace=False):
                low = float(rng.uniform(0, 0.2))
                share = Spread(low=low, high=low + 0.2)
                ties.append(
                    Tie(provider=str(other), recipient=one, good=good, share=share)
                )
    return Case(
        name="bench",
        actors=tuple(Actor(code=code, name=code) for code in codes),
        needs=tuple(needs),
        ties=tuple(ties),
    )


def bench_case(worlds: int, repeats: int) -> dict[str, Any]:
    """Dependence of all on all in a case, in many worlds, draws included."""
    case = make_case()
    figures, _ = timed(lambda: dependence(case, Worlds(count=worlds)), repeats)
    return {
        "name": f"case of 20 actors, {len(case.needs)} needs, {len(case.ties)} ties, "
        f"{worlds} worlds, draws included",
        "ours": figures,
    }


def make_economy(regions: int, sectors: int) -> Economy:
    """Make a world of regions and sectors that buys most things at home."""
    rng = np.random.default_rng(4)
    trade = rng.lognormal(0, 2, (regions, regions, sectors))
    trade[np.arange(regions), np.arange(regions)] *= 4 * regions
    trade /= trade.sum(axis=1, keepdims=True)
    value_added = rng.uniform(0.3, 0.7, (regions, sectors))
    inputs = rng.lognormal(0, 1.5, (regions, sectors, sectors))
    inputs *= ((1 - value_added) / inputs.sum(axis=1))[:, None, :]
    final = rng.lognormal(0, 1, (regions, sectors))
    return Economy(
        regions=tuple(f"R{k}" for k in range(regions)),
        sectors=tuple(f"s{k}" for k in range(sectors)),
        trade=trade,
        value_added=value_added,
        inputs=inputs,
        final=final / final.sum(axis=1, keepdims=True),
        elasticity=rng.uniform(2, 12, sectors),
        tariff=np.zeros(trade.shape),
        income=rng.lognormal(0, 1, regions),
        deficit=np.zeros(regions),
        unit="billion USD",
        origin="made for the bench",
    )


def bench_links(regions: int, sectors: int, repeats: int) -> dict[str, Any]:
    """All ordered cut-offs with input-output links: prices, and quantities."""
    economy = make_economy(regions, sectors)
    prices, _ = timed(lambda: pair_losses(economy), repeats)
    inverse, system = timed(lambda: circulate(economy), 1)
    cuts, (sellers, _) = timed(lambda: extraction_losses(system), repeats)
    size = regions * sectors
    sent = economy.trade.copy()
    sent[1, 0] = 0

    def anew() -> np.ndarray:
        flow = np.einsum("nik,nkj->iknj", sent, economy.inputs, optimize=True)
        ordered = np.einsum("nik,nk->ik", sent, system.final).reshape(size)
        solved = np.linalg.solve(np.eye(size) - flow.reshape(size, size), ordered)
        lost = system.output - solved.reshape(regions, sectors)
        kept = economy.value_added
        return np.asarray(
            (kept * lost).sum(axis=1)[0] / (kept * system.output).sum(axis=1)[0]
        )

    solve, lost = timed(anew, 1)
    pairs = regions * (regions - 1)
    return {
        "name": f"{regions} regions x {sectors} sectors, all {pairs} ordered cut-offs",
        "prices": prices,
        "quantities_inverse": inverse,
        "quantities": cuts,
        "one_full_solve": solve,
        "difference_from_full_solve": float(abs(sellers[0, 1] - lost)),
        "full_solves_over_ours": round(pairs * solve["cpu_s"] / cuts["cpu_s"]),
    }


def main() -> None:
    """Run all measurements."""
    short = "--short" in sys.argv[1:]
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "load_before": round(os.getloadavg()[0], 2),
        "rows": [
            bench_flows(FLOWS // 10 if short else FLOWS, 2 if short else 5),
            bench_case(1_000 if short else 10_000, 3),
            bench_links(20 if short else REGIONS, SECTORS, 3),
        ],
    }
    text = json.dumps(result, indent=2) + "\n"
    print(text)
    if not short:
        Path(__file__).with_name("losses.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
