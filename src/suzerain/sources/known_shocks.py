"""Shocks that datasets hold, such as the tariffs of a trade pact."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.sources.economies import read_tariffs


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownShock:
    """A shock that a dataset holds.

    Args:
        name: Such as `nafta`.
        title: What it is.
        dataset: Dataset that holds the tariffs.
        members: Regions whose tariffs on each other change.
        tariffs: Year of the new tariffs.
        citation: Work to cite.
    """

    name: str
    title: str
    dataset: str
    members: tuple[str, ...]
    tariffs: int
    citation: str


def known_shocks() -> Mapping[str, KnownShock]:
    """Return the shocks that datasets hold, by name.

    Examples:
        >>> known_shocks()["nafta"].members
        ('CAN', 'MEX', 'USA')
    """
    return _known_shocks()


def shocked_tariffs(
    path_or_name: str | Path, shock: KnownShock, economy: Economy
) -> Array:
    """Return an economy's tariffs with those that a shock changes among its members.

    Shape `(importer, exporter, sector)`.
    """
    new = read_tariffs(path_or_name, shock.tariffs, economy.regions, economy.sectors)
    places = [economy.regions.index(name) for name in shock.members]
    inside = np.ix_(places, places)
    tariff = economy.tariff.copy()
    tariff[inside] = new[inside]
    return tariff


@cache
def _known_shocks() -> Mapping[str, KnownShock]:
    path = files("suzerain.sources") / "tables" / "shocks.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["shocks"]
    shocks = [KnownShock(**row | {"members": tuple(row["members"])}) for row in rows]
    return {shock.name: shock for shock in shocks}
