"""Named changes over time: what happens in which month of a simulation."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from suzerain.core.errors import OutlookError

Kind = Literal[
    "share", "sanction", "enter", "exit", "need", "war", "pact", "rate", "tests"
]
FIELDS: dict[str, tuple[str, ...]] = {
    "share": ("tie", "share"),
    "sanction": ("sanction", "part"),
    "enter": ("enter", "share"),
    "exit": ("exit",),
    "need": ("need", "value"),
    "war": ("war",),
    "pact": ("pact",),
    "rate": ("rate", "value"),
    "tests": ("tests", "count"),
}
"""The keys of each kind of change: what it is about, then how much."""
COMMON = ("month", "until", "name")
AT_ONCE = ("war", "pact", "tests")
"""Kinds that happen in one month, so that no later month takes them back."""
WORDS = {"war": ("ends", "begins"), "pact": ("ends",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One change that comes in a month.

    Args:
        month: The month in which it begins, 1 for the first.
        kind: What sort of change it is.
        about: Id of the tie, need or rate, code of an actor, or `ends` or `begins`.
        value: How much: a share, part, ratio or count; 1 where nothing is to be said.
        relative: True when `value` multiplies what is there.
        until: First month in which it no longer holds; None when it stays.
        name: Its name for a reader.

    Examples:
        >>> turn = Turn(month=12, kind="share", about="tie.oil.AAA.BBB", value=0.5)
        >>> turn.holds(11), turn.holds(12)
        (False, True)
    """

    month: int
    kind: Kind
    about: str
    value: float = 1.0
    relative: bool = False
    until: int | None = None
    name: str = ""

    def holds(self, month: int) -> bool:
        """Say whether it holds in a month."""
        return month >= self.month and (self.until is None or month < self.until)

    @property
    def text(self) -> str:
        """The change in words."""
        amount = f"times {self.value:g}" if self.relative else f"{self.value:g}"
        said = {
            "share": f"the share of {self.about} becomes {amount}",
            "sanction": f"{self.value:.0%} of {self.about} is barred",
            "enter": f"{self.about} enters with a share of {amount}",
            "exit": f"{self.about} stops",
            "need": f"{self.about} becomes {amount}",
            "rate": f"{self.about} becomes {amount}",
            "tests": f"{self.about} tests {amount} times",
        }
        end = "" if self.until is None else f" until month {self.until}"
        plain = f"the {self.kind} {self.about}"
        return (
            f"from month {self.month}{end}: {self.name or said.get(self.kind, plain)}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Named changes over time.

    Args:
        name: Short name.
        turns: The changes, in any order.
    """

    name: str = "as it is"
    turns: tuple[Turn, ...] = ()

    def of(self, kind: Kind) -> tuple[Turn, ...]:
        """Return the changes of one kind, earliest first."""
        found = (turn for turn in self.turns if turn.kind == kind)
        return tuple(sorted(found, key=lambda turn: (turn.month, turn.about)))

    def to_dict(self) -> dict[str, Any]:
        """Return the name and the changes as plain JSON values."""
        return {
            "name": self.name,
            "changes": [
                {
                    "month": turn.month,
                    "until": turn.until,
                    "kind": turn.kind,
                    "about": turn.about,
                    "value": turn.value,
                    "relative": turn.relative,
                    "text": turn.text,
                }
                for turn in self.turns
            ],
        }


def read_plan(path: Path) -> Plan:
    """Read a plan from a TOML file.

    Args:
        path: The file: an optional `name`, and one `[[change]]` for each change.

    Returns:
        The plan.

    Raises:
        OutlookError: If the file cannot be read, or a change is not one.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OutlookError(
            f"{path.name} is no scenario ({error})",
            "a TOML file with one [[change]] for each change",
            "write the file, or mend it at the place that is named",
        ) from None
    return make_plan(found, name=path.stem)


def make_plan(table: Mapping[str, Any], *, name: str = "scenario") -> Plan:
    """Make a plan from a table of plain values, as TOML gives it.

    Args:
        table: `name` and `change`, a list of tables.
        name: Name where the table has none.

    Raises:
        OutlookError: If something in it is not understood.

    Examples:
        >>> plan = make_plan({"change": [{"month": 18, "war": "ends"}]})
        >>> plan.turns[0].text
        'from month 18: the war ends'
    """
    rest = sorted(set(table) - {"name", "change"})
    rows = table.get("change", [])
    if rest or not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise OutlookError(
            f"a scenario with the keys {', '.join(sorted(table)) or 'none'}",
            "name, and one [[change]] for each change",
            "write [[change]] with double brackets above each change",
        )
    turns = tuple(_turn(row, place) for place, row in enumerate(rows, start=1))
    return Plan(name=str(table.get("name", name)), turns=turns)


def _turn(row: Mapping[str, Any], place: int) -> Turn:
    kind = _kind(row, place)
    keys = FIELDS[kind]
    extra = sorted(set(row) - {*keys, *COMMON})
    missing = [key for key in (*keys, "month") if key not in row]
    if extra or missing:
        wrong = f"unknown {', '.join(extra)}" if extra else f"no {', '.join(missing)}"
        raise OutlookError(
            f"change {place} ({kind}): {wrong}",
            f"the keys {', '.join((*keys, *COMMON))}",
            "mend the keys of this change",
        )
    if "until" in row and kind in AT_ONCE:
        raise OutlookError(
            f"change {place} ({kind}) until month {row['until']}",
            "no `until`: it comes in one month",
            "leave it out, or write a second [[change]]",
        )
    about = str(row[keys[0]])
    if kind in WORDS and about not in WORDS[kind]:
        raise OutlookError(
            f"change {place}: {kind} {about!r}",
            " or ".join(f'{kind} = "{word}"' for word in WORDS[kind]),
            "write one of them",
        )
    value, relative = (1.0, False) if len(keys) == 1 else _amount(row[keys[1]], place)
    _refuse_amount(kind, value, place, relative=relative)
    until = row.get("until")
    return Turn(
        month=_month(row["month"], place),
        kind=kind,
        about=about,
        value=value,
        relative=relative,
        until=None if until is None else _month(until, place),
        name=str(row.get("name", "")),
    )


def _kind(row: Mapping[str, Any], place: int) -> Kind:
    found = [kind for kind, keys in FIELDS.items() if keys[0] in row]
    if len(found) != 1:
        raise OutlookError(
            f"change {place} names {' and '.join(found) or 'nothing that changes'}",
            f"one of {', '.join(keys[0] for keys in FIELDS.values())}",
            "split it into one [[change]] each",
        )
    return found[0]  # type: ignore[return-value]


def _amount(given: Any, place: int) -> tuple[float, bool]:
    relative = isinstance(given, str) and given.startswith("*")
    plain = given[1:] if relative else given
    try:
        number = float("" if isinstance(plain, bool) else plain)
    except (TypeError, ValueError):
        raise OutlookError(
            f"change {place}: {given!r} is no amount",
            'a number such as 0.5, or "*0.5" for half of what is there',
            "write a number",
        ) from None
    return number, relative


def _refuse_amount(kind: Kind, value: float, place: int, *, relative: bool) -> None:
    if relative and kind in {"sanction", "enter", "tests"}:
        raise OutlookError(
            f"change {place} ({kind}): a factor of {value:g}",
            "a number: there is nothing yet to multiply",
            "leave the * out",
        )
    is_part = kind in {"sanction", "enter"} or (
        kind in {"share", "need"} and not relative
    )
    if not 0 <= value < float("inf") or (is_part and value > 1):
        raise OutlookError(
            f"change {place} ({kind}): {value:g}",
            "0 to 1" if is_part else "0 or more",
            "rates, shares and counts are never negative",
        )


def _month(given: Any, place: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise OutlookError(
            f"change {place}: month {given!r}",
            "a whole number, 1 for the first month",
            "count months from the start of the simulation",
        )
    return given
