"""The register of everything that no source states.

Every number that an engine uses and no claim supplies is a row here: its range, its
unit, why it is so, and who says so. Engines reach numbers only through a `Register`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.codes import goods
from suzerain.core.errors import SuzerainError, UnknownAssumption
from suzerain.core.frame import Framed, Row
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds

ABOUT_ONE: Final = (
    "atlas.imports_part",
    "dynamics.entrant_share",
    "dynamics.entry",
    "dynamics.exit",
    "dynamics.need_noise",
    "dynamics.need_trend",
    "dynamics.share_noise",
    "dynamics.share_trend",
    "dynamics.tests",
    "dynamics.tests_others",
    "good.*.home",
    "good.*.need_weight",
    "good.*.production",
    "good.*.stock_months",
    "pact.bargaining_power",
    "pact.cut_off_chance",
    "pact.delivery.*",
    "pact.relative_size",
    "power.credibility",
    "power.inducement",
    "power.kappa",
    "power.keep",
    "power.margin",
    "power.offer",
    "power.omega",
    "power.stake",
    "power.stance.*",
    "power.theta",
    "power.use",
    "rival.own",
)
"""Ids that are drawn anew for each actor, pair or term, and so can be set for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One declared number.

    Args:
        id: Dotted name, such as `group.energy.sigma` or `pact.bargaining_power`.
        spread: Its range and shape.
        unit: Its unit.
        reason: Why this range.
        citation: Author and year, or `judgement`.
        inherits: Id of the entry that it has its range from: the group's, when a good
            has none of its own, or the one for any actor.
        overruled: True when a case's analyst has set it.
    """

    id: str
    spread: Spread
    unit: str
    reason: str
    citation: str
    inherits: str = ""
    overruled: bool = False


class Register(Framed, Mapping[str, Assumption]):
    """Look assumptions up by id; a good inherits from its group, one actor from any.

    Args:
        entries: The assumptions, by id.

    Examples:
        >>> register = load_register()
        >>> register["good.oil.sigma"].inherits
        'group.energy.sigma'
        >>> register["power.credibility.AAA"].inherits
        'power.credibility'
    """

    def __init__(self, entries: Iterable[Assumption]) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def __getitem__(self, key: str) -> Assumption:
        found = self.find(key)
        if found is None:
            raise UnknownAssumption(key, self._entries, "the assumptions register")
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.find(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __str__(self) -> str:
        own = len(self.overruled)
        return f"{len(self)} assumptions, {own} of them set by the analyst"

    def to_rows(self) -> list[Row]:
        """Return one row an assumption: id, range, shape, unit, reason, citation."""
        return [
            {
                "id": entry.id,
                "low": entry.spread.low,
                "median": entry.spread.centre,
                "high": entry.spread.high,
                "shape": entry.spread.shape,
                "unit": entry.unit,
                "reason": entry.reason,
                "citation": entry.citation,
                "overruled": entry.overruled,
            }
            for entry in self._entries.values()
        ]

    def find(self, key: str) -> Assumption | None:
        """Look an assumption up; None where there is none, and no near name sought.

        Args:
            key: Its id.
        """
        return self._plain(key) or self._for_any(key)

    def _plain(self, key: str) -> Assumption | None:
        """Find a row, for a good also that of its group."""
        if key in self._entries:
            return self._entries[key]
        parts = key.split(".")
        if len(parts) == 3 and parts[0] == "good" and parts[1] in goods():
            parent = f"group.{goods()[parts[1]].group}.{parts[2]}"
            if parent in self._entries:
                return replace(self._entries[parent], id=key, inherits=parent)
        return None

    def _for_any(self, key: str) -> Assumption | None:
        """Find the row for any actor, pair or term that this key is about one of."""
        parts = key.split(".")
        for end in range(len(parts) - 1, 1, -1):
            short = ".".join(parts[:end])
            found = self._plain(short) if is_about_one(short) else None
            if found is not None and all(parts[end:]):
                return replace(found, id=key, inherits=short)
        return None

    def draw(self, worlds: Worlds, key: str, about: str = "") -> NDArray[np.float64]:
        """Draw an assumption under its own id, or anew for one actor, term or pair.

        A row `<key>.<about>` takes precedence over `<key>`, so an analyst can set one
        actor's number.

        Args:
            worlds: Where the number is drawn.
            key: Id of the assumption, such as `power.credibility`.
            about: An actor's code, or a term's `<good>.<giver>.<taker>`; the draw is
                then recorded as `<key>.<about>`.

        Returns:
            Values. Shape `(world,)`.

        Examples:
            >>> worlds = Worlds(count=2)
            >>> keep = load_register().draw(worlds, "power.keep", "AAA")
            >>> keep.shape, list(worlds.drawn)
            ((2,), ['power.keep.AAA'])
        """
        name = f"{key}.{about}" if about else key
        return worlds.draw(name, self[name if name in self else key].spread)

    def overrule(self, entries: Iterable[Assumption]) -> Register:
        """Return a register in which these entries replace those of the same id."""
        changed = {entry.id: replace(entry, overruled=True) for entry in entries}
        for key in changed:
            self[key]  # an unknown id is an error, with the nearest one proposed
        return Register({**self._entries, **changed}.values())

    @property
    def overruled(self) -> tuple[Assumption, ...]:
        """The entries that an analyst has set."""
        return tuple(entry for entry in self._entries.values() if entry.overruled)


@cache
def is_about_one(key: str) -> bool:
    """Say whether an assumption is drawn anew for each actor, pair or term.

    Args:
        key: Its id, without what it is about.

    Examples:
        >>> is_about_one("power.stake"), is_about_one("pact.levels")
        (True, False)
    """
    return any(fnmatchcase(key, pattern) for pattern in ABOUT_ONE)


@cache
def load_register() -> Register:
    """Read the shipped register, all tables in `core/tables/assumptions`."""
    folder = files("suzerain.core") / "tables" / "assumptions"
    entries: dict[str, Assumption] = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".csv"):
            continue
        text = path.read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            entry = parse_assumption(row)
            if entry.id in entries:
                raise SuzerainError(f"assumption {entry.id!r} stands twice")
            entries[entry.id] = entry
    return Register(entries.values())


def parse_assumption(row: Mapping[str, str]) -> Assumption:
    """Turn a row of text (id, low, mode, high, shape, ...) into an assumption.

    Raises:
        SuzerainError: If a number is missing or out of order.
    """
    try:
        low, high = float(row["low"]), float(row["high"])
        mode = float(row["mode"]) if row.get("mode") else None
    except (KeyError, ValueError) as error:
        raise SuzerainError(
            f"assumption {row.get('id')!r} has no usable range ({error})",
            "numbers in the columns low and high",
            "write the range as two numbers",
        ) from None
    shape = row.get("shape") or "uniform"
    return Assumption(
        id=row["id"],
        spread=Spread(low=low, high=high, mode=mode, shape=shape),  # type: ignore[arg-type]
        unit=row.get("unit") or "ratio",
        reason=row.get("reason") or "",
        citation=row.get("citation") or "judgement",
    )
