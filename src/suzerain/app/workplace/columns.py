"""The tables of a case and their columns, read from the records themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from suzerain.case import files as case_files
from suzerain.case.actor import Actor
from suzerain.case.codecs import inquiries, outline, overruled
from suzerain.case.codecs.table import Table
from suzerain.case.inquiry import Dependence
from suzerain.case.pact import Pact, ThirdPower
from suzerain.case.question import Contest, Question
from suzerain.core.spread import Shape, Spread

Kind = Literal[
    "text", "longtext", "number", "flag", "date", "choice", "list", "records"
]
ALONE = "case"
"""Table of one row: what `case.toml` says of the case itself."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a case.

    Args:
        name: Its name in addresses.
        file: The file in which it stands.
        key: How the id of a row is made of its cells.
        columns: Its columns.
        help: What a row is.
        table: How it lies in a CSV file; None for a part of a TOML file.
        part: Name of the list in a TOML file.
        record: What a row of a TOML file becomes; None for one read otherwise.
    """

    name: str
    file: str
    key: str
    columns: tuple[Column, ...]
    help: str = ""
    table: Table[Any] | None = None
    part: str = ""
    record: type[Any] | None = None

    def key_of(self, row: Mapping[str, Any]) -> str:
        """Make the id of a row; cells that are missing are left empty.

        Args:
            row: Its cells.
        """
        return self.key.format_map(_Blank(row))

    def column(self, name: str) -> Column | None:
        """Find a column by name."""
        return next((one for one in self.columns if one.name == name), None)


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overruled:
    """A number of the register that the analyst has set.

    Args:
        id: Its id in the register.
        low: Smallest value believed possible.
        mode: Most credible value; with the shape triangular only.
        high: Largest value believed possible.
        shape: Shape of belief within the range; uniform when empty.
        unit: Its unit; that of the register when empty.
        reason: Why this range.
        citation: Author and year, or `judgement`.
    """

    id: str
    low: float
    mode: float | None = None
    high: float
    shape: str = ""
    unit: str = ""
    reason: str = ""
    citation: str = ""


@cache
def sheets() -> dict[str, Sheet]:
    """All tables of a case that can be edited, by name."""
    found = [
        Sheet(
            name=ALONE,
            file=outline.FILE,
            key=ALONE,
            columns=_of_the_case(),
            help="What the case is called and of which day it speaks.",
        ),
        _part("actors", Actor, "{code}"),
        _csv("needs", case_files.NEEDS, "need.{good}.{actor}"),
        _csv("ties", case_files.TIES, "tie.{good}.{provider}.{recipient}"),
        _part("pacts", Pact, "{id}"),
        _csv("terms", case_files.TERMS, "term.{good}.{giver}.{taker}"),
        _part("powers", ThirdPower, "{actor}"),
        _csv("stances", case_files.STANCES, "stance.{actor}.{target}.{claim}"),
        _csv("events", case_files.EVENTS, "event.{claim}"),
        _part("contests", Contest, "{id}"),
        _part("questions", Question, "{id}"),
        Sheet(
            name="hypotheses",
            file=inquiries.FILE,
            key="{id}",
            columns=_of_a_question(),
            help="A contested question of your own, with rows, priors and evidence.",
            part="questions",
        ),
    ]
    return {sheet.name: sheet for sheet in found}


@cache
def assumptions_sheet() -> Sheet:
    """The table of what an analyst overrules; its rows are edited one by one."""
    return _csv("assumptions", Table(overruled.FILE, _Overruled), "{id}")


def _csv(name: str, table: Table[Any], key: str) -> Sheet:
    leading = tuple(
        Column(
            name=one,
            kind="choice",
            source=FROM_CASE.get(one, ""),
            help=f"Id of the {one}.",
            required=True,
        )
        for one in table.leading
    )
    return Sheet(
        name=name,
        file=table.file,
        key=key,
        columns=(*leading, *_columns(table.record)),
        help=_first_line(table.record),
        table=table,
    )


def _part(name: str, record: type[Any], key: str) -> Sheet:
    left = ("terms",) if record is Pact else ()
    return Sheet(
        name=name,
        file=outline.FILE,
        key=key,
        columns=tuple(one for one in _columns(record) if one.name not in left),
        help=_first_line(record),
        part=name,
        record=record,
    )


def _first_line(record: type[Any]) -> str:
    return (inspect.getdoc(record) or "").split("\n", maxsplit=1)[0]


def _columns(record: type[Any]) -> tuple[Column, ...]:
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
        required=required,
    )


def _help(record: type[Any]) -> dict[str, str]:
    """Read what each field means from the docstring of its record."""
    text = inspect.getdoc(record) or ""
    _, _, listed = text.partition("Args:\n")
    found = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", listed, re.MULTILINE)
    return {name: " ".join(words.split()).rstrip(".") for name, words in found}


def _of_the_case() -> tuple[Column, ...]:
    return (
        Column(name="title", kind="text", help="Title for a reader."),
        Column(name="as_of", kind="date", help="Day up to which sources speak."),
        Column(name="gaps", kind="list", help="What no source states, in words."),
    )


def _of_a_question() -> tuple[Column, ...]:
    nested = {
        "hypotheses": "Exclusive hypotheses with name and prior, `other` among them.",
        "items": "The evidence: says, claims, and chances or ratios by hypothesis.",
        "watch": "Evidence that is waited for: says and chances.",
        "sums": "Hypotheses that are reported together: name and rows.",
    }
    return (
        Column(name="id", kind="text", help="Short name.", required=True),
        Column(name="question", kind="longtext", help="In words.", required=True),
        Column(
            name="dependence",
            kind="choice",
            choices=get_args(Dependence),
            help="How items of one origin count.",
        ),
        *(
            Column(name=name, kind="records", help=words, required=not at)
            for at, (name, words) in enumerate(nested.items())
        ),
    )
