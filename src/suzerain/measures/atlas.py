"""Every state's dependence on every other, year by year, from observed flows.

`D[i, j]` is the part of `i`'s welfare that a cut by `j` takes (`bilateral`), and
`L[j, i] = D[i, j] - D[j, i]` the leverage of `j` over `i`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.core.errors import SuzerainError
from suzerain.core.flows import Flows
from suzerain.core.incomes import Incomes
from suzerain.core.worlds import Worlds
from suzerain.measures.bilateral import Draws, declared_losses, draw, losses
from suzerain.measures.observed import laid_out, too_little, unobserved
from suzerain.measures.openness import by_place, openness
from suzerain.measures.percentiles import percentiles

Array = NDArray[np.float64]
Small = NDArray[np.float32]
Needs = Literal["imports", "register"]
Totals = Mapping[tuple[int, str], tuple[float, float]]

UNKNOWN = (np.nan, np.nan)
TINY = np.finfo(np.float64).tiny


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Atlas:
    """Hold dependence and leverage of all pairs, one row a pair and year.

    A pair has a row when what the recipient buys from the provider was observed, a
    flow of 0 included; what was not observed has none. Nor has a recipient whose
    purchases were observed from fewer than `atlas.least_partners`: its shares would
    say who reports, not who matters.

    Args:
        actors: Codes.
        year: Year of each row. Shape `(row,)`.
        recipient: Place in `actors` of who would lose. Same shape.
        provider: Place in `actors` of who would cut. Same shape.
        share: Part of all the recipient's purchases abroad, as reported, that came
            from the provider. Shape `(row,)`.
        loss: 10th percentile, median and 90th percentile over worlds of the part of
            the recipient's welfare that a cut takes. Shape `(3, row)`.
        leverage: The same of the provider's leverage over the recipient.
        first: Part of worlds in which no other provider has as much leverage over
            the recipient, and it is above 0. Shape `(row,)`.
        hold_year: Year of each hold. Shape `(hold,)`.
        holder: Place in `actors` of who holds. Same shape.
        hold: Sum of an actor's leverage over all others, as `loss`.
            Shape `(3, hold)`.
        unknown_income: Codes and years of recipients whose product is unknown.
        thin: Codes and years of recipients left out, because too few partners or
            too little of their imports were observed.
        worlds: Number of worlds.
        unit: Unit of the flows.
        origin: Dataset of the flows, and of the products.
    """

    actors: tuple[str, ...]
    year: NDArray[np.int32]
    recipient: NDArray[np.int32]
    provider: NDArray[np.int32]
    share: Small
    loss: Small
    leverage: Small
    first: Small
    hold_year: NDArray[np.int32]
    holder: NDArray[np.int32]
    hold: Small
    unknown_income: frozenset[tuple[str, int]]
    thin: frozenset[tuple[str, int]]
    worlds: int
    unit: str
    origin: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.year)

    def __str__(self) -> str:
        span = f"{self.year.min()} to {self.year.max()}" if len(self) else "no year"
        return f"atlas of {len(self.actors)} states, {span}, {len(self):,} pairs"


def make_atlas(
    flows: Flows,
    incomes: Incomes | None = None,
    worlds: Worlds | None = None,
    *,
    register: Register | None = None,
    years: Iterable[int] | None = None,
    totals: Totals | None = None,
    needs: Needs = "imports",
    tell: Callable[[int], None] | None = None,
) -> Atlas:
    """Measure who depends on whom.

    Args:
        flows: What flowed, of one or several goods.
        incomes: Products in the unit of the flows, which say how open each state is;
            a state without one is open to a declared range.
        worlds: Worlds to draw in; 400 of seed 1 when left out.
        register: The assumptions; those shipped when left out.
        years: Years to measure; all when left out.
        totals: All imports and all exports by year and code, in the unit of the
            flows, NaN when unknown. What the observed flows leave of them counts as
            trade with others, unless they hold `atlas.full_cover` of them.
        needs: `imports`: one need for all goods, as large as purchases and product
            say, and sales count too. `register`: each good a need of its own with
            declared weight and home share, purchases only; for what is not counted
            in money.
        tell: Called with each year when it is done.

    Returns:
        The atlas. A state that no flow names is not in it.

    Raises:
        SuzerainError: If flows and products are in different units, no flow is of
            the years asked for, or a flow stands twice.

    Examples:
        A buys nearly all it buys abroad from B, and B little from A.

        >>> buyer = np.array([0, 0, 0, 1, 1, 1], dtype=np.int32)
        >>> flows = Flows(
        ...     actors=("AAA", "BBB", "CCC", "DDD"),
        ...     goods=("trade",),
        ...     year=np.full(6, 2014, dtype=np.int32),
        ...     recipient=buyer,
        ...     provider=np.array([1, 2, 3, 0, 2, 3], dtype=np.int32),
        ...     good=np.zeros(6, dtype=np.int32),
        ...     amount=np.array([90.0, 5.0, 5.0, 10.0, 45.0, 45.0]),
        ...     unit="million current USD",
        ...     origin="an example",
        ... )
        >>> atlas = make_atlas(flows, worlds=Worlds(count=50))
        >>> print(atlas)
        atlas of 4 states, 2014 to 2014, 6 pairs
        >>> bool(atlas.loss[1, 0] > atlas.loss[1, 3])
        True
    """
    worlds = Worlds(count=400) if worlds is None else worlds
    register = load_register() if register is None else register
    if incomes is not None and needs == "imports" and incomes.unit != flows.unit:
        raise SuzerainError(
            f"flows in {flows.unit} and products in {incomes.unit}",
            "one unit for both",
            "convert the products",
        )
    wanted = sorted(set(np.unique(flows.year).tolist()) & _set(years, flows))
    if not wanted:
        raise SuzerainError(
            "no flow is of the years asked for",
            f"years of {flows.origin}: {_span(flows)}",
            "ask for one of these years",
        )
    draws = draw(flows.goods, worlds, register)
    income = by_place(incomes)
    parts = []
    for year in wanted:
        parts.append(_one_year(flows, year, income, totals or {}, draws, needs))
        if tell is not None:
            tell(year)
    return _bound(parts, flows, incomes, worlds)


def _set(years: Iterable[int] | None, flows: Flows) -> set[int]:
    return set(flows.year.tolist()) if years is None else set(years)


def _span(flows: Flows) -> str:
    return f"{flows.year.min()} to {flows.year.max()}" if len(flows) else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One year of an atlas; places are those of the flows."""

    year: int
    recipient: NDArray[np.intp]
    provider: NDArray[np.intp]
    share: Small
    loss: Small
    leverage: Small
    first: Small
    holder: NDArray[np.intp]
    hold: Small
    unknown: frozenset[tuple[str, int]]
    thin: frozenset[tuple[str, int]]


def _one_year(
    flows: Flows,
    year: int,
    income: Mapping[tuple[int, str], tuple[float, float]],
    totals: Totals,
    draws: Draws,
    needs: Needs,
) -> _Part:
    here, amount, seen = laid_out(flows, year)
    names = [flows.actors[place] for place in here]
    known = [totals.get((year, name), UNKNOWN) for name in names]
    rest = unobserved(amount, known, draws.register)
    size, count = len(names), draws.worlds.count
    loss = np.zeros((size, size, count), dtype=np.float32)
    unknown = set()
    whole = amount.sum(axis=(0, 2)) + rest[0]
    few = np.zeros(size, dtype=bool)
    if needs == "imports":
        few = too_little(amount, rest[0], draws.register)
    for i, name in enumerate(names):
        bought, sold = amount[:, i, :], amount[:, :, i]
        if few[i] or not bought.any():
            continue
        if needs == "imports":
            found = income.get((year, name))
            unknown |= set() if found else {(name, year)}
            state = openness(name, whole[i], found, draws.worlds, draws.register)
            spot, cells = losses(i, names, bought, sold, rest[:, i], state, draws)
        else:
            spot, cells = declared_losses(i, names, bought, draws)
        loss[i, spot] = cells
    rows = np.nonzero(seen & ~np.eye(size, dtype=bool) & ~few[:, None])
    return _Part(
        year=year,
        recipient=here[rows[0]],
        provider=here[rows[1]],
        share=(amount.sum(axis=0)[rows] / np.maximum(whole[rows[0]], TINY)).astype(
            np.float32
        ),
        loss=percentiles(loss[rows]),
        leverage=_leverage(loss, rows),
        first=_first(loss)[rows],
        holder=here,
        hold=percentiles(loss.sum(axis=0) - loss.sum(axis=1)),
        unknown=frozenset(unknown),
        thin=frozenset((names[i], year) for i in np.nonzero(few)[0]),
    )


def _leverage(loss: Small, rows: tuple[NDArray[np.intp], ...]) -> Small:
    """Quantiles of each provider's leverage over the recipient of its row."""
    to, by = rows
    return percentiles(loss[to, by] - loss[by, to])


def _first(loss: Small) -> Small:
    """Part of worlds in which a provider leads. Shape `(recipient, provider)`."""
    out = np.zeros(loss.shape[:2], dtype=np.float32)
    worlds = np.arange(loss.shape[2])
    for i in range(len(loss)):
        over = loss[i] - loss[:, i]
        best = over.argmax(axis=0)
        leads = over[best, worlds] > 0
        np.add.at(out[i], best[leads], 1)
    return np.asarray(out / np.float32(loss.shape[2]))


def _bound(
    parts: list[_Part], flows: Flows, incomes: Incomes | None, worlds: Worlds
) -> Atlas:
    places = np.unique(np.concatenate([part.holder for part in parts]))
    order = sorted(places.tolist(), key=lambda place: flows.actors[place])
    new = np.zeros(len(flows.actors), dtype=np.int32)
    new[order] = np.arange(len(order))
    return Atlas(
        actors=tuple(flows.actors[place] for place in order),
        year=_years(parts, lambda part: len(part.recipient)),
        recipient=new[np.concatenate([part.recipient for part in parts])],
        provider=new[np.concatenate([part.provider for part in parts])],
        share=np.concatenate([part.share for part in parts]),
        loss=np.concatenate([part.loss for part in parts], axis=1),
        leverage=np.concatenate([part.leverage for part in parts], axis=1),
        first=np.concatenate([part.first for part in parts]),
        hold_year=_years(parts, lambda part: len(part.holder)),
        holder=new[np.concatenate([part.holder for part in parts])],
        hold=np.concatenate([part.hold for part in parts], axis=1),
        unknown_income=frozenset().union(*(part.unknown for part in parts)),
        thin=frozenset().union(*(part.thin for part in parts)),
        worlds=worlds.count,
        unit=flows.unit,
        origin=(flows.origin, *((incomes.origin,) if incomes is not None else ())),
    )


def _years(parts: list[_Part], size: Callable[[_Part], int]) -> NDArray[np.int32]:
    years = np.array([part.year for part in parts], dtype=np.int32)
    return np.repeat(years, [size(part) for part in parts])
