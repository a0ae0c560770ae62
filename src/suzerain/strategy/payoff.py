r"""Terms to gains and costs for each actor.

The mathematics is on the page `docs/theory/pact.md`. With `y` the foreign supply of
the good that a term brings, relative to what the taker has now, `d` its own supply and
`a` the weight of the need,

    G(y) = a * (1 / (varsigma - 1) + h) * ln(d + (1 - d) * y ** x)
    x    = (varsigma - 1) / (sigma - 1) * (1 + h (sigma - 1)) / (1 + h (varsigma - 1))

is the taker's log welfare from that good: with `h = 0` when others can be paid to
replace it (what a cut-off costs in the long run), with `h = 1` when the goods come on
top of what is there (what a term brings: more suppliers, and spending saved).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term
from suzerain.core.codes import goods
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Exposure
from suzerain.measures.substitution import exponents, log_nest
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supply:
    """Describe how an actor is supplied with one good, in every world.

    Args:
        weight: Weight of the need in log welfare. Shape `(world,)`.
        home: Own supply as a share, 0 to 1. Shape `(world,)`.
        sigma: Elasticity among foreign suppliers. Shape `(world,)`.
        varsigma: Elasticity between own and foreign supply. Shape `(world,)`.
        evasion: Share of a cut flow that is re-routed. Shape `(world,)`.
        basis: Ids behind these numbers.
        is_stated: False when the case states no such need.
    """

    weight: Array
    home: Array
    sigma: Array
    varsigma: Array
    evasion: Array
    basis: tuple[str, ...] = ()
    is_stated: bool = True

    def welfare(self, foreign: Array, *, added: bool = False) -> Array:
        """Return log welfare from this good, zero at today's supply.

        Args:
            foreign: Foreign supply relative to today's. Shape `(world, ...)`.
            added: True when the goods come on top, without being paid for
                (quantities, `h = 1`); False when they are bought elsewhere instead
                (prices, `h = 0`).

        Returns:
            `G(foreign)`, same shape. Concave in `foreign` where `varsigma <= sigma`.

        Examples:
            >>> one = np.ones(1)
            >>> oil = Supply(
            ...     weight=one,
            ...     home=0 * one,
            ...     sigma=4 * one,
            ...     varsigma=2 * one,
            ...     evasion=0 * one,
            ... )
            >>> oil.welfare(2 * one).round(4)  # ln 2 / (4 - 1)
            array([0.231])
            >>> oil.welfare(2 * one, added=True).round(4)  # ln 2 * 4 / (4 - 1)
            array([0.9242])
        """
        shape = (-1,) + (1,) * (foreign.ndim - 1)
        weight, home = self.weight.reshape(shape), self.home.reshape(shape)
        sigma, varsigma = self.sigma.reshape(shape), self.varsigma.reshape(shape)
        inner, outer = exponents(sigma, varsigma, float(added))
        some = np.maximum(foreign, np.finfo(np.float64).eps)
        return np.asarray(weight * outer * log_nest(some, home, inner))

    def eased(self, foreign: Array, share: Array) -> Array:
        """Measure how much less a cut-off hurts once foreign supply has grown.

        Args:
            foreign: Foreign supply relative to today's. Shape `(world, level)`.
            share: The cutter's part of today's foreign supply. Shape `(world,)`.

        Returns:
            Fall of the loss in log welfare. Shape `(world, level)`.
        """
        cut = ((1 - self.evasion) * share)[:, None]
        before = -self.welfare(1 - cut)
        after = self.welfare(foreign) - self.welfare(foreign - cut)
        return np.asarray(before - after)


def level_grid(count: int) -> Array:
    """Return `count` equal steps from 0 (nothing) to 1 (the whole term).

    Examples:
        >>> level_grid(3)
        array([0. , 0.5, 1. ])
    """
    return np.linspace(0, 1, max(count, 2))


def draw_about(case: Case, worlds: Worlds, key: str, about: str) -> Array:
    """Draw an assumption anew for one actor, term or pair.

    A row `<key>.<about>` in the case's register takes precedence over `<key>`, so an
    analyst can set one actor's number. The draw is recorded as `<key>.<about>`.

    Args:
        case: Whose register is asked.
        worlds: Where the number is drawn.
        key: Id of the assumption, such as `power.credibility`.
        about: An actor's code, or a term's `<good>.<giver>.<taker>`.

    Returns:
        Values. Shape `(world,)`.
    """
    name = f"{key}.{about}"
    entry = case.register[name if name in case.register else key]
    return worlds.draw(name, entry.spread)


def supply_of(
    case: Case, exposure: Exposure, worlds: Worlds, good: str, actor: str
) -> Supply:
    """Find how an actor is supplied with a good; unstated needs take their prior.

    Args:
        case: The case.
        exposure: Its numbers over worlds.
        worlds: Where priors of unstated needs are drawn.
        good: Code of the good.
        actor: Code of the actor.

    Returns:
        The supply, with `is_stated` False when the case knows no such need.
    """
    draw = case.register.draw
    prefix = f"good.{good}"
    if good in exposure.goods:
        g = exposure.goods.index(good)
        sigma, varsigma = exposure.sigma[:, g], exposure.varsigma[:, g]
        evasion = exposure.evasion[:, g]
    else:
        sigma = draw(worlds, f"{prefix}.sigma")
        varsigma = draw(worlds, f"{prefix}.varsigma")
        evasion = draw(worlds, f"{prefix}.evasion")
    stated = any(n.good == good and n.actor == actor for n in case.needs)
    if stated and good in exposure.goods and actor in exposure.actors:
        i = exposure.actors.index(actor)
        weight, home = exposure.weight[:, g, i], exposure.home[:, g, i]
        basis: tuple[str, ...] = (f"need.{good}.{actor}",)
    else:
        weight = draw_about(case, worlds, f"{prefix}.need_weight", actor)
        home = draw_about(case, worlds, f"{prefix}.home", actor)
        basis = (f"{prefix}.need_weight", f"{prefix}.home")
    return Supply(
        weight=np.nan_to_num(weight),
        home=np.nan_to_num(home),
        sigma=sigma,
        varsigma=varsigma,
        evasion=evasion,
        basis=(*basis, *(f"{prefix}.{p}" for p in ("sigma", "varsigma", "evasion"))),
        is_stated=stated,
    )


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
        chance = _delivery(case, worlds, term)[:, None]
        value = supply.welfare(foreign, added=True)
        gain[taker, :, t] += chance * value
        gain[giver, :, t] -= giver_cost(case, exposure, worlds, term, value, grid)
        if needs_itself(case, term):
            basis.append(f"need.{term.good}.{term.giver}")
        for threat in threats:
            if term.id in threat.share:
                ease = chance * supply.eased(foreign, threat.share[term.id])
                eased.setdefault(threat.actor, np.zeros_like(gain))[taker, :, t] = ease
                fear = draw_about(case, worlds, "pact.cut_off_chance", threat.actor)
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
    value: Array,
    grid: Array,
) -> Array:
    """Reckon what giving costs the giver, in its own log welfare.

    Args:
        case: The case.
        exposure: Its numbers over worlds.
        worlds: Where assumptions are drawn.
        term: The term.
        value: What the term brings the taker at each level. Shape `(world, level)`.
        grid: The levels. Shape `(level,)`.

    Returns:
        Cost, zero at level 0 and rising. Shape `(world, level)`.
    """
    register, prefix = case.register, f"good.{term.good}"
    ratio = draw_about(case, worlds, "pact.relative_size", term.taker) / draw_about(
        case, worlds, "pact.relative_size", term.giver
    )
    work = register.draw(worlds, f"{prefix}.giver_cost") * ratio
    edge = register.draw(worlds, f"{prefix}.strategic_cost")
    if term.good in goods() and goods()[term.good].delivery == "once":
        edge = edge * (1 + register.draw(worlds, "pact.no_return"))
    cost = work[:, None] * value + edge[:, None] * grid
    if needs_itself(case, term):
        own = supply_of(case, exposure, worlds, term.good, term.giver)
        drain = register.draw(worlds, f"{prefix}.giver_drain")[:, None] * grid
        cost -= own.weight[:, None] * np.log(1 - drain) / (own.sigma[:, None] - 1)
    return cost


def needs_itself(case: Case, term: Term) -> bool:
    """Say whether the case knows that the giver needs the term's good itself."""
    return any(n.good == term.good and n.actor == term.giver for n in case.needs)


def _delivery(case: Case, worlds: Worlds, term: Term) -> Array:
    about = term.id.partition(".")[-1]
    return draw_about(case, worlds, f"pact.delivery.{term.status}", about)


def _assumptions(term: Term) -> tuple[str, ...]:
    own = ("term_size", "giver_cost", "strategic_cost", "giver_drain", "provocation")
    shared = (f"pact.delivery.{term.status}", "pact.relative_size", "pact.no_return")
    return (*(f"good.{term.good}.{name}" for name in own), *shared)
