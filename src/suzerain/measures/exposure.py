"""What each actor is exposed to: needs, home supply and suppliers in every world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.tie import Tie
from suzerain.core.errors import CaseError, SuzerainError, UnknownActor
from suzerain.core.worlds import Worlds

Array = NDArray[np.float64]
Horizon = Literal["long", "middle", "short"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exposure:
    """Hold everything that a loss from being cut off depends on, in every world.

    What the shares of a good leave open is supplied by an anonymous rest of the
    world, which belongs to no coalition. A need that no source or assumption states
    is NaN in `weight` and contributes nothing; a pair without a tie has share 0.

    Args:
        actors: Recipients and providers, in this order on both axes.
        goods: Goods that somebody needs or provides, sorted by code.
        weight: Part of welfare of each need; NaN where there is no known need. Over
            one recipient at most 1. Shape `(world, good, recipient)`.
        home: Part of the supply that is the recipient's own. Same shape.
        share: Provider's part of the foreign supply; over providers at most 1.
            Shape `(world, good, recipient, provider)`.
        sigma: Elasticity between foreign suppliers. Shape `(world, good)`.
        varsigma: Elasticity between home and foreign supply. Shape `(world, good)`.
        evasion: Part of a cut flow that arrives by another way, 0 to 1.
            Shape `(world, good)`.
        haste: `1/(1+eta)`, 0 in the long and 1 in the short run; drawn for the
            horizon `middle` only. Shape `(world, good)`.
        rho: Elasticity between needs. Shape `(world,)`.
        ties: Ids of the ties that count, by `(good, recipient, provider)`.
        crowded: `(good, recipient)` whose shares may add up to more than 1.
    """

    actors: tuple[str, ...]
    goods: tuple[str, ...]
    weight: Array
    home: Array
    share: Array
    sigma: Array
    varsigma: Array
    evasion: Array
    rho: Array
    haste: Array | None
    ties: dict[tuple[str, str, str], str]
    crowded: frozenset[tuple[str, str]] = frozenset()

    @property
    def needed(self) -> NDArray[np.bool_]:
        """Which needs are known in some world. Shape `(good, recipient)`."""
        return np.asarray(~np.isnan(self.weight).all(axis=0))

    def speed(self, horizon: Horizon) -> Array:
        """Return `haste` for a horizon. Shape `(world, good)`.

        Raises:
            SuzerainError: If the horizon is unknown, or is `middle` and was not drawn.
        """
        if horizon == "middle" and self.haste is not None:
            return self.haste
        if horizon not in ("long", "short"):
            raise SuzerainError(
                f"no horizon {horizon!r} in this exposure",
                ", ".join(get_args(Horizon)),
                "for the middle horizon, use expose(..., horizon='middle')",
            )
        return np.full_like(self.sigma, float(horizon == "short"))

    def basis(
        self, recipient: str, providers: Iterable[str], goods: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Find the ids of all that makes a loss of one recipient.

        Args:
            recipient: Who loses.
            providers: Who cuts.
            goods: Only these goods; all when empty.

        Returns:
            Ids of ties, needs and assumptions, each once.
        """
        cutters = set(providers)
        wanted = set(goods) or set(self.goods)
        spot, needed = self.actors.index(recipient), self.needed
        ids: dict[str, None] = {}
        for g, good in enumerate(self.goods):
            if good not in wanted or not needed[g, spot]:
                continue
            found = [
                tie
                for (what, who, provider), tie in self.ties.items()
                if (what, who) == (good, recipient)
                and (provider in cutters or (good, recipient) in self.crowded)
            ]
            ids |= dict.fromkeys([f"need.{good}.{recipient}", *found])
            if found:
                ids |= dict.fromkeys(self._assumptions(good))
        return (*ids, "measure.rho") if ids else ()

    def _assumptions(self, good: str) -> list[str]:
        names = ["sigma", "varsigma", "evasion"]
        names += [] if self.haste is None else ["eta"]
        return [f"good.{good}.{name}" for name in names]


def expose(
    case: Case, worlds: Worlds | None = None, *, horizon: Horizon = "long"
) -> Exposure:
    """Draw what every actor needs and who supplies it.

    Shares that several sources state may add up to more than 1 in a world. They are
    then moved towards their lower bounds, all by the same part of the way, until they
    add up to 1: so "at least 80 %" stays at least 80 %. Only when the lower bounds
    themselves exceed 1 are all scaled down.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `middle` also draws the supply elasticity `eta`.

    Returns:
        The exposure, without units (parts of 1 and elasticities).

    Raises:
        UnknownActor: If a need or a tie names nobody of the case.
        UnknownAssumption: If a good has no row in the register.
        CaseError: If an elasticity between suppliers can be 1 or less, or a need or a
            tie stands twice.

    Examples:
        >>> expose(Case(name="empty")).share.shape
        (4000, 0, 0, 0)
    """
    worlds = Worlds() if worlds is None else worlds
    actors = tuple(actor.code for actor in case.actors)
    for code in _named(case):
        if code not in actors:
            raise UnknownActor(code, actors, f"the case {case.name!r}")
    _refuse_doubles(case)
    ties = sorted(
        (tie for tie in case.ties if tie.provider != tie.recipient),
        key=lambda tie: tie.id,
    )
    goods = tuple(sorted({x.good for x in case.needs} | {x.good for x in ties}))
    weight, home = _draw_needs(case, worlds, actors, goods)
    share, crowded = _draw_shares(ties, worlds, actors, goods)
    by_good = {
        name: _draw_by_good(case, worlds, goods, name)
        for name in ("sigma", "varsigma", "evasion")
    }
    refuse_flat(by_good["sigma"], goods)
    haste = None
    if horizon == "middle":
        haste = 1 / (1 + _draw_by_good(case, worlds, goods, "eta"))
    return Exposure(
        actors=actors,
        goods=goods,
        weight=weight,
        home=home,
        share=share,
        rho=case.register.draw(worlds, "measure.rho"),
        haste=haste,
        ties={(tie.good, tie.recipient, tie.provider): tie.id for tie in ties},
        crowded=crowded,
        **by_good,
    )


def fit_shares(share: Array, low: Array) -> Array:
    """Bring shares that exceed 1 together back to 1, respecting lower bounds.

    Args:
        share: Shares of all suppliers. Shape `(world, supplier)`.
        low: Lower bound of each. Shape `(supplier,)`.

    Returns:
        Shares with a sum of at most 1. Shape `(world, supplier)`.

    Examples:
        One is at least 80 %, another 10 to 50 %, and both were drawn high.

        >>> fit_shares(np.array([[0.9, 0.5]]), np.array([0.8, 0.1])).round(2)
        array([[0.82, 0.18]])
    """
    floor = low.sum()
    if floor >= 1:
        return np.asarray(share / np.maximum(share.sum(axis=1, keepdims=True), 1))
    above = share.sum(axis=1, keepdims=True) - floor
    part = (1 - floor) / np.maximum(above, 1 - floor)
    return np.asarray(low + (share - low) * part)


def blank(count: int, size: tuple[int, ...], fill: float) -> Array:
    """Return an array with the world axis first, whose worlds lie side by side.

    Formulas go through one cell in all worlds at a time, which is fastest so.

    Args:
        count: Number of worlds.
        size: Length of the other axes.
        fill: Value of every cell.

    Examples:
        >>> blank(4000, (3, 2), 0).shape
        (4000, 3, 2)
    """
    empty = np.zeros((*size, count))
    if fill:
        empty += fill
    return np.moveaxis(empty, -1, 0)


def _named(case: Case) -> Iterable[str]:
    yield from (need.actor for need in case.needs)
    for tie in case.ties:
        yield tie.provider
        yield tie.recipient


def _draw_needs(
    case: Case, worlds: Worlds, actors: tuple[str, ...], goods: tuple[str, ...]
) -> tuple[Array, Array]:
    size = (len(goods), len(actors))
    weight, home = blank(worlds.count, size, np.nan), blank(worlds.count, size, 0)
    total = blank(worlds.count, size[1:], 0)
    for need in case.needs:
        good, actor = goods.index(need.good), actors.index(need.actor)
        weight[:, good, actor] = worlds.draw(f"{need.id}.weight", need.weight)
        home[:, good, actor] = worlds.draw(f"{need.id}.home", need.home)
        total[:, actor] += weight[:, good, actor]
    weight /= np.maximum(total, 1)[:, None]
    return weight, home


def _draw_shares(
    ties: list[Tie], worlds: Worlds, actors: tuple[str, ...], goods: tuple[str, ...]
) -> tuple[Array, frozenset[tuple[str, str]]]:
    share = blank(worlds.count, (len(goods), len(actors), len(actors)), 0)
    together: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        together.setdefault((tie.good, tie.recipient), []).append(tie)
    crowded: set[tuple[str, str]] = set()
    for (good, recipient), group in together.items():
        drawn = np.stack([worlds.draw(tie.id, tie.share) for tie in group]).T
        if sum(tie.share.high for tie in group) > 1:
            crowded.add((good, recipient))
            drawn = fit_shares(drawn, np.array([tie.share.low for tie in group]))
        spot = goods.index(good), actors.index(recipient)
        for tie, values in zip(group, drawn.T, strict=True):
            share[:, *spot, actors.index(tie.provider)] = values
    return share, frozenset(crowded)


def _draw_by_good(
    case: Case, worlds: Worlds, goods: tuple[str, ...], name: str
) -> Array:
    drawn = [case.register.draw(worlds, f"good.{good}.{name}") for good in goods]
    return np.stack(drawn).T if drawn else np.empty((worlds.count, 0))


def _refuse_doubles(case: Case) -> None:
    seen: set[str] = set()
    for name in [need.id for need in case.needs] + [tie.id for tie in case.ties]:
        if name in seen:
            raise CaseError(
                f"{name} stands twice in the case {case.name!r}",
                "one row for each need and each tie",
                "merge the two rows",
            )
        seen.add(name)


def refuse_flat(sigma: Array, goods: tuple[str, ...]) -> None:
    """Refuse an elasticity between suppliers of 1 or less.

    Args:
        sigma: Shape `(world, good)`.
        goods: Codes of the goods.

    Raises:
        CaseError: If a good's elasticity can fall that low.
    """
    for good, values in zip(goods, sigma.T, strict=True):
        if (values <= 1).any():
            raise CaseError(
                f"good.{good}.sigma falls to {values.min():.3g}",
                "an elasticity between suppliers above 1",
                "raise the lower bound of this assumption",
            )
