"""Who signs: which groups of members strike a pact that no other group breaks up.

Each group bargains over the promises among its own members, watched by the powers
outside it; whoever is left out is an outsider like any other. Which groups last is the
core of the game (`structures`). Promises of two members to each other are a link; a
member that would rather have its links with another gone severs them (Jackson &
Wolinsky 1996), unless the pact as a whole holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.consent import consents_in
from suzerain.strategy.problem import chosen_pact, refuse_muddle, whole
from suzerain.strategy.setting import Setting, set_up
from suzerain.strategy.signatories import Link, Signatories, Signed
from suzerain.strategy.structures import (
    Group,
    joined_groups,
    selected,
    stable,
    structures,
)
from suzerain.strategy.tolerance import pick

Truth = NDArray[np.bool_]


def signatories(
    case: Case,
    worlds: Worlds | None = None,
    *,
    pact: str | None = None,
    levels: int | None = None,
) -> Signatories:
    """Find who signs a pact, in every world.

    1. List the groups of members that promises hold together.
    2. Let each bargain over its own promises, under the eyes of those outside it.
    3. Keep the structures of groups that no group breaks up; where several last, the
       one with the most signers is chosen, then the one with the largest sum of gains.
    4. Look at every pair's promises in the pact of all: who would rather be without.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.
        levels: Levels of each term; `pact.levels` when left out.

    Returns:
        Groups, links and members, with the share of worlds for each.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
        StrategyError: If the pact is a muddle.

    Examples:
        >>> signatories(Case(name="empty"))
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    worlds = Worlds() if worlds is None else worlds
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, ())
    steps = whole(case, "pact.levels") if levels is None else levels
    groups = _groups(chosen, whole(case, "signing.members"))
    deals = [_strike(case, _among(chosen, group), worlds, steps) for group in groups]
    forms = np.stack([deal.exists for _, deal in deals])
    worth = np.zeros((len(groups), len(chosen.members), worlds.count))
    for g, (group, (_, deal)) in enumerate(zip(groups, deals, strict=True)):
        worth[g, list(group)] = deal.surplus
    found = structures(groups)
    held = stable(worth, forms, groups, found)
    choice = selected(held, worth, groups, found)
    chosen_groups = np.stack(
        [np.isin(choice, _with(found, g)) for g in range(len(groups))]
    )
    lasting = np.stack([held[_with(found, g)].any(axis=0) for g in range(len(groups))])
    whole_pact = _whole(case, chosen, groups, deals, worlds, steps)
    return Signatories(
        pact=chosen,
        groups=tuple(
            Signed(
                members=tuple(chosen.members[m] for m in group),
                forms=forms[g],
                lasts=lasting[g],
                chosen=chosen_groups[g],
                surplus=worth[g, list(group)],
            )
            for g, group in enumerate(groups)
        ),
        links=_links(chosen, groups, deals, whole_pact),
        settled=np.asarray(choice >= 0),
        several=np.asarray(held.sum(axis=0) > 1),
        notes=_notes(chosen, groups, held),
    )


def _groups(pact: Pact, most: int) -> tuple[Group, ...]:
    count = len(pact.members)
    spot = {member: m for m, member in enumerate(pact.members)}
    links = {(spot[term.giver], spot[term.taker]) for term in pact.terms}
    if count <= most:
        return joined_groups(count, links)
    pairs = {(min(link), max(link)) for link in links}
    everyone = tuple(range(count))
    fewer = [tuple(m for m in everyone if m != left) for left in everyone]
    return (*sorted(pairs), *fewer, everyone)


def _among(pact: Pact, group: Group) -> Pact:
    members = tuple(pact.members[m] for m in group)
    terms = tuple(
        term for term in pact.terms if {term.giver, term.taker} <= set(members)
    )
    return replace(pact, members=members, terms=terms)


def _strike(
    case: Case, pact: Pact, worlds: Worlds, steps: int
) -> tuple[Setting, Bargain]:
    game = set_up(case, pact, worlds, steps=steps)
    deals = consents_in(game)
    return game, deals.with_consent


def _whole(
    case: Case,
    pact: Pact,
    groups: Sequence[Group],
    deals: Sequence[tuple[Setting, Bargain]],
    worlds: Worlds,
    steps: int,
) -> tuple[Setting, Bargain]:
    """Return the pact of all members, which may fall into parts."""
    everyone = tuple(range(len(pact.members)))
    if everyone in groups:
        return deals[groups.index(everyone)]
    return _strike(case, pact, worlds, steps)


def _links(
    pact: Pact,
    groups: Sequence[Group],
    deals: Sequence[tuple[Setting, Bargain]],
    everyone: tuple[Setting, Bargain],
) -> tuple[Link, ...]:
    game, deal = everyone
    found = []
    for pair in sorted({tuple(sorted((t.giver, t.taker))) for t in pact.terms}):
        spots = tuple(sorted(pact.members.index(member) for member in pair))
        members = tuple(pact.members[m] for m in spots)
        meant = np.array(
            [{t.giver, t.taker} == set(members) for t in game.pact.terms], dtype=bool
        )
        gain = np.stack([_gain_from(game, deal, m, meant) for m in spots])
        present = deal.exists & (deal.choice[:, meant] > 0).any(axis=1)
        alone = deals[groups.index(spots)][1].exists
        found.append(
            Link(members=members, present=present, gain=gain * present, alone=alone)
        )
    return tuple(found)


def _gain_from(game: Setting, deal: Bargain, member: int, meant: Truth) -> Array:
    return pick(game.table.gain[member][:, meant], deal.choice[:, meant])


def _with(found: Sequence[Group], group: int) -> list[int]:
    return [s for s, structure in enumerate(found) if group in structure]


def _notes(pact: Pact, groups: Sequence[Group], held: Truth) -> tuple[str, ...]:
    notes = [f"{len(groups)} groups of {len(pact.members)} members"]
    if (held.sum(axis=0) > 1).any():
        notes.append(
            f"in {(held.sum(axis=0) > 1).mean():.0%} of worlds several structures "
            "last: the one with the most signers is chosen, then the largest sum of "
            "gains"
        )
    everyone = tuple(range(len(pact.members)))
    tried = {len(group) for group in groups}
    if len(tried) < len(everyone) - 1 and everyone in groups:
        notes.append("tried: pairs, all but one, and all; other groups were not")
    if not held.any(axis=0).all():
        notes.append(
            f"in {(~held.any(axis=0)).mean():.0%} of worlds no structure lasts: "
            "for each there is a group whose members would all rather be elsewhere"
        )
    return tuple(notes)
