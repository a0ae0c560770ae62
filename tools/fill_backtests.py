"""Fill the pages of the back-tests with figures, and measure them when asked.

`python tools/fill_backtests.py --measure` runs the back-tests that the pages name on
the datasets that were added and writes `docs/theory/backtests/figures.json`; without
it the pages, and the verdicts that a brief tells, are filled from that file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from pathlib import Path

PAGES = Path(__file__).resolve().parents[1] / "docs" / "theory" / "backtests"
FIGURES = PAGES / "figures.json"
PICTURES = PAGES.parents[1] / "pictures"
BRIEF = PAGES.parents[2] / "src" / "suzerain" / "brief"
DIGITS = 5
TRIALS = ("retrials-sanctions", "retrials-votes")


def measure(names: list[str]) -> dict[str, object]:
    """Run back-tests and earlier trials on the datasets that were added."""
    from suzerain.outlook.backtest.annals import QUERIES, Annals
    from suzerain.outlook.backtest.catalogue import study
    from suzerain.outlook.backtest.retrials import (
        EXTRACT,
        retry_changes,
        retry_sanctions,
    )
    from suzerain.outlook.backtest.run import run_study
    from suzerain.outlook.backtest.tables import read_tables

    found: dict[str, object] = {}
    for name in names:
        print(name, file=sys.stderr)
        if name not in TRIALS:
            found[name] = run_study(study(name)).to_dict()
    again = (
        retry_sanctions(read_tables((EXTRACT,))),
        retry_changes(Annals(read_tables(QUERIES))),
    )
    for name, trials in zip(TRIALS, again, strict=True):
        found[name] = [dataclasses.asdict(one) for one in trials]
    return found


def rounded(value: object) -> object:
    """Round every number, so that the file shows what can be told."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(one) for one in value]
    return value


def lines(figures: dict[str, object]) -> str:
    """Write figures as JSON, a back-test a line."""
    parts = (
        f"{json.dumps(name)}: {json.dumps(rounded(one), separators=(',', ':'))}"
        for name, one in figures.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def blocks(figures: dict[str, object]) -> dict[str, str]:
    """Write the text of each block."""
    from suzerain.outlook.backtest.account import account, from_record, retold
    from suzerain.outlook.backtest.retrials import Retrial

    return {
        name: retold(Retrial(**one) for one in record)
        if isinstance(record, list)
        else account(from_record(record))
        for name, record in figures.items()
    }


def reworded(figures: dict[str, object]) -> dict[str, object]:
    """Put the words in which the studies tell their rules and notes today."""
    from suzerain.outlook.backtest.catalogue import study

    found = dict(figures)
    for name, record in figures.items():
        if isinstance(record, dict):
            now = study(name)
            found[name] = record | {"rule": now.rule, "notes": list(now.notes)}
    return found


def conclude(figures: dict[str, object]) -> None:
    """Write the verdicts that a brief tells."""
    from suzerain.brief.tested import SHIPPED, verdicts
    from suzerain.outlook.backtest.account import from_record

    told = [from_record(one) for one in figures.values() if isinstance(one, dict)]
    rows = ",\n".join(json.dumps(row) for row in verdicts(told))
    (BRIEF / SHIPPED).write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def draw(figures: dict[str, object]) -> None:
    """Draw each back-test."""
    from plot_backtests import picture

    from suzerain.outlook.backtest.account import from_record

    for name, record in figures.items():
        if isinstance(record, dict):
            drawn = picture(from_record(record))
            path = PICTURES / f"backtest-{name}.svg"
            path.write_text(drawn, encoding="utf-8")


def asked() -> list[str]:
    """Name the blocks that the pages ask for, in order."""
    texts = (page.read_text(encoding="utf-8") for page in sorted(PAGES.glob("*.md")))
    return [
        name for text in texts for name in re.findall(r"<!-- figures of ([\w-]+)", text)
    ]


def main() -> None:
    """Fill the pages."""
    from suzerain.outlook.backtest.account import fill

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true")
    if parser.parse_args().measure:
        figures: dict[str, object] = measure(asked())
    else:
        figures = reworded(json.loads(FIGURES.read_text(encoding="utf-8")))
    FIGURES.write_text(lines(figures), encoding="utf-8")
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    conclude(figures)
    draw(figures)
    written = blocks(figures)
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        page.write_text(fill(text, written), encoding="utf-8")


if __name__ == "__main__":
    main()
