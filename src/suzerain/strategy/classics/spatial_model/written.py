"""Scenarios of the spatial model as the toolkit's CSV files write them.

The first line has the name, a description, the number of actors and of dimensions. The
second heads the columns: actor, description, influence, then position and salience of
each dimension. Each further line is an actor.
"""

from __future__ import annotations

import csv
import io
import re

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.cell import plain_number
from suzerain.strategy.classics.spatial_model.markup import read_markup
from suzerain.strategy.classics.spatial_model.scenario import SpatialScenario

ACCEPTED = (
    "a first line such as `my scenario,about it,13,2`, then a line of column names"
)
WHOLE = re.compile(r"[0-9]{1,6}")
LEADING = ("actor", "description", "influence")


def read_scenario(text: str) -> SpatialScenario:
    """Read a scenario, from CSV or, if it begins with `<`, from XML.

    Args:
        text: What the file holds. A byte order mark, quotes, spaces around cells, empty
            lines and commas at the end of a line make no difference.

    Returns:
        The scenario.

    Raises:
        StrategyError: If counts, columns or numbers are not what they should be.

    Examples:
        >>> scenario = read_scenario('''trade,"a, b and c",3,1,
        ... Actor,Description,Influence,Tariff,Tariff salience,
        ... A, the first,100, 10, 50,
        ... B,"the second, in quotes",20,60,50
        ... C,the third,10,90,50
        ... ''')
        >>> scenario.dimensions, scenario.position[:, 0].tolist()
        (('Tariff',), [10.0, 60.0, 90.0])
    """
    text = text.lstrip("\ufeff")
    if text.lstrip().startswith("<"):
        return read_markup(text)
    rows = _rows(text)
    (_, head), (line, columns), *table = rows
    name, description = [*head, "", ""][:2]
    actors, dimensions = _counts(head)
    if len(table) != actors:
        raise StrategyError(
            f"line 1 says {actors} actors, and {len(table)} lines follow the names of "
            f"the columns",
            "as many lines as the first line says",
            "mend the third cell of line 1, or add the lines that are missing",
        )
    width = len(LEADING) + 2 * dimensions
    if len(columns) < width:
        raise StrategyError(
            f"line {line} names {len(columns)} columns; {dimensions} dimension(s) take "
            f"{width}",
            f"{', '.join(LEADING)}, then position and salience of each dimension",
            "mend the fourth cell of line 1, or add the columns that are missing",
        )
    numbers = np.array([_numbers(row, columns[:width], place) for place, row in table])
    return SpatialScenario(
        name=name,
        description=description,
        actors=tuple(row[0] for _, row in table),
        descriptions=tuple(row[1] for _, row in table),
        dimensions=tuple(columns[len(LEADING) : width : 2]),
        influence=numbers[:, 0],
        position=numbers[:, 1::2],
        salience=numbers[:, 2::2],
    )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Cells of each line that has any, with the line's number."""
    reader = csv.reader(io.StringIO(text), skipinitialspace=True)
    try:
        rows = [(reader.line_num, _trimmed(row)) for row in reader]
    except csv.Error as error:
        raise StrategyError(
            f"line {reader.line_num} is no CSV: {error}", ACCEPTED, "mend the line"
        ) from error
    rows = [(line, row) for line, row in rows if row]
    if len(rows) > 2:
        return rows
    raise StrategyError(
        f"the file has {len(rows)} lines with anything in them",
        f"{ACCEPTED}, then a line for each actor",
        "choose a file of the spatial model",
    )


def _trimmed(row: list[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _counts(head: list[str]) -> tuple[int, int]:
    """Numbers of actors and dimensions that the first line gives."""
    _, _, actors, dimensions, *_ = [*head, "", "", "", ""]
    if WHOLE.fullmatch(actors) and WHOLE.fullmatch(dimensions):
        return int(actors), int(dimensions)
    raise StrategyError(
        f"line 1 gives {actors!r} actors and {dimensions!r} dimensions",
        ACCEPTED,
        "write both counts into the third and fourth cell of line 1",
    )


def _numbers(row: list[str], columns: list[str], line: int) -> list[float]:
    """Influence, then position and salience of each dimension."""
    first = len(LEADING) - 1
    if len(row) != len(columns):
        is_short = len(row) < len(columns)
        missing = f"; {columns[len(row)]!r} is missing" if is_short else ""
        raise StrategyError(
            f"line {line} ({row[0]!r}) has {len(row)} cells in place of "
            f"{len(columns)}{missing}",
            "a cell for each column that line 1 and the line of names call for",
            "mend the line; put quotes around a text with a comma",
        )
    found = []
    for name, cell in zip(columns[first:], row[first:], strict=True):
        number = plain_number(cell)
        if number is None:
            raise StrategyError(
                f"{name!r} of {row[0]!r} in line {line} is {cell!r}",
                "a number, with a point before decimals",
                "mend the cell",
            )
        found.append(number)
    return found
