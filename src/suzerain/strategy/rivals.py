"""Which rivals a case has, what they answer to what, and what that costs a power."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from suzerain.case.case import Case
from suzerain.case.parties import acting
from suzerain.case.relations import ALLIANCE_WORDS, PACT_WORDS
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.reaction import Reaction, Reflexes, react

WAYS = ("alignment", "deployments", "sanctions")
ROWS = (
    "power.reaction",
    "power.echo",
    "rival.own",
    "rival.bond.stated",
    "rival.bond.unstated",
    *(
        f"rival.{way}.{name}"
        for way in WAYS
        for name in ("part", "joins", "answered", "cost")
    ),
)


def rivals_of(case: Case) -> tuple[str, ...]:
    """List the rivals of a case, sorted by code."""
    found = {power.actor for power in case.powers if power.role == "rival"}
    return tuple(sorted(found))


def stated_bonds(case: Case) -> dict[tuple[str, str], tuple[str, ...]]:
    """Find which two rivals sources call allied or agreed, and the claims that do.

    Args:
        case: The case; its events.

    Returns:
        Ids of claims by pair, its codes sorted.
    """
    rivals = set(rivals_of(case))
    found: dict[tuple[str, str], dict[str, None]] = {}
    for event in case.events:
        if event.relation in PACT_WORDS | ALLIANCE_WORDS:
            joined = {*acting(event.actor), *acting(event.target)} & rivals
            for pair in combinations(sorted(joined), 2):
                found.setdefault(pair, {})[event.claim] = None
    return {pair: tuple(claims) for pair, claims in sorted(found.items())}


def reflexes_of(case: Case, worlds: Worlds) -> Reflexes:
    """Draw what rivals answer to what.

    Args:
        case: The case.
        worlds: Where assumptions are drawn.
    """
    draw, rivals = case.register.draw, rivals_of(case)
    size = np.stack([draw(worlds, "pact.relative_size", k) for k in rivals], axis=1)
    own = np.stack([draw(worlds, "rival.own", k) for k in rivals], axis=1)
    ways = {
        name: np.stack([draw(worlds, f"rival.{way}.{name}") for way in WAYS], axis=1)
        for name in ("part", "joins", "answered")
    }
    loose = draw(worlds, "rival.bond.unstated")
    bond = np.repeat(loose, len(rivals) ** 2).reshape(-1, len(rivals), len(rivals))
    bond[:, range(len(rivals)), range(len(rivals))] = 1
    for pair in stated_bonds(case):
        i, j = (rivals.index(code) for code in pair)
        bond[:, i, j] = bond[:, j, i] = draw(worlds, "rival.bond.stated")
    return Reflexes(
        rivals=rivals,
        size=size / size.sum(axis=1, keepdims=True),
        answer=draw(worlds, "power.reaction")[:, None] * own,
        part=ways["part"] / ways["part"].sum(axis=1, keepdims=True),
        joins=ways["joins"],
        echo=draw(worlds, "power.echo")[:, None] * ways["answered"],
        bond=bond,
        limit=draw(worlds, "rival.limit"),
    )


def reaction_of(case: Case, worlds: Worlds) -> Reaction:
    """Find what a case's rivals do in answer to one unit of provocation.

    Args:
        case: The case; without rivals nobody answers.
        worlds: Where assumptions are drawn.

    Raises:
        StrategyError: If in most worlds the answers to one another would grow without
            end.
    """
    if not rivals_of(case):
        none = np.zeros((worlds.count, 0))
        return Reaction(
            rivals=(),
            by_rival=np.zeros((worlds.count, 0, len(WAYS))),
            size=none,
            members=np.zeros(worlds.count),
            price=np.ones((worlds.count, len(WAYS))),
            settles=np.ones(worlds.count, dtype=bool),
        )
    draw = case.register.draw
    bearable = case.register["rival.unsettled"].spread.centre
    found = react(reflexes_of(case, worlds), bearable=bearable)
    price = np.stack([draw(worlds, f"rival.{way}.cost") for way in WAYS], axis=1)
    return Reaction(
        rivals=found.rivals,
        by_rival=found.by_rival,
        size=found.size,
        members=found.members,
        price=price,
        settles=found.settles,
        pair=found.pair,
        basis=reaction_basis(case, settles=bool(found.settles.all())),
    )


def reaction_basis(case: Case, *, settles: bool = True) -> tuple[str, ...]:
    """List the claims and assumptions behind the reaction of a case's rivals."""
    if not rivals_of(case):
        return ()
    rivals = [power for power in case.powers if power.role == "rival"]
    claims = [claim for rival in rivals for claim in rival.basis]
    bonds = [claim for found in stated_bonds(case).values() for claim in found]
    bounded = () if settles else ("rival.limit", "rival.unsettled")
    names = (*ROWS, "pact.relative_size", *bounded, *bonds, *claims)
    return tuple(dict.fromkeys(names))


def rivals_reaction(case: Case, worlds: Worlds) -> Array:
    """Find what the rivals' answer to one unit of provocation costs a power.

    Args:
        case: The case, whose rivals are the powers of that role.
        worlds: Where assumptions are drawn.

    Returns:
        Cost beside `power.omega`; 0 without rivals. Shape `(world,)`.

    Raises:
        StrategyError: If the answers to one another would grow without end in most
            worlds.
    """
    return reaction_of(case, worlds).cost
