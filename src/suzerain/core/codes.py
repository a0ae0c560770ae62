"""Actor and good codes, read from the tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """Anything one actor can give and another needs.

    Args:
        good: Code, such as `oil` or `missile_technology`.
        name: Words for a reader.
        group: `arms`, `people`, `technology`, `money`, `energy`, `food`, `market`
            or `diplomatic`.
        unit: Unit in which sources count it.
        delivery: `once` (stays with the taker) or `flow` (must go on).
    """

    good: str
    name: str
    group: str
    unit: str
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCode:
    """A state, bloc or body that can be named.

    Args:
        code: ISO 3166 alpha-3 for states; a short name for blocs and bodies.
        name: Name for a reader.
        kind: `state`, `bloc`, `organisation` or `group`.
        adjective: "Russian", "Belarusian".
    """

    code: str
    name: str
    kind: str
    adjective: str


def read_table(name: str) -> list[dict[str, str]]:
    """Read a vocabulary table of `core/tables` as rows of text.

    Args:
        name: File name, such as `goods.csv`.
    """
    path = files("suzerain.core") / "tables" / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def goods() -> dict[str, Good]:
    """All known goods, by code."""
    return {
        row["good"]: Good(**{name: row[name] for name in Good.__slots__})
        for row in read_table("goods.csv")
    }


@cache
def actors() -> dict[str, ActorCode]:
    """All known actors, by code."""
    return {
        row["code"]: ActorCode(**{name: row[name] for name in ActorCode.__slots__})
        for row in read_table("actors.csv")
    }


def actor_name(code: str) -> str:
    """Name an actor for a reader; a group joined with `+` is named in full.

    Examples:
        >>> actor_name("PRK+RUS")
        'North Korea and Russia'
    """
    parts = [part.split("/")[-1] if "/" in part else part for part in code.split("+")]
    names = [actors()[part].name if part in actors() else part for part in parts]
    return " and ".join(names)


def good_name(good: str) -> str:
    """Name a good for a reader; an unknown one is shown as written."""
    return goods()[good].name if good in goods() else good.replace("_", " ")
