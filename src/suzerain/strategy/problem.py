"""What is to be solved: a pact, and who stands outside it."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.errors import (
    NoPact,
    StrategyError,
    UnknownActor,
    UnknownReference,
)
from suzerain.measures.patronage import standing_out
from suzerain.strategy.bargain import Effort
from suzerain.strategy.threat import Threat


def chosen_pact(case: Case, pact: str | None) -> Pact:
    """Find the pact to solve.

    Args:
        case: The case.
        pact: Its id; the case's first when None.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
    """
    if not case.pacts:
        raise NoPact(
            f"the case {case.name!r} has no pact",
            "a case with members and terms",
            "add a [[pacts]] table with its terms",
        )
    known = {one.id: one for one in case.pacts}
    if pact is not None and pact not in known:
        raise UnknownReference(pact, known, f"the pacts of case {case.name!r}")
    return case.pacts[0] if pact is None else known[pact]


def refuse_muddle(case: Case, pact: Pact, outsiders: Sequence[str]) -> None:
    """Refuse a pact whose members, terms and outsiders contradict one another.

    Args:
        case: The case.
        pact: The pact.
        outsiders: Codes of actors named as outsiders.

    Raises:
        UnknownActor: If a member or an outsider is not in the case.
        StrategyError: If a member is named as a third power, or a term joins others
            than two members, or there are too few members or terms.
    """
    known = [actor.code for actor in case.actors]
    for code in (*pact.members, *outsiders):
        if code not in known:
            raise UnknownActor(code, known, f"the case {case.name!r}")
    thirds = [power.actor for power in case.powers if power.role == "third"]
    for code in (*thirds, *outsiders):
        if code in pact.members:
            raise StrategyError(
                f"{code} is a member of {pact.id!r} and a third power to it",
                "third powers outside the pact",
                f"take {code} out of the members or out of the third powers",
            )
    for term in pact.terms:
        if term.giver == term.taker or not {term.giver, term.taker} <= {*pact.members}:
            raise StrategyError(
                f"{term.id} does not join two members",
                f"giver and taker among {', '.join(pact.members)}",
                "mend the term",
            )
    if len(pact.members) <= 1 or not pact.terms:
        raise StrategyError(
            f"{pact.id!r} has {len(pact.members)} members and {len(pact.terms)} terms",
            "two or more members and a term",
            "name who gives what to whom",
        )


def outsiders(case: Case, pact: Pact, named: Sequence[str] = ()) -> list[str]:
    """List third powers, and all others that a tie joins to a member, in case order.

    Args:
        case: The case.
        pact: The pact.
        named: Further outsiders to list.
    """
    members = set(pact.members)
    near = {tie.provider for tie in case.ties if tie.recipient in members}
    near |= {tie.recipient for tie in case.ties if tie.provider in members}
    near |= {power.actor for power in case.powers if power.role == "third"}
    near |= set(named)
    return [a.code for a in case.actors if a.code in near and a.code not in members]


def strongest(found: Sequence[Threat], case: Case) -> str | None:
    """Find the patron: the outsider with the largest hold over the members.

    Args:
        found: The outsiders' threats.
        case: Whose register holds the threshold.

    Returns:
        Its code, or None when none stands out.
    """
    hold = [one.leverage.sum(axis=0) for one in found]
    threshold = case.register["measure.patron_share"].spread.centre
    return standing_out(hold, [one.actor for one in found], threshold) or None


def whole(case: Case, key: str) -> int:
    """Read a registered count, such as `pact.levels`."""
    return round(case.register[key].spread.centre)


def effort_of(case: Case) -> Effort:
    """Read how much may be tried.

    Args:
        case: Whose register says so.
    """
    return Effort(
        limit=whole(case, "pact.enumeration_limit"),
        cells=whole(case, "pact.block_cells"),
        rounds=whole(case, "pact.rounds"),
    )
