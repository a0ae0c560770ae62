"""Measure the judge on a made world of 76 countries and 45 sectors; write judge.json.

The peers are plain damped solvers in vectorised NumPy on the same world and to the same
residual; their answers are compared with the judge's. Their damping of 0.1 was chosen
by hand: with 0.3 they do not converge. Times
are CPU seconds of the process, over all threads, beside wall seconds.

With `--kite FOLDER`, a checkout of julianhinz/KITE, the Kiel Institute's model in R
solves the same cuts too (it needs Rscript with the packages data.table and cli).

    python bench/judge.py [--short] [--kite FOLDER]
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.measures.judge.baseline import Baseline
from suzerain.measures.judge.equilibrium import Equilibrium, equilibrium, prepare
from suzerain.measures.judge.shock import Shocks, change, cut, every_cut, stack

COUNTRIES, SECTORS = 76, 45
GOODS = 25  # sectors that are traded much; the others are services
RESIDUAL = 1e-8
STEPS = 5000  # of a peer, before it is given up
SEED = 20240619
KITE_TOLERANCES = (1e-4, 1e-7)  # sums of the wages' last steps: its own, and a fine one
KITE = {"folder": ""}  # where KITE is, if it is here


def made_economy(*, tariffs: bool, deficits: bool, seed: int = SEED) -> Economy:
    """Make a world in which few countries are large and few suppliers count.

    Sizes fall with their rank, the largest economy being about a quarter of the world;
    partners follow gravity with noise, small countries are open, most inputs of a
    sector come from a few others, and elasticities spread as in Caliendo & Parro 2015.
    """
    draw = np.random.default_rng(seed)
    n, j = COUNTRIES, SECTORS
    size = draw.permutation(
        np.arange(1, n + 1) ** -1.1 * np.exp(draw.normal(0, 0.2, n))
    )
    place = draw.normal(size=(n, 2))
    far = np.sqrt(((place[:, None] - place[None]) ** 2).sum(axis=2)) + 0.2
    skill = np.exp(draw.normal(0, 1, (n, j))) * size[:, None]
    pull = (
        skill[None] * far[:, :, None] ** -1.2 * np.exp(draw.normal(0, 1.5, (n, n, j)))
    )
    pull[range(n), range(n)] = 0
    smaller = (1 - np.clip(size / size.sum(), 0, 0.25))[:, None]
    goods = np.arange(j) < GOODS
    abroad = smaller * np.where(
        goods, draw.uniform(0.2, 0.75, (n, j)), draw.uniform(0.005, 0.12, (n, j))
    )
    trade = pull / pull.sum(axis=1, keepdims=True) * abroad[:, None]
    trade[range(n), range(n)] = 1 - abroad
    value_added = np.where(
        goods, draw.uniform(0.25, 0.5, (n, j)), draw.uniform(0.45, 0.75, (n, j))
    )
    links = draw.gamma(0.25, size=(n, j, j)) + 1e-4
    final = draw.gamma(0.6, size=(n, j)) + 1e-3
    tariff = draw.uniform(0, 0.2, (n, n, j)) * goods * tariffs
    tariff[range(n), range(n)] = 0
    deficit = draw.uniform(-0.04, 0.04, n) * size * deficits
    return Economy(
        regions=tuple(f"c{k}" for k in range(n)),
        sectors=tuple(f"s{k}" for k in range(j)),
        trade=trade,
        value_added=value_added,
        inputs=links / links.sum(axis=1, keepdims=True) * (1 - value_added)[:, None],
        final=final / final.sum(axis=1, keepdims=True),
        elasticity=np.where(goods, np.clip(draw.lognormal(1.9, 0.7, j), 1.5, 50), 8.22),
        tariff=tariff,
        income=size,
        deficit=deficit - deficit.sum() * size / size.sum(),
        unit="coins",
        origin=f"made world, seed {seed}",
    )


def plain(
    economy: Economy, shocks: Shocks, *, dense: bool, damping: float = 0.1
) -> tuple[Array, int]:
    """Solve one shock by damped steps of wages, with prices and spending inside.

    Args:
        economy: A balanced economy.
        shocks: One shock.
        dense: Whether spending is found by one linear system of all regions and
            sectors, as textbooks write it, or by iterating, which is quicker.
        damping: Part of excess demand by which wages move.

    Returns:
        Change of the real wage, and steps of wages.
    """
    theta, value_added = economy.elasticity, economy.value_added
    inputs = economy.inputs
    weight, tariff = np.ones(economy.trade.shape), economy.tariff.copy()
    weight[shocks.importer, shocks.exporter] = shocks.weight
    tariff[shocks.importer, shocks.exporter] = shocks.tariff
    dearer = (1 + tariff) / (1 + economy.tariff)
    start = economy.trade * weight * dearer**-theta
    wage, price = np.ones(len(economy.regions)), np.ones(value_added.shape)
    spending = economy.final * economy.income[:, None]
    for step in range(STEPS):
        for _ in range(STEPS):
            log = value_added * np.log(wage)[:, None]
            log += np.einsum("nkj,nk->nj", inputs, np.log(price))
            cost = np.exp(-theta * log)
            index = np.einsum("nij,ij->nj", start, cost)
            new = index ** (-1 / theta)
            moved = np.abs(np.log(new / price)).max()
            price = new
            if moved < RESIDUAL:
                break
        share = start * cost / index[:, None] / (1 + tariff)
        find = dense_spending if dense else iterated_spending
        spending = find(economy, share, wage * economy.income, spending)
        sold = np.einsum("nij,nj->ij", share, spending)
        excess = (value_added * sold).sum(axis=1) / (wage * economy.income) - 1
        if np.abs(excess).max() < RESIDUAL:
            real = wage / np.exp((economy.final * np.log(price)).sum(axis=1)) - 1
            return real, step + 1
        wage *= 1 + damping * excess
        wage *= economy.income.sum() / (wage @ economy.income)
    raise SystemExit("the peer did not converge")


def iterated_spending(
    economy: Economy, share: Array, value: Array, spending: Array
) -> Array:
    """Find spending at given shares and wages by iteration from the last."""
    kept = share.sum(axis=1)
    for _ in range(STEPS):
        sold = np.einsum("nij,nj->ij", share, spending)
        income = value + economy.deficit + (spending * (1 - kept)).sum(axis=1)
        new = np.einsum("nkj,nj->nk", economy.inputs, sold)
        new += economy.final * income[:, None]
        moved = (np.abs(new - spending).max(axis=1) / economy.income).max()
        spending = new
        if moved < RESIDUAL:
            break
    return spending


def dense_spending(
    economy: Economy, share: Array, value: Array, spending: Array
) -> Array:
    """Find spending by one linear system of all regions and sectors."""
    n, j = spending.shape
    links = np.einsum("nkj,mnj->nkmj", economy.inputs, share)
    tariffs = economy.final[:, :, None] * (1 - share.sum(axis=1))[:, None, :]
    links[range(n), :, range(n)] += tariffs
    final = economy.final * (value + economy.deficit)[:, None]
    system = np.eye(n * j) - links.reshape(n * j, n * j)
    found: Array = np.linalg.solve(system, final.ravel()).reshape(n, j)
    return found


def timed(what: Callable[[], Any], repeats: int = 1) -> tuple[Any, float, float]:
    """Run it; return its result and the least CPU and wall seconds."""
    cpu, wall, result = [], [], None
    for _ in range(repeats):
        start = time.process_time(), time.perf_counter()
        result = what()
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    return result, min(cpu), min(wall)


def machine_limit(baseline: Baseline, slots: int = 40) -> dict[str, float]:
    """Reckon how long the products of one pass must take, and measure the machine."""
    economy = baseline.economy
    n, j = economy.value_added.shape
    double = 2 * n * j * (j + 1) + 2 * n * (j + 1) ** 2 + 4 * j * n * n
    double += 2 * j * n * n * baseline.trade.taxed
    single = 4 * n * j * j + 4 * j * n * n
    rates = {}
    for name, kind in (("double", np.float64), ("single", np.float32)):
        one = np.ones((1500, 1500), dtype=kind)
        one @ one
        _, cpu, _ = timed(lambda one=one: one @ one, 5)
        rates[name] = 2 * 1500**3 / cpu
    stacked, held = np.ones((j, n, n)), np.ones((j, n, slots))
    np.matmul(stacked, held)
    _, cpu, _ = timed(lambda: np.matmul(stacked, held), 20)
    least = double / rates["double"] + single / rates["single"]
    return {
        "gemm_double_gflops_per_cpu_s": round(rates["double"] / 1e9, 1),
        "gemm_single_gflops_per_cpu_s": round(rates["single"] / 1e9, 1),
        "gemm_small_double_gflops_per_cpu_s": round(
            2 * j * n * n * slots / cpu / 1e9, 1
        ),
        "mflop_of_a_pass": round((double + single) / 1e6, 2),
        "least_us_of_a_pass": round(least * 1e6, 1),
    }


def bench_world(
    name: str, economy: Economy, *, peers: int, cuts: int
) -> dict[str, Any]:
    """Measure one world."""
    baseline, jacobian, _ = timed(lambda: prepare(economy))
    economy = baseline.economy
    largest = np.argsort(-economy.income)
    pairs = [(largest[k], largest[(7 * k + 1) % 20]) for k in range(20)]
    names = [(economy.regions[i], economy.regions[k]) for i, k in pairs if i != k]
    one = cut(economy, *names[0])
    _, cpu_one, wall_one = timed(lambda: equilibrium(baseline, one), 7)
    shocks = every_cut(economy, both_ways=True)
    if cuts < len(shocks):
        shocks = stack(cut(economy, a, b, both_ways=True) for a, b in names)
    after, cpu, wall = timed(lambda: equilibrium(baseline, shocks), 2)
    limit = machine_limit(baseline)
    passes = float(after.passes.sum())
    row: dict[str, Any] = {
        "world": name,
        "baseline_and_its_response_cpu_s": round(jacobian, 3),
        "one_cut_cpu_ms": round(1000 * cpu_one, 2),
        "one_cut_wall_ms": round(1000 * wall_one, 2),
        "two_way_cuts": len(shocks),
        "two_way_cuts_cpu_s": round(cpu, 3),
        "two_way_cuts_wall_s": round(wall, 3),
        "each_cpu_ms": round(1000 * cpu / len(shocks), 3),
        "passes": [
            int(after.passes.min()),
            passes / len(shocks),
            int(after.passes.max()),
        ],
        "largest_residual": float(after.residual.max()),
        "converged": int(after.converged.sum()),
        "us_of_a_pass": round(1e6 * cpu / passes, 1),
        **limit,
        "times_the_limit": round(1e6 * cpu / passes / limit["least_us_of_a_pass"], 2),
    }
    row["peers"] = bench_peers(baseline, names[:peers], cpu / len(shocks), cpu_one)
    if KITE["folder"]:
        ours = cpu / len(shocks), cpu_one
        row["peers"] += [
            bench_kite(baseline, names[:peers], tolerance, ours)
            for tolerance in KITE_TOLERANCES
        ]
    row["all_tariffs_change"] = bench_tariffs(baseline)
    return row


def bench_peers(
    baseline: Baseline, pairs: list[tuple[str, str]], each: float, alone: float
) -> list[dict[str, Any]]:
    """Solve a few two-way cuts with the plain loops, and compare the answers."""
    rows = []
    for what, dense in (
        (
            "textbook loop: spending by one linear system of all regions and sectors",
            True,
        ),
        ("the same loop with spending iterated from the last step", False),
    ):
        times, apart, steps = [], 0.0, []
        for importer, exporter in pairs[:1] if dense else pairs:
            shock = cut(baseline.economy, importer, exporter, both_ways=True)
            after = equilibrium(baseline, shock, tolerance=RESIDUAL)
            (real, step), cpu, _ = timed(
                lambda s=shock, d=dense: plain(baseline.economy, s, dense=d)
            )
            apart = max(apart, float(np.abs(real - real_wage(after)).max()))
            times.append(cpu)
            steps.append(step)
        mean = sum(times) / len(times)
        rows.append(
            {
                "peer": what + ", damping 0.1",
                "cuts": len(times),
                "cpu_s_each": round(mean, 3),
                "steps_of_wages": steps,
                "largest_difference_of_real_wages": apart,
                "times_faster_in_batch": round(mean / each),
                "times_faster_alone": round(mean / alone),
            }
        )
    return rows


def kite_tables(economy: Economy) -> Iterator[tuple[str, str, Array]]:
    """Name and lay out what KITE reads: file, columns, values in that order."""
    trade = economy.trade.transpose(1, 0, 2)
    tariff = 1 + economy.tariff.transpose(1, 0, 2)
    materials = economy.inputs / (1 - economy.value_added)[:, None]
    yield "trade_share", "origin,destination,sector", trade
    yield "tariff", "origin,destination,sector", tariff
    yield "factor_share", "sector,country", economy.value_added.T
    yield "consumption_share", "sector,country", economy.final.T
    yield "intermediate_share", "input,output,country", materials.transpose(1, 2, 0)
    yield "trade_elasticity", "sector", 1 / economy.elasticity
    yield "value_added", "country", economy.income
    yield "trade_balance", "country", -economy.deficit


def write_kite(economy: Economy, folder: Path) -> None:
    """Write a world as KITE reads it, under names that sort as the arrays do."""
    for name, columns, values in kite_tables(economy):
        heads = columns.split(",")
        lines = [",".join([*heads, "value"])]
        for spots in np.ndindex(*values.shape):
            labels = [
                f"{'s' if head in ('sector', 'input', 'output') else 'c'}{spot:03d}"
                for head, spot in zip(heads, spots, strict=True)
            ]
            lines.append(",".join([*labels, repr(float(values[spots]))]))
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")


def bench_kite(
    baseline: Baseline,
    pairs: list[tuple[str, str]],
    tolerance: float,
    ours: tuple[float, float],
) -> dict[str, Any]:
    """Let KITE solve the same two-way cuts, and compare its real wages."""
    economy = baseline.economy
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_kite(economy, folder)
        spots = [[economy.regions.index(name) for name in pair] for pair in pairs]
        rows = [f"c{one:03d},c{other:03d}" for one, other in spots]
        (folder / "cuts.csv").write_text("\n".join(["one,other", *rows]) + "\n")
        script = Path(__file__).parent / "peers" / "kite.R"
        words = ["Rscript", script, KITE["folder"], folder, str(tolerance)]
        subprocess.run(list(map(str, words)), check=True)
        lines = (folder / "wages.csv").read_text().split()[1:]
    found = np.array([[float(x) for x in line.split(",")[2:]] for line in lines])
    found = found.reshape(len(pairs), len(economy.regions), 3)
    apart = 0.0
    for k, (one, other) in enumerate(pairs):
        shock = cut(economy, one, other, both_ways=True)
        real = real_wage(equilibrium(baseline, shock, tolerance=RESIDUAL))
        theirs = found[k, :, 0] / found[k, :, 1] - 1
        apart = max(apart, float(np.abs(real - theirs).max()))
    mean = float(found[:, 0, 2].mean())
    return {
        "peer": "KITE in R, its solver alone, without reading and reshaping",
        "tolerance": tolerance,
        "cuts": len(pairs),
        "cpu_s_each": round(mean, 3),
        "largest_difference_of_real_wages": apart,
        "times_faster_in_batch": round(mean / ours[0]),
        "times_faster_alone": round(mean / ours[1]),
    }


def bench_tariffs(baseline: Baseline) -> dict[str, Any]:
    """Solve one shock that changes the tariff of every pair."""
    economy = baseline.economy
    home = np.eye(len(economy.regions))[:, :, None]
    shock = change(economy, tariff=economy.tariff + 0.1 * (1 - home))
    after, cpu, wall = timed(lambda: equilibrium(baseline, shock), 3)
    return {
        "cpu_ms": round(1000 * cpu, 1),
        "wall_ms": round(1000 * wall, 1),
        "passes": int(after.passes[0]),
        "residual": float(after.residual[0]),
    }


def real_wage(after: Equilibrium) -> Array:
    """Change of the real wage under the first shock."""
    change_of: Array = after.wage[0] / after.price_index[0] - 1
    return change_of


def main() -> None:
    """Measure both worlds and write the figures beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="Few cuts, one peer run.")
    parser.add_argument(
        "--note", default="", help="Said in the file, such as the load."
    )
    parser.add_argument("--kite", default="", help="A checkout of julianhinz/KITE.")
    options = parser.parse_args()
    KITE["folder"] = options.kite
    peers, cuts = (1, 20) if options.short else (3, COUNTRIES**2)
    figures = {
        "machine": f"{platform.processor() or platform.machine()}, {platform.system()}",
        "numpy": np.__version__,
        "countries": COUNTRIES,
        "sectors": SECTORS,
        "residual": RESIDUAL,
        "note": options.note,
        "worlds": [
            bench_world(
                name,
                made_economy(tariffs=taxed, deficits=taxed),
                peers=peers,
                cuts=cuts,
            )
            for name, taxed in (
                ("no tariffs, no deficits", False),
                ("tariffs, deficits held", True),
            )
        ],
    }
    text = json.dumps(figures, indent=2)
    print(text)
    if not options.short:
        Path(__file__).with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
