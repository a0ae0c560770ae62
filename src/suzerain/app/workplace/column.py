"""One column of a table, read from a field of its record."""

from __future__ import annotations

import inspect
import re
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from suzerain.core.spread import Shape, Spread

Kind = Literal[
    "text", "longtext", "number", "flag", "date", "choice", "list", "records"
]
SPREAD_HELP = {
    "low": "smallest value believed possible",
    "mode": "most credible value; with the shape triangular only",
    "high": "largest value believed possible",
    "shape": "point, uniform, triangular or loguniform",
}
FROM_CASE = {
    "actor": "actors",
    "provider": "actors",
    "recipient": "actors",
    "giver": "actors",
    "taker": "actors",
    "members": "actors",
    "good": "goods",
    "pact": "pacts",
    "relation": "relations",
    "term": "terms",
}
"""Columns whose values are rows of another table, or of a table that is shipped."""
KINDS_OF_ACTOR = ("state", "bloc", "organisation", "group")
UNITS = {"share": "part of 1", "weight": "part of 1", "home": "part of 1"}
LONG = frozenset({"question", "text", "rule", "notes"})
DATES = frozenset({"time", "by", "as_of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column as a form shows it.

    Args:
        name: Its name in the file.
        kind: What its cells hold.
        choices: What is accepted, when it is the same in every case.
        source: Where else what is accepted stands: `actors`, `goods`, `pacts`, `terms`
            or `relations`; empty when nothing is prescribed.
        unit: Its unit, or empty.
        help: What it means.
        required: Whether it must be filled.
        usual: What counts when a TOML file leaves it out.
    """

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    source: str = ""
    unit: str = ""
    help: str = ""
    required: bool = False
    usual: Any = None


def first_line(record: type[Any]) -> str:
    """What a record is, as its docstring begins."""
    return (inspect.getdoc(record) or "").split("\n", maxsplit=1)[0]


def columns_of(record: type[Any]) -> tuple[Column, ...]:
    """Read the columns of a record from its fields, types and docstring.

    Args:
        record: A dataclass of a case.
    """
    hints, said = get_type_hints(record), _help(record)
    found: list[Column] = []
    for one in fields(record):
        kind, words = hints[one.name], said.get(one.name, "")
        needed = one.default is MISSING and one.default_factory is MISSING
        needed = needed and "empty" not in words
        if kind is Spread:
            found += _spread(one.name, words)
        else:
            made = _column(one.name, kind, words, required=needed)
            plain = isinstance(one.default, str | bool | float)
            found.append(replace(made, usual=one.default) if plain else made)
    return tuple(found)


def _spread(name: str, words: str) -> list[Column]:
    return [
        Column(
            name=f"{name}_{part}",
            kind="choice" if part == "shape" else "number",
            choices=get_args(Shape) if part == "shape" else (),
            unit="" if part == "shape" else UNITS.get(name, ""),
            help=f"{words} ({means}).",
            required=part in ("low", "high"),
        )
        for part, means in SPREAD_HELP.items()
    ]


def _column(name: str, kind: Any, words: str, *, required: bool) -> Column:
    choices: tuple[str, ...] = ()
    source = FROM_CASE.get(name, "")
    told: Kind = "longtext" if name in LONG else "text"
    if get_origin(kind) is Literal:
        told, choices = "choice", get_args(kind)
    elif name == "kind":
        told, choices = "choice", KINDS_OF_ACTOR
    elif kind is bool:
        told = "flag"
    elif kind in (int, float, float | None):
        told = "number"
    elif get_origin(kind) is tuple:
        told = "list" if get_args(kind)[0] is str else "records"
    elif name in DATES:
        told = "date"
    elif source:
        told = "choice"
    return Column(
        name=name,
        kind=told,
        choices=choices,
        source=source,
        help=f"{words}." if words else "",
        required=required and told != "date",
    )


def _help(record: type[Any]) -> dict[str, str]:
    """Read what each field means from the docstring of its record."""
    text = inspect.getdoc(record) or ""
    _, _, listed = text.partition("Args:\n")
    found = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", listed, re.MULTILINE)
    return {name: " ".join(words.split()).rstrip(".") for name, words in found}
