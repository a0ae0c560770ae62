"""The tables of a case and their columns, read from the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from suzerain.app.workplace.column import FROM_CASE, Column, columns_of, first_line
from suzerain.case import files as case_files
from suzerain.case.actor import Actor
from suzerain.case.codecs import inquiries, outline, overruled
from suzerain.case.codecs.table import Table
from suzerain.case.inquiry import Dependence
from suzerain.case.pact import Pact, ThirdPower
from suzerain.case.question import Contest, Question

ALONE = "case"
"""Table of one row: what `case.toml` says of the case itself."""


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
        columns=(*leading, *columns_of(table.record)),
        help=first_line(table.record),
        table=table,
    )


def _part(name: str, record: type[Any], key: str) -> Sheet:
    left = ("terms",) if record is Pact else ()
    return Sheet(
        name=name,
        file=outline.FILE,
        key=key,
        columns=tuple(one for one in columns_of(record) if one.name not in left),
        help=first_line(record),
        part=name,
        record=record,
    )


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
