"""Terms to gains and costs for each actor.

The mathematics is on the page `docs/theory/pact.md`; what more of a good is worth to
an actor stands in `supply`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term
from suzerain.core.codes import goods
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Exposure
from suzerain.strategy.supply import supply_of
from suzerain.strategy.threat import Threat, expose_around


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Payoffs:
    """Hold what every level of every term is worth, in log welfare.

    Gains add up over terms, so the worth of a bundle is a sum of table cells.

    Args:
        members: The members, in the pact's order.
        terms: The terms, in the pact's order.
        levels: The levels from 0 to 1. Shape `(level,)`.
        gain: Surplus of each member. Shape `(member, world, term, level)`.
        eased: By how much each term lowers what a power's cut-off costs the members,
            for powers that supply a term's good. Each of the shape of `gain`.
        provocation: How strongly rivals react. Shape `(world, term, level)`.
        basis: Ids of the cells and assumptions behind the tables.
        notes: What was missing, in words.
    """

    members: tuple[str, ...]
    terms: tuple[Term, ...]
    levels: Array
    gain: Array
    eased: dict[str, Array]
    provocation: Array
    basis: tuple[str, ...]
    notes: tuple[str, ...] = ()


def level_grid(count: int) -> Array:
    """Return `count` equal steps from 0 (nothing) to 1 (the whole term).

    Raises:
        StrategyError: If there are fewer than two.

    Examples:
        >>> level_grid(3)
        array([0. , 0.5, 1. ])
    """
    if count < 2:
        raise StrategyError(
            f"{count} level(s) of each term",
            "two or more: nothing, all of it, and steps between",
            "leave levels out, or mend pact.levels",
        )
    return np.linspace(0, 1, count)


def payoffs(
    case: Case,
    pact: Pact,
    worlds: Worlds,
    *,
    threats: Sequence[Threat] = (),
    levels: int = 2,
) -> Payoffs:
    """Reckon what every level of every term is worth to every member.

    A taker gains what the good brings, as far as it counts on delivery, and the ease of
    standing less exposed to a third power; a giver bears what the term takes from its
    own supply, the work it costs, and what cannot be called back.

    Args:
        case: The case.
        pact: The pact; its members and terms.
        worlds: Where needs and assumptions are drawn.
        threats: Third powers against whom supply is diversified.
        levels: Number of levels from 0 to 1 of each term.

    Returns:
        The tables, in log welfare.
    """
    exposure = expose_around(case, worlds, pact.members)
    grid = level_grid(levels)
    shape = (worlds.count, len(pact.terms), len(grid))
    gain = np.zeros((len(pact.members), *shape))
    eased: dict[str, Array] = {}
    provocation = np.zeros(shape)
    basis: list[str] = []
    notes: list[str] = []
    for t, term in enumerate(pact.terms):
        giver, taker = (pact.members.index(x) for x in (term.giver, term.taker))
        supply = supply_of(case, exposure, worlds, term.good, term.taker)
        size = case.register.draw(worlds, f"good.{term.good}.term_size")
        foreign = 1 + size[:, None] * grid
        chance = delivery(case, worlds, term)[:, None]
        value = supply.welfare(foreign, added=True)
        gain[taker, :, t] += chance * value
        given = value - supply.welfare(foreign)
        gain[giver, :, t] -= giver_cost(case, exposure, worlds, term, given, grid)
        if needs_itself(case, term):
            basis.append(f"need.{term.good}.{term.giver}")
        for threat in threats:
            if term.id in threat.share:
                ease = chance * supply.eased(foreign, threat.share[term.id])
                eased.setdefault(threat.actor, np.zeros_like(gain))[taker, :, t] = ease
                fear = case.register.draw(worlds, "pact.cut_off_chance", threat.actor)
                gain[taker, :, t] += fear[:, None] * ease
        level = case.register.draw(worlds, f"good.{term.good}.provocation")
        provocation[:, t] = level[:, None] * grid
        basis += [term.id, *supply.basis, *_assumptions(term)]
        if not supply.is_stated:
            notes.append(
                f"no source states how much {term.taker} needs {term.good}; "
                "its group's prior stands in"
            )
    basis += ["pact.cut_off_chance"] if eased else []
    return Payoffs(
        members=pact.members,
        terms=pact.terms,
        levels=grid,
        gain=gain,
        eased=eased,
        provocation=provocation,
        basis=tuple(dict.fromkeys(basis)),
        notes=tuple(dict.fromkeys(notes)),
    )


def giver_cost(
    case: Case,
    exposure: Exposure,
    worlds: Worlds,
    term: Term,
    given: Array,
    grid: Array,
) -> Array:
    """Reckon what giving costs the giver, in its own log welfare.

    Args:
        case: The case.
        exposure: Its numbers over worlds.
        worlds: Where assumptions are drawn.
        term: The term.
        given: Worth to the taker of the goods themselves at each level, without that
            of having more suppliers. Shape `(world, level)`.
        grid: The levels. Shape `(level,)`.

    Returns:
        Cost, zero at level 0 and rising. Shape `(world, level)`.
    """
    register, prefix = case.register, f"good.{term.good}"
    taker = register.draw(worlds, "pact.relative_size", term.taker)
    ratio = taker / register.draw(worlds, "pact.relative_size", term.giver)
    work = register.draw(worlds, f"{prefix}.giver_cost") * ratio
    edge = register.draw(worlds, f"{prefix}.strategic_cost")
    if term.good in goods() and goods()[term.good].delivery == "once":
        edge = edge * (1 + register.draw(worlds, "pact.no_return"))
    cost = work[:, None] * given + edge[:, None] * grid
    if needs_itself(case, term):
        own = supply_of(case, exposure, worlds, term.good, term.giver)
        drain = register.draw(worlds, f"{prefix}.giver_drain")[:, None] * grid
        left = np.maximum(1 - drain, np.finfo(np.float64).eps)
        cost -= own.weight[:, None] * np.log(left) / (own.sigma[:, None] - 1)
    return cost


def needs_itself(case: Case, term: Term) -> bool:
    """Say whether the case knows that the giver needs the term's good itself."""
    return any(n.good == term.good and n.actor == term.giver for n in case.needs)


def delivery(case: Case, worlds: Worlds, term: Term) -> Array:
    """Reckon what part of a term its taker may count on.

    What sources say of it gives a chance (`pact.delivery.*`). Where the taker cannot
    check what it gets, a part is kept back: `v + (1 - v) kept`, with `v` how likely a
    shortfall is seen. What has been observed has been checked.

    Args:
        case: The case.
        worlds: Where assumptions are drawn.
        term: The term.

    Returns:
        Part, 0 to 1. Shape `(world,)`.
    """
    about = term.id.partition(".")[-1]
    chance = case.register.draw(worlds, f"pact.delivery.{term.status}", about)
    if term.status == "observed":
        return chance
    seen = case.register.draw(worlds, f"good.{term.good}.verified")
    kept = case.register.draw(worlds, "pact.unseen_kept")
    return np.asarray(chance * (seen + (1 - seen) * kept))


def _assumptions(term: Term) -> tuple[str, ...]:
    own = ("term_size", "giver_cost", "strategic_cost", "giver_drain", "provocation")
    shared = (f"pact.delivery.{term.status}", "pact.relative_size", "pact.no_return")
    found = (*(f"good.{term.good}.{name}" for name in own), *shared)
    if term.status == "observed":
        return found
    return (*found, f"good.{term.good}.verified", "pact.unseen_kept")
