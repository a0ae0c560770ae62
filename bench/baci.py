"""Import a year of BACI: the shelf beside a plain copy by DuckDB and by pandas.

The file is made, in the layout of the publisher: eleven million rows between 230
countries in 5,000 products, quantities behind blanks, some of them missing. Each
contestant runs in a process of its own, so that its peak memory is its own. The shelf
translates codes, drops rests, sorts, checks every declared bound and the key, and
records checksums; the plain copies write the columns as they stand. pandas runs only
where it is installed, with pyarrow.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.states import register_states

ROWS = 11_000_000
RELEASE = "V202401b"


COUNTRY = """
CREATE TABLE country AS SELECT min(CAST(code AS INTEGER)) AS code, iso3
FROM state_codes WHERE scheme = 'cepii' AND 2014 BETWEEN first AND last
GROUP BY iso3 ORDER BY 1 LIMIT 230
"""
PRODUCT = """
CREATE TABLE product AS
SELECT lpad(CAST(10100 + 199 * range AS VARCHAR), 6, '0') AS code FROM range(5000)
"""
FLOW = """
SELECT 2014 AS t, a.code AS i, b.code AS j, p.code AS k,
       round(exp(random() * 12 - 4), 3) AS v, CASE WHEN random() < 0.02
       THEN '           NA' ELSE
       lpad(CAST(round(exp(random() * 12 - 5), 3) AS VARCHAR), 13, ' ') END AS q
FROM country AS a JOIN country AS b ON a.code <> b.code, product AS p
WHERE random() < ?
"""
COUNTRIES = """
SELECT code AS country_code, iso3 AS country_name, NULL AS country_iso2,
       iso3 AS country_iso3 FROM country
"""


def make(flows: Path, rows: str) -> None:
    """Write flows, codes of countries and codes of products."""
    folder = flows.parent
    with open_sql(temporary=folder / "spill", memory="4GB") as sql:
        register_states(sql)
        sql.execute(COUNTRY)
        sql.execute(PRODUCT)
        sql.execute("SELECT setseed(0.5)").fetchall()
        states = sql.table("country").count("*").fetchall()[0][0]
        kept = int(rows) / (states * (states - 1) * 5000)
        sql.sql(FLOW, params=[kept]).to_csv(str(flows), header=True)
        sql.sql(COUNTRIES).to_csv(str(folder / f"country_codes_{RELEASE}.csv"))
        sql.sql("SELECT code, 'a product' AS description FROM product").to_csv(
            str(folder / f"product_codes_HS92_{RELEASE}.csv")
        )


def ours(flows: Path, out: Path) -> None:
    """Add the folder to a shelf."""
    Shelf(out).add(flows.parent, "baci")


def plain(flows: Path, out: Path) -> None:
    """Copy the columns with DuckDB, types as it guesses them."""
    import duckdb

    duckdb.read_csv(str(flows)).to_parquet(str(out), compression="zstd")


def pandas(flows: Path, out: Path) -> None:
    """Copy the columns with pandas, codes of products as text."""
    import pandas as pd

    types = {"k": "str", "q": "str"}
    pd.read_csv(flows, dtype=types).to_parquet(out, compression="zstd")


MAKE = "make"
CONTESTANTS: dict[str, Callable[[Path, Path], None]] = {
    "suzerain: shelf, translated, sorted, checked": ours,
    "duckdb: read_csv to Parquet": plain,
    "pandas: read_csv to Parquet": pandas,
}


def measured(name: str, flows: Path, out: Path | int) -> dict[str, object]:
    """Run one contestant in a process of its own."""
    start = time.perf_counter()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, __file__, "--run", name, str(flows), str(out)],
        os.environ,
    )
    _, status, used = os.wait4(child, 0)
    row: dict[str, object] = {"name": name}
    if status:
        row["note"] = "not installed, or failed"
        return row
    scale = 1e6 if platform.system() == "Darwin" else 1e3
    row |= {
        "wall_seconds": round(time.perf_counter() - start, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_megabytes": round(used.ru_maxrss / scale),
    }
    return row


def main() -> None:
    """Print a table; write it beside this file with `--save`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--save", action="store_true", help="write baci.json")
    parser.add_argument("--note", default="", help="such as: on a busy machine")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        name, flows, out = asked.run
        if name == MAKE:
            make(Path(flows), out)
        else:
            CONTESTANTS[name](Path(flows), Path(out))
        return
    import duckdb

    with tempfile.TemporaryDirectory(prefix="suzerain-bench-") as made:
        folder = Path(made) / "baci"
        folder.mkdir()
        flows = folder / f"BACI_HS92_Y2014_{RELEASE}.csv"
        measured(MAKE, flows, asked.rows)
        rows = []
        for place, name in enumerate(CONTESTANTS):
            rows.append(measured(name, flows, Path(made) / f"out{place}"))
            print(rows[-1])
        result = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "python": platform.python_version(),
            "duckdb": duckdb.__version__,
            "rows": asked.rows,
            "megabytes_of_csv": round(flows.stat().st_size / 1e6),
            "note": asked.note,
            "contestants": rows,
        }
    if asked.save:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
