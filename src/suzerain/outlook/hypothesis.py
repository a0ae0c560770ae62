"""Contested explanations weighed against claims.

In every world `P(row | E) ~ P(row) P(pact | row) prod_i P(E_i | row)^t_i`: priors and
likelihoods are drawn from declared ranges, so the answer is a range of posteriors,
one a world, and stands beside its prior always.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.question import Contest, Item
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.balance import Exhibit, LoadedScale, balance
from suzerain.outlook.board import Board
from suzerain.outlook.likelihood import (
    TINY,
    absence_logs,
    item_logs,
    pact_likelihood,
    sorts_of,
)
from suzerain.outlook.linchpin import Scale, focus
from suzerain.outlook.solved import Power, Solved, power_of, worlds_of
from suzerain.outlook.sound import refuse_unsound
from suzerain.outlook.statement import Statement, distinct, statement_of
from suzerain.outlook.weighing import Weighing

Array = NDArray[np.float64]
NEW = "something new"
SAID = {"criticism": "silence"}
"""Sorts whose absence another sort states: who stays silent does not criticise."""


def weigh(
    case: Case, solution: Solved | None, worlds: Worlds | None = None
) -> tuple[Weighing, ...]:
    """Weigh every contest of a case against its evidence and the solved pact.

    Args:
        case: Holds contests, claims and the register.
        solution: The solved pact; None leaves its likelihood out, with a note.
        worlds: The worlds that the pact was solved in.

    Returns:
        One weighing a contest, in the case's order.

    Raises:
        UnknownAssumption: If the register has no prior for a row, or no likelihood
            for a sort of evidence.
        OutlookError: If a contest's rows do not exclude one another or leave no room
            for another story, or if its evidence has no passage or is impossible.

    Examples:
        A power said to be reserved, and nothing else.

        >>> from suzerain.evidence.claim import Claim
        >>> said = Claim(
        ...     id="c-1",
        ...     doc="doc-1",
        ...     start=0,
        ...     end=15,
        ...     quote="AAA is reserved",
        ...     kind="stance",
        ...     subject="AAA",
        ...     relation="RESERVED",
        ... )
        >>> contest = Contest(
        ...     id="contest.AAA.p",
        ...     question="Did AAA know?",
        ...     actor="AAA",
        ...     pact="p",
        ...     evidence=(Item(claims=("c-1",), sort="silence", cluster="one"),),
        ... )
        >>> (answer,) = weigh(
        ...     Case(name="x", contests=(contest,), claims=(said,)),
        ...     None,
        ...     Worlds(count=9),
        ... )
        >>> answer.knew.posterior.median > answer.knew.prior.median
        True

    References:
        Good 1950 for weights of evidence.
    """
    chosen = worlds_of(solution, worlds)
    return tuple(_weigh(case, contest, solution, chosen) for contest in case.contests)


def update(prior: float, ratio: float) -> float:
    """Return a probability after evidence with this likelihood ratio.

    Args:
        prior: Probability before, 0 to 1.
        ratio: `P(E | true) / P(E | false)`, 0 or more.

    Examples:
        A denial spoken by 95 % of those who knew and all who did not.

        >>> round(update(0.7, 0.95), 3)
        0.689
    """
    return prior * ratio / (prior * ratio + (1 - prior))


def _weigh(
    case: Case, contest: Contest, solution: Solved | None, worlds: Worlds
) -> Weighing:
    refuse_unsound(case, contest)
    power = power_of(solution, contest.pact, contest.actor)
    pact = None
    if power is not None:
        pact = pact_likelihood(case.register, worlds, contest.rows, power)
    stated = [statement_of(case, item) for item in distinct(contest.evidence)]
    absent, coverage = _absences(case, contest, stated, worlds)
    scale = _draw(case, contest, stated, worlds, (pact, absent))
    return balance(
        LoadedScale(
            contest=contest,
            scale=scale,
            stated=tuple(_exhibit(contest, one) for one in stated),
            absent={sort: _absence(contest, sort) for sort in absent},
            coverage=coverage,
            pact=pact,
            basis=_basis(contest, solved=power is not None),
            notes=_notes(contest, power),
        )
    )


def _draw(
    case: Case,
    contest: Contest,
    stated: Sequence[Statement],
    worlds: Worlds,
    context: tuple[Array | None, dict[str, Array]],
) -> Scale:
    register, rows = case.register, contest.rows
    sorts = sorts_of(register, rows)
    new = [
        Statement(item=Item(claims=(), sort=sort, cluster=NEW), certainty="asserted")
        for sort in sorts
    ]
    imagined = item_logs(register, worlds.apart(), rows, new)
    pact, absent = context
    name, for_, against = focus(rows)
    return Scale(
        rows=rows,
        prior=_prior(case, contest, worlds),
        board=Board(
            items=tuple(one.item for one in (*stated, *new)),
            logs=np.concatenate([item_logs(register, worlds, rows, stated), imagined]),
            rho=register.draw(worlds, "prior.independence"),
            shared=register.draw(worlds, "prior.shared_origin"),
        ),
        real=np.arange(len(stated) + len(new)) < len(stated),
        absent=absent,
        pact=None if pact is None else np.log(np.maximum(pact, TINY)),
        name=name,
        for_=for_,
        against=against,
    )


def _absences(
    case: Case, contest: Contest, stated: Sequence[Statement], worlds: Worlds
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Draw what it says that a sort is absent, and how well it was searched for."""
    register, rows = case.register, contest.rows
    seen = {one.item.sort for one in stated}
    sorts = [
        sort
        for sort in sorts_of(register, rows)
        if case.documents
        and not {sort, SAID.get(sort)} & seen
        and f"likelihood.{sort}.coverage" in register
    ]
    return (
        {sort: absence_logs(register, worlds, rows, sort) for sort in sorts},
        {sort: register.draw(worlds, f"likelihood.{sort}.coverage") for sort in sorts},
    )


def _prior(case: Case, contest: Contest, worlds: Worlds) -> Array:
    drawn = np.stack(
        [case.register.draw(worlds, f"prior.{row}") for row in contest.rows]
    )
    whole = drawn.sum(axis=0)
    if (drawn < 0).any() or (whole <= 0).any():
        raise OutlookError(
            f"the priors of {contest.id!r} sum to nothing in some world",
            "priors of 0 or more, one of them above 0",
            "widen prior.* in the case's assumptions",
        )
    return np.asarray(drawn / whole)


def _exhibit(contest: Contest, one: Statement) -> Exhibit:
    common = ("prior.independence", "prior.shared_origin")
    basis = (*one.item.claims, *one.ids(contest.rows), *common)
    return Exhibit(item=one.item, certainty=one.certainty, basis=basis)


def _absence(contest: Contest, sort: str) -> Exhibit:
    ids = tuple(f"likelihood.{sort}.{row}" for row in contest.rows)
    return Exhibit(
        item=Item(claims=(), sort=sort, cluster=""),
        certainty="",
        basis=(*ids, f"likelihood.{sort}.coverage"),
    )


def _basis(
    contest: Contest, *, solved: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List what stands behind the priors, and behind the pact."""
    priors = tuple(f"prior.{row}" for row in contest.rows)
    if not solved:
        return priors, ()
    powers = [f"solve.power.{contest.actor}.{part}" for part in ("can", "wants")]
    rules = ("slip", "caution", "bought", "push", "other", "trust")
    return priors, (*powers, *(f"likelihood.pact.{rule}" for rule in rules))


def _notes(contest: Contest, power: Power | None) -> tuple[str, ...]:
    notes = []
    if not contest.evidence:
        notes.append(f"No source offers evidence on {contest.actor or 'this'}.")
    if power is None:
        notes.append(
            f"The solved pact does not speak of {contest.actor or 'this power'}: "
            "its likelihood is left out."
        )
    elif not power.speaks.all():
        mute = 1 - power.speaks.mean()
        part = f"{mute:.0%}" if f"{mute:.0%}" != "0%" else "less than 1%"
        notes.append(
            f"In {part} of worlds members would strike no pact "
            "even if unwatched; there the solved pact says nothing."
        )
    return tuple(notes)
