"""The outcomes of a case that a what-if compares, in every world, by one name each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from suzerain.case.case import Case
from suzerain.core.codes import actor_name, good_name
from suzerain.core.errors import UnknownReference
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import dependence
from suzerain.measures.exposure import Array
from suzerain.measures.leverage import leverage
from suzerain.outlook.forecast import forecast
from suzerain.outlook.hypothesis import weigh
from suzerain.outlook.whatif.settings import Applied
from suzerain.outlook.whatif.struck import Struck, strike

Kind = Literal["share", "amount"]
MEASURED = ("dependence", "leverage")
PARTS = {"p_can_block": "can", "p_wants_block": "wants", "p_tolerates": "tolerates"}
SUMS = ("knew", "consented")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Headline:
    """One outcome of a case, in every world.

    Args:
        id: Its id, as `suzerain why` takes it.
        title: What it is, in words.
        kind: `share` when it is true or false in a world, so that its mean is a share
            of worlds; else `amount`.
        unit: Its unit.
        values: The outcome; NaN where it is not asked. Shape `(world,)`.
        own: What it is given each world's own inputs alone, where `values` are averaged
            over the deals of all worlds, as a forecast is; else None.
    """

    id: str
    title: str
    kind: Kind
    unit: str
    values: Array
    own: Array | None = None

    @property
    def by_world(self) -> Array:
        """The outcome as a function of its own world alone. Shape `(world,)`."""
        return self.values if self.own is None else self.own

    @property
    def value(self) -> float:
        """Its share of worlds, or its median; NaN when it is asked nowhere."""
        known = self.values[~np.isnan(self.values)]
        if not known.size:
            return np.nan
        middle = known.mean() if self.kind == "share" else np.median(known)
        return float(middle)


def headlines(
    applied: Applied, worlds: Worlds, *, pact: str | None = None, only: str = ""
) -> dict[str, Headline]:
    """Solve, weigh, forecast and measure a case with something changed.

    Args:
        applied: The case with its changes.
        worlds: Worlds to draw in; what is drawn is recorded there.
        pact: Id of the pact; the case's first when left out.
        only: `solve`, `dependence`, `leverage`, `weigh` or `forecast`, to reckon no
            more than that; all when left out.

    Returns:
        Outcomes by id: the pact, its terms, third powers, members' gains, dependence,
        leverage, hypotheses, forecasts.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
        StrategyError: If the pact is a muddle.
    """
    found: list[Headline] = []
    if only in MEASURED:
        return {one.id: one for one in _measures(applied.case, worlds, only)}
    deal = strike(applied, worlds, pact=pact)
    if only in {"", "solve"}:
        found += [*_deal(deal), *_terms(deal), *_powers(deal), *_members(deal)]
    if not only:
        for name in MEASURED:
            found += _measures(applied.case, worlds, name)
    if only in {"", "weigh"}:
        found += _weighed(applied.case, deal, worlds)
    if only in {"", "forecast"}:
        found += _foreseen(applied.case, deal, worlds)
    return {one.id: one for one in found}


def find_headline(name: str, known: Mapping[str, Headline]) -> Headline:
    """Find an outcome by its id, or by the name that `flip` takes.

    Args:
        name: An id, with or without `solve.`; a good or `giver.good.taker` (that term
            is present); `director_index`; `ACTOR.p_can_block`, `ACTOR.p_wants_block`,
            `ACTOR.p_tolerates`; `surplus.MEMBER`; `knew` or `consented`.
        known: The outcomes.

    Raises:
        UnknownReference: If no outcome has this name; the nearest is proposed.
    """
    for key in (name, f"solve.{name}", f"forecast.{name}", f"weigh.{name}"):
        if key in known:
            return known[key]
    actor, _, part = name.rpartition(".")
    if part in PARTS and f"solve.power.{actor}.{PARTS[part]}" in known:
        return known[f"solve.power.{actor}.{PARTS[part]}"]
    fits = [one for key, one in known.items() if name in _short(key)]
    if not fits:
        names = {short for key in known for short in _short(key)}
        raise UnknownReference(name, {*names, *known}, "the outcomes of this case")
    if len(fits) == 1:
        return fits[0]
    if all(one.kind == "share" for one in fits):
        return _any_of(name, fits)
    raise UnknownReference(name, [one.id for one in fits], "one outcome alone")


def _short(key: str) -> tuple[str, ...]:
    """The short names of an outcome, of which several may share one."""
    head, _, rest = key.partition(".")
    if key.startswith("solve.term.") and not key.endswith(".level"):
        good, giver, taker = rest.split(".")[1:]
        return good, f"{giver}.{good}.{taker}"
    if head == "weigh" and key.rpartition(".")[2] in SUMS:
        return (key.rpartition(".")[2],)
    if key.startswith("solve.director_index."):
        return ("director_index",)
    return (rest,) if head == "solve" else ()


def _any_of(name: str, fits: list[Headline]) -> Headline:
    """Say where any of several holds, as `flip` does for a good of several terms."""
    values = np.stack([one.values for one in fits]).max(axis=0)
    title = " or ".join(one.title for one in fits)
    return Headline(id=name, title=title, kind="share", unit="share", values=values)


def _truth(key: str, title: str, truth: Array | np.ndarray) -> Headline:
    values = np.asarray(truth, dtype=np.float64)
    return Headline(id=key, title=title, kind="share", unit="share", values=values)


def _deal(deal: Struck) -> Iterator[Headline]:
    yield _truth("solve.p_pact", "the pact is struck", deal.exists)
    refused = deal.exists_without_consent
    who = actor_name(deal.patron) if deal.patron else "a patron"
    title = f"the pact is struck though {who} refuses"
    yield _truth("solve.p_pact_without_consent", title, refused)
    title = f"the pact would be struck without {who}"
    yield _truth("solve.p_pact_without_patron", title, deal.exists_without_patron)
    if deal.patron:
        key = f"solve.director_index.{deal.patron}"
        title = f"the pact is struck only because {who} consents"
        yield _truth(key, title, deal.exists & ~refused)


def _terms(deal: Struck) -> Iterator[Headline]:
    for spot, term in enumerate(deal.pact.terms):
        level = deal.level[:, spot]
        giver, taker = actor_name(term.giver), actor_name(term.taker)
        good, key = good_name(term.good), f"solve.{term.id}"
        title = f"{giver} gives {good} to {taker}"
        yield _truth(key, title, level >= deal.present_level)
        yield Headline(
            id=f"{key}.level",
            title=f"how much {good} {giver} gives to {taker}",
            kind="amount",
            unit="share",
            values=level,
        )


def _powers(deal: Struck) -> Iterator[Headline]:
    for spot, actor in enumerate(deal.powers):
        can, wants = deal.can[:, spot], deal.wants[:, spot]
        rows = {
            "can": ("can stop it", can),
            "wants": ("wants to stop it", wants),
            "tolerates": ("lets it pass", ~(can & wants)),
        }
        for part, (words, truth) in rows.items():
            values = np.where(deal.watched, truth, np.nan)
            key = f"solve.power.{actor}.{part}"
            yield _truth(key, f"{actor_name(actor)} {words}", values)


def _members(deal: Struck) -> Iterator[Headline]:
    for row, member in zip(deal.surplus, deal.pact.members, strict=True):
        yield Headline(
            id=f"solve.surplus.{member}",
            title=f"what {actor_name(member)} gains, 0 without a pact",
            kind="amount",
            unit="log welfare",
            values=row,
        )


def _measures(case: Case, worlds: Worlds, name: str) -> Iterator[Headline]:
    """Every cell of a measure that is known."""
    if name == "dependence":
        grid, title = dependence(case, worlds), "what {0} loses if {1} cuts it off"
    else:
        grid, title = leverage(case, worlds), "leverage of {0} over {1}"
    return _cells(grid, title)


def _cells(grid: Grid, title: str) -> Iterator[Headline]:
    for first, one in enumerate(grid.labels[0]):
        for second, other in enumerate(grid.labels[1]):
            values = grid.values[:, first, second]
            if one == other or np.isnan(values).all() or not values.any():
                continue
            yield Headline(
                id=f"{grid.name}.{one}.{other}",
                title=title.format(actor_name(one), actor_name(other)),
                kind="amount",
                unit=grid.unit,
                values=values,
            )


def _weighed(case: Case, deal: Struck, worlds: Worlds) -> Iterator[Headline]:
    for weighing in weigh(case, deal, worlds):
        who = actor_name(weighing.contest.actor) if weighing.contest.actor else "it"
        for row in (*weighing.rows, *SUMS):
            yield Headline(
                id=weighing.id_of(row),
                title=f"{who}: {row.replace('_', ' ')}",
                kind="amount",
                unit="probability",
                values=weighing[row].posterior.values,
            )


def _foreseen(case: Case, deal: Struck, worlds: Worlds) -> Iterator[Headline]:
    for answer in forecast(case, deal, worlds):
        own = answer.by_world
        yield Headline(
            id=answer.id,
            title=answer.question.text or answer.question.id,
            kind="amount",
            unit="probability",
            values=answer.probability.values,
            own=None if own is None else own.values,
        )
