"""What no source states, in words."""

from __future__ import annotations

from collections.abc import Iterable

from suzerain.case.members import Group
from suzerain.case.pact import Pact, ThirdPower
from suzerain.case.parties import pairs
from suzerain.case.returns import stands_for_a_return
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register
from suzerain.core.codes import actor_name


def find_gaps(
    pacts: Iterable[Pact],
    powers: Iterable[ThirdPower],
    ties: Iterable[Tie],
    as_of: str,
) -> tuple[str, ...]:
    """Say what sources leave open about the first pact.

    Args:
        pacts: The candidate pacts.
        powers: Third powers and rivals.
        ties: Who provides what to whom.
        as_of: Date up to which sources speak, or empty.
    """
    first = next(iter(pacts))
    listed = tuple(ties)
    gaps = [*_terms(first), *_shares(first, listed)]
    if not any(power.role == "third" for power in powers):
        gaps.append(
            f"No source names an outside power on which {_all(first)} depend or that "
            "could permit their pact."
        )
    if not as_of:
        gaps.append("No source says when it was published or when its events happened.")
    return tuple(gaps)


def _terms(pact: Pact) -> Iterable[str]:
    if not pact.terms:
        yield f"No source states what {_all(pact)} give one another."
        return
    for first, second in pairs(pact.members):
        for giver, taker in ((first, second), (second, first)):
            direct = [t for t in pact.terms if (t.giver, t.taker) == (giver, taker)]
            if not direct:
                yield (
                    f"No source states what {actor_name(giver)} gives "
                    f"{actor_name(taker)}."
                )
    for term in pact.terms:
        if stands_for_a_return(term, pact.terms):
            yield (
                f"No source states what {actor_name(term.taker)} gets in return: "
                f"a payment by {actor_name(term.giver)} stands for it ({term.id})."
            )
        elif term.inferred:
            yield (
                f"No source states that {actor_name(term.giver)} gives "
                f"{actor_name(term.taker)} {term.good}: the need of "
                f"{actor_name(term.taker)} suggests it ({term.id})."
            )


def _shares(pact: Pact, ties: tuple[Tie, ...]) -> Iterable[str]:
    for member in pact.members:
        received = [tie for tie in ties if tie.recipient == member]
        if not received:
            yield f"No source states on whom {actor_name(member)} depends."
        elif all(tie.inferred for tie in received):
            yield (
                f"No source states in numbers how much of what "
                f"{actor_name(member)} needs comes from whom."
            )


def near_tie(groups: tuple[Group, ...], register: Register) -> tuple[str, ...]:
    """Say when the second group has nearly as much support as the first."""
    limit = register["case.support.near_tie"].spread.centre
    return tuple(
        f"Sources bear the pact of {actor_name('+'.join(group.members))} nearly as "
        f"much as that of {actor_name('+'.join(groups[0].members))}; check which one "
        "is meant."
        for group in groups[1:]
        if group.support >= limit * groups[0].support
    )


def _all(pact: Pact) -> str:
    return actor_name("+".join(pact.members))
