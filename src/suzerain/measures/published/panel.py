"""Measures of trade dependence side by side, from observed flows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import SuzerainError
from suzerain.core.flows import Flows
from suzerain.core.incomes import Incomes
from suzerain.core.worlds import Worlds
from suzerain.measures.atlas import Atlas, Totals, make_atlas
from suzerain.measures.published.barbieri import (
    interdependence,
    salience,
    trade,
    trade_share,
)
from suzerain.measures.published.hirschman import shares
from suzerain.measures.published.oneal_russett import trade_dependence, weak_link
from suzerain.measures.published.portfolio import Array

OURS = "dependence"
"""The measure with substitution, among those that others published."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Hold measures of all pairs of states by year.

    Args:
        actors: Codes, in alphabetical order.
        years: Years in rising order. Shape `(year,)`.
        imports: What each recipient imports from each provider, NaN where it was not
            observed. Shape `(year, recipient, provider)`.
        measures: Each measure by name, same shape.
    """

    actors: tuple[str, ...]
    years: NDArray[np.int32]
    imports: Array
    measures: Mapping[str, Array]


def trade_panel(
    flows: Flows,
    incomes: Incomes | None = None,
    worlds: Worlds | None = None,
    *,
    totals: Totals | None = None,
    tell: Callable[[int], None] | None = None,
) -> Panel:
    """Reckon every measure that flows of trade allow.

    `import_share` is a provider's part of observed imports; `trade_share`,
    `salience` and `interdependence` are Barbieri's; `trade_to_gdp` and `weak_link`
    are Oneal and Russett's, with the geometric mean of the bounds of a product that
    is only inferred; `dependence` is the median of this project's own measure.

    Args:
        flows: Observed flows, in money; several goods are added up.
        incomes: Products in the same unit; without them there is no measure that
            divides by them.
        worlds: Worlds for the measure with substitution; those of `make_atlas` when
            left out.
        totals: All imports and exports of states, as `make_atlas` takes them.
        tell: Called with each year when its dependence is done.

    Returns:
        The panel.

    Raises:
        SuzerainError: If flows and products are in different units, or there is no
            flow.

    Examples:
        >>> flows = Flows(
        ...     actors=("AAA", "BBB", "CCC", "DDD"),
        ...     goods=("trade",),
        ...     year=np.full(6, 2014, dtype=np.int32),
        ...     recipient=np.array([0, 0, 0, 1, 1, 1], dtype=np.int32),
        ...     provider=np.array([1, 2, 3, 0, 2, 3], dtype=np.int32),
        ...     good=np.zeros(6, dtype=np.int32),
        ...     amount=np.array([90.0, 5.0, 5.0, 10.0, 45.0, 45.0]),
        ...     unit="million current USD",
        ...     origin="an example",
        ... )
        >>> panel = trade_panel(flows, worlds=Worlds(count=20))
        >>> panel.measures["import_share"][0, :2, :2]
        array([[nan, 0.9],
               [0.1, nan]])
        >>> list(panel.measures)
        ['import_share', 'trade_share', 'salience', 'interdependence', 'dependence']
    """
    actors, years, imports = _dense(flows)
    between = trade(imports)
    mine = trade_share(between)
    other = mine.swapaxes(-1, -2)
    measures = {
        "import_share": shares(imports),
        "trade_share": mine,
        "salience": salience(mine, other),
        "interdependence": interdependence(mine, other),
    }
    if incomes is not None:
        part = trade_dependence(between, _products(incomes, actors, years))
        measures |= {"trade_to_gdp": part, "weak_link": weak_link(part)}
    atlas = make_atlas(flows, incomes, worlds, totals=totals, tell=tell)
    measures[OURS] = _losses(atlas, actors, years)
    return Panel(actors=actors, years=years, imports=imports, measures=measures)


def _dense(flows: Flows) -> tuple[tuple[str, ...], NDArray[np.int32], Array]:
    if not len(flows):
        raise SuzerainError("no flow", "one flow or more", "ask for other years")
    years, at = np.unique(flows.year, return_inverse=True)
    ends = np.unique(np.concatenate([flows.recipient, flows.provider]))
    order = sorted(ends.tolist(), key=lambda place: flows.actors[place])
    new = np.zeros(len(flows.actors), dtype=np.intp)
    new[order] = np.arange(len(order))
    spot = (at, new[flows.recipient], new[flows.provider])
    amount = np.zeros((len(years), len(order), len(order)))
    seen = np.zeros(amount.shape, dtype=bool)
    np.add.at(amount, spot, flows.amount)
    seen[spot] = True
    seen[:, np.eye(len(order), dtype=bool)] = False
    actors = tuple(flows.actors[place] for place in order)
    return actors, years.astype(np.int32), np.where(seen, amount, np.nan)


def _products(
    incomes: Incomes, actors: tuple[str, ...], years: NDArray[np.int32]
) -> Array:
    place = {code: k for k, code in enumerate(actors)}
    column = np.array([place.get(code, -1) for code in incomes.actors], dtype=np.intp)
    found = np.full((len(years), len(actors)), np.nan)
    rows = np.isin(incomes.year, years) & (column[incomes.actor] >= 0)
    at = np.searchsorted(years, incomes.year[rows])
    middle = np.sqrt(incomes.low[rows] * incomes.high[rows])
    found[at, column[incomes.actor[rows]]] = middle
    return found


def _losses(atlas: Atlas, actors: tuple[str, ...], years: NDArray[np.int32]) -> Array:
    place = {code: k for k, code in enumerate(actors)}
    new = np.array([place[code] for code in atlas.actors], dtype=np.intp)
    found = np.full((len(years), len(actors), len(actors)), np.nan)
    at = np.searchsorted(years, atlas.year)
    found[at, new[atlas.recipient], new[atlas.provider]] = atlas.loss[1]
    return found
