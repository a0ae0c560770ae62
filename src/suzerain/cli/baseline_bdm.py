"""The baseline `bdm`: rounds of challenges and offers between actors on a line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.columns import read_text
from suzerain.cli.options import record_options
from suzerain.cli.show import show_record
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.strategy.classics.expected_utility import ChallengeRounds

NAMES = {
    "actor": ("actor", "name", "player", "stakeholder"),
    "capability": ("capability", "capabilities", "power", "influence", "resources"),
    "position": ("position", "pos", "ideal"),
    "salience": ("salience", "sal", "importance"),
}
BASELINE = (
    "A historical baseline, not a forecast: the median may swing for ever, and small "
    "changes of the input may move it far."
)


@click.command(
    "bdm",
    epilog="\b\nExample: suzerain baseline bdm actors.csv --json\n"
    "         suzerain baseline bdm actors.csv --rounds 25 --as-published",
)
@click.argument("file", metavar="FILE")
@click.option(
    "--rounds",
    default=10,
    show_default=True,
    type=click.IntRange(0, 10_000),
    help="Rounds after the start.",
)
@click.option(
    "--as-published",
    is_flag=True,
    help="The method as its authors describe it, not as the public code runs.",
)
@record_options
def bdm(file: str, rounds: int, form: str | None, *, as_published: bool) -> None:
    """Run Bueno de Mesquita's expected utility model on a file of actors.

    FILE is a CSV with the columns Actor, Capability, Position, Salience; - is standard
    input. Salience runs from 0 to 1.

    The numbers are those of the public code of Scholz, Calbert & Smith's
    reconstruction. It departs from the description in three ways; with --as-published
    it does not.
    """
    from suzerain.strategy.classics.expected_utility import (
        AS_CODED,
        AS_PUBLISHED,
        challenge_rounds,
    )

    names, columns = read_actors(read_text(file), file)
    rules = AS_PUBLISHED if as_published else AS_CODED
    run = challenge_rounds(**columns, rounds=rounds, rules=rules)
    record = _record(names, run)
    show_record(record, form, _table(record))


def read_actors(text: str, place: str) -> tuple[list[str], dict[str, list[float]]]:
    r"""Read names, capabilities, positions and saliences of actors.

    Headers may be of any case, and have another common name; other columns are left
    out. Commas, semicolons and tabs all divide cells.

    Args:
        text: The CSV.
        place: Where it came from, for messages.

    Returns:
        Names, and three lists by name of the column.

    Raises:
        SuzerainError: If a column or a number is missing, or a name comes twice.

    Examples:
        >>> read_actors("Name;Power;Position;Salience\nA;1;2;0.5", "actors.csv")
        (['A'], {'capability': [1.0], 'position': [2.0], 'salience': [0.5]})
    """
    head, _, _ = text.lstrip("\ufeff").partition("\n")
    divider = max(",;\t", key=head.count)
    lines = io.StringIO(text.lstrip("\ufeff"), newline="")
    rows = [row for row in csv.reader(lines, delimiter=divider) if any(row)]
    spots = _spots([cell.strip().casefold() for cell in rows[0]] if rows else [], place)
    names: list[str] = []
    columns: dict[str, list[float]] = {key: [] for key in NAMES if key != "actor"}
    for number, row in enumerate(rows[1:], 2):
        cells = {k: row[at].strip() if at < len(row) else "" for k, at in spots.items()}
        name = cells.pop("actor")
        if not name or name in names:
            raise SuzerainError(
                f"row {number} of {place} has the actor {name!r}"
                + (" for the second time" if name else ""),
                "a name of its own for every actor",
                "name each actor once",
            )
        names.append(name)
        for key, cell in cells.items():
            columns[key].append(_number(cell, key, name, place))
    return names, columns


def _spots(heads: list[str], place: str) -> dict[str, int]:
    spots = {}
    for key, others in NAMES.items():
        found = [spot for spot, head in enumerate(heads) if head in others]
        if len(found) != 1:
            raise SuzerainError(
                f"{place} has {len(found) or 'no'} column(s) for {key}",
                "the columns Actor, Capability, Position, Salience",
                f"name one column {key.capitalize()}",
            )
        spots[key] = found[0]
    return spots


def _number(cell: str, key: str, name: str, place: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise SuzerainError(
            f"the {key} of {name} in {place} is {cell!r}",
            "a number with a point as its decimal sign",
            "fill the cell, or leave the actor out",
        ) from None


def _record(names: list[str], run: ChallengeRounds) -> dict[str, Any]:
    rules = run.rules
    places = run.positions[0]
    turns = [
        {
            "turn": turn,
            "positions": {
                name: {"position": float(place)}
                for name, place in zip(names, row, strict=True)
            },
            "median": float(run.median[0, turn]),
            "mean": float(run.mean[0, turn]),
        }
        for turn, row in enumerate(places)
    ]
    return {
        "method": "bdm",
        "options": {
            "rounds": len(turns) - 1,
            "odds": rules.odds,
            "capitulates": rules.capitulates,
            "compromise": rules.compromise,
        },
        "actors": names,
        "dimensions": ["position"],
        "median": [turn["median"] for turn in turns],
        "mean": [turn["mean"] for turn in turns],
        "turns": turns,
        "converged": len(turns) > 1 and bool(run.settled()[0]),
        "notes": [BASELINE],
    }


def _table(record: dict[str, Any]) -> str:
    wide = max(len("median"), *map(len, record["actors"]))
    heads = ["round", "median", "mean", *record["actors"]]
    lines = ["  ".join(head.rjust(wide) for head in heads)]
    for turn in record["turns"]:
        places = [place["position"] for place in turn["positions"].values()]
        values = [turn["median"], turn["mean"], *places]
        cells = [str(turn["turn"]), *(f"{value:.4g}" for value in values)]
        lines.append("  ".join(cell.rjust(wide) for cell in cells))
    settled = "Nobody moves any more." if record["converged"] else "Not settled."
    return "\n".join([*lines, "", settled, *record["notes"]])
