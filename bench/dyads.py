"""Pairs of states by year with three datasets joined, beside plain ways to do it.

All directed pairs of the members of the Correlates of War list, 1816 to 2022: 2.1
million rows. The tables are made, in the shape of real ones: a state's capabilities, a
flow of two roles, and alliances of which no row means none. Each contestant runs in a
process of its own and writes a file. The plain loop is the textbook: a dict for each
table, a look-up for each pair, written as CSV; pandas merges, and writes Parquet; it
runs only where it is installed, with pyarrow.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from suzerain.sources.answers import opened, quoted
from suzerain.sources.dataset import Column, DataTable, Join
from suzerain.sources.dyads import DyadYears, dyad_years

YEARS = range(1816, 2023)
PAIR = ("state1", "state2")
MADE = {
    "power": (
        ("state", "year", "cinc", "population"),
        "SELECT iso3, year, random(), random() * 1e6 FROM members",
        None,
    ),
    "trade": (
        ("importer", "exporter", "year", "flow"),
        (
            "SELECT state1, state2, year, round(random() * 1e4) FROM pairs "
            "WHERE random() < 0.6"
        ),
        None,
    ),
    "allies": (
        (*PAIR, "year", "defense"),
        "SELECT state1, state2, year, random() < 0.5 FROM pairs WHERE random() < 0.1",
        Join(states=PAIR, zero=True),
    ),
}
KINDS = {"year": "int", "defense": "bool"} | dict.fromkeys(
    ("cinc", "population", "flow"), "float"
)


def table(name: str) -> DataTable:
    """Say what a made table looks like."""
    columns, _, join = MADE[name]
    return DataTable(
        name=name,
        meaning=name,
        key=tuple(one for one in columns if KINDS.get(one, "text") in ("text", "int")),
        rows=(1, 10_000_000),
        columns=tuple(
            Column(name=one, type=KINDS.get(one, "text"), meaning=one, empty=True)
            for one in columns
        ),
        join=join,
    )


def bare() -> DyadYears:
    """All pairs, nothing joined."""
    return dyad_years(YEARS)


def make(folder: Path) -> None:
    """Write the made tables."""
    with opened() as sql:
        sql.execute("SELECT setseed(0.5)")
        sql.execute(
            "CREATE TABLE members AS SELECT DISTINCT iso3, year::INTEGER AS year "
            "FROM state_systems, range(1816, 2023) AS y(year) "
            "WHERE system = 'cow' AND year BETWEEN first AND last"
        )
        sql.execute(
            "CREATE TABLE pairs AS SELECT a.iso3 AS state1, b.iso3 AS state2, a.year "
            "FROM members AS a JOIN members AS b "
            "ON a.year = b.year AND a.iso3 <> b.iso3"
        )
        for name, (columns, question, _) in MADE.items():
            path = quoted(folder / f"{name}.parquet")
            heads = ", ".join(columns)
            sql.execute(
                f"COPY (FROM ({question}) AS m({heads})) TO {path} (FORMAT parquet)"
            )


def ours(folder: Path, out: Path) -> None:
    """Join with the builder."""
    pairs = bare()
    for name in MADE:
        pairs = pairs.add_file(folder / f"{name}.parquet", table(name))
    pairs.to_parquet(out)


def loop(folder: Path, out: Path) -> None:
    """Join in the textbook way."""
    held = {}
    with opened() as sql:
        for name in MADE:
            path = str(folder / f"{name}.parquet")
            held[name] = sql.from_parquet(path).fetchall()
    power = {(state, year): rest for state, year, *rest in held["power"]}
    flow = {(a, b, year): value for a, b, year, value in held["trade"]}
    allies = {(a, b, year): value for a, b, year, value in held["allies"]}
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        for row in bare().rows():
            year, a, b = row["year"], row["state1"], row["state2"]
            one, other = power.get((a, year)), power.get((b, year))
            flows = flow.get((a, b, year)), flow.get((b, a, year))
            bond = allies.get((a, b, year), False)
            rows.writerow([year, a, b, *(one or ()), *(other or ()), *flows, bond])


def pandas(folder: Path, out: Path) -> None:
    """Join with pandas."""
    import pandas as pd

    frames = {name: pd.read_parquet(folder / f"{name}.parquet") for name in MADE}
    pairs = pd.DataFrame(bare().to_numpy())
    for side in ("1", "2"):
        right = frames["power"].add_suffix(side)
        pairs = pairs.merge(
            right.rename(columns={f"year{side}": "year"}),
            how="left",
            on=[f"state{side}", "year"],
        )
    for side, roles in (("1", PAIR), ("2", PAIR[::-1])):
        names = {"importer": roles[0], "exporter": roles[1], "flow": f"flow{side}"}
        right = frames["trade"].rename(columns=names)
        pairs = pairs.merge(right, how="left", on=[*PAIR, "year"])
    pairs = pairs.merge(frames["allies"], how="left", on=[*PAIR, "year"])
    pairs["defense"] = pairs["defense"].eq(True)
    pairs.to_parquet(out, compression="zstd")


CONTESTANTS: dict[str, Callable[[Path, Path], None]] = {
    "suzerain: dyad_years, to Parquet": ours,
    "python: a loop over pairs, to CSV": loop,
    "pandas: merges, to Parquet": pandas,
}


def measured(name: str, folder: Path, out: Path) -> dict[str, object]:
    """Run one contestant in a process of its own."""
    start = time.perf_counter()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, __file__, "--run", name, str(folder), str(out)],
        os.environ,
    )
    _, status, used = os.wait4(child, 0)
    if status:
        return {"name": name, "note": "not installed, or failed"}
    scale = 1e6 if platform.system() == "Darwin" else 1e3
    return {
        "name": name,
        "wall_seconds": round(time.perf_counter() - start, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_megabytes": round(used.ru_maxrss / scale),
    }


def main() -> None:
    """Print a table; write it beside this file with `--save`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="write dyads.json")
    parser.add_argument("--note", default="", help="such as: on a busy machine")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        name, folder, out = asked.run
        CONTESTANTS[name](Path(folder), Path(out))
        return
    import duckdb

    with tempfile.TemporaryDirectory(prefix="suzerain-bench-") as made:
        make(Path(made))
        rows = []
        for place, name in enumerate(CONTESTANTS):
            rows.append(measured(name, Path(made), Path(made) / f"out{place}"))
            print(rows[-1])
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "rows": bare().count(),
        "note": asked.note,
        "contestants": rows,
    }
    if asked.save:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
