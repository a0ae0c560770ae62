"""Contested explanations weighed against claims.

In every world `P(row | E) ~ P(row) P(pact | row) prod_i P(E_i | row)^t_i`: priors and
likelihoods are drawn from declared ranges, so the answer is a range of posteriors,
one a world, and stands beside its prior always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.question import Contest, Item
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.likelihood import (
    TINY,
    Board,
    absence_logs,
    certainty_of,
    distinct,
    item_ids,
    item_logs,
    pact_likelihood,
    sorts_of,
)
from suzerain.outlook.linchpin import Scale, linchpins, would_change
from suzerain.outlook.solved import Power, Solved, power_of, worlds_of
from suzerain.outlook.weighing import Weighing, Weight

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
        OutlookError: If a contest has no rows, or evidence that is impossible.

    Examples:
        A power said to be reserved, and nothing else.

        >>> contest = Contest(
        ...     id="contest.AAA.p",
        ...     question="Did AAA know?",
        ...     actor="AAA",
        ...     pact="p",
        ...     evidence=(Item(claims=(), sort="silence", cluster="one"),),
        ... )
        >>> (answer,) = weigh(
        ...     Case(name="x", contests=(contest,)), None, Worlds(count=9)
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
    if not contest.rows:
        raise OutlookError(
            f"contest {contest.id!r} has no rows",
            "exclusive hypotheses, the last being 'other'",
            "write the rows in case.toml",
        )
    items = distinct(contest.evidence)
    stated = [(item, certainty_of(case, item)) for item in items]
    power = power_of(solution, contest.pact, contest.actor)
    pact = None
    if power is not None:
        pact = pact_likelihood(case.register, worlds, contest.rows, power)
    scale = _draw(case, contest, stated, pact, worlds)
    total = scale.board.total(scale.real)
    weights = _weights(scale, stated)
    posterior = scale.posterior(total + scale.context)
    return Weighing(
        contest=contest,
        prior=scale.prior.T,
        posterior=posterior.T,
        evidence=weights,
        pact_likelihood=None if pact is None else pact.T,
        linchpins=linchpins(scale, total),
        would_change=would_change(scale, total),
        basis=_basis(contest, weights, solved=power is not None),
        notes=_notes(contest, power),
    )


def _draw(
    case: Case,
    contest: Contest,
    stated: Sequence[tuple[Item, str]],
    pact: NDArray[np.float64] | None,
    worlds: Worlds,
) -> Scale:
    register, rows = case.register, contest.rows
    sorts = sorts_of(register, rows)
    new = [(Item(claims=(), sort=sort, cluster=NEW), "asserted") for sort in sorts]
    seen = {item.sort for item, _ in stated}
    absent = {
        sort: absence_logs(register, worlds, rows, sort)
        for sort in sorts
        if case.documents
        and not {sort, SAID.get(sort)} & seen
        and f"likelihood.{sort}.coverage" in register
    }
    imagined = item_logs(register, worlds.apart(), rows, new)
    board = Board(
        items=tuple(item for item, _ in (*stated, *new)),
        logs=np.concatenate([item_logs(register, worlds, rows, stated), imagined]),
        rho=register.draw(worlds, "prior.independence"),
        shared=register.draw(worlds, "prior.shared_origin"),
    )
    return Scale(
        rows=rows,
        prior=_prior(case, contest, worlds),
        board=board,
        real=np.arange(len(board.items)) < len(stated),
        absent=absent,
        pact=None if pact is None else np.log(np.maximum(pact, TINY)),
    )


def _prior(case: Case, contest: Contest, worlds: Worlds) -> NDArray[np.float64]:
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


def _weights(scale: Scale, stated: Sequence[tuple[Item, str]]) -> tuple[Weight, ...]:
    exponents = scale.board.exponents(scale.real)
    common = ("prior.independence", "prior.shared_origin")
    weights = []
    for spot, (item, certainty) in enumerate(stated):
        logs = scale.board.logs[spot]
        known = tuple(key for key in item.claims if key)
        basis = (*known, *item_ids(item, scale.rows, certainty), *common)
        weights.append(
            Weight(
                item=item,
                certainty=certainty,
                ratio=replace(scale.ratio(exponents[spot] * logs), basis=basis),
                chances=np.exp(logs),
                basis=basis,
            )
        )
    for sort, logs in scale.absent.items():
        ids = tuple(f"likelihood.{sort}.{row}" for row in scale.rows)
        basis = (*ids, f"likelihood.{sort}.coverage")
        weights.append(
            Weight(
                item=Item(claims=(), sort=sort, cluster=""),
                certainty="",
                ratio=replace(scale.ratio(logs), basis=basis),
                chances=np.exp(logs),
                absent=True,
                basis=basis,
            )
        )
    return tuple(sorted(weights, key=lambda weight: -abs(weight.bits)))


def _basis(
    contest: Contest, weights: Sequence[Weight], *, solved: bool
) -> tuple[str, ...]:
    ids = [f"prior.{row}" for row in contest.rows]
    for weight in weights:
        ids += weight.basis
    if solved:
        ids += [f"solve.power.{contest.actor}.{part}" for part in ("can", "wants")]
        rules = ("slip", "caution", "bought", "push", "other", "trust")
        ids += [f"likelihood.pact.{rule}" for rule in rules]
    return tuple(dict.fromkeys(ids))


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
        notes.append(
            f"In {1 - power.speaks.mean():.0%} of worlds members would strike no pact "
            "even if unwatched; there the solved pact says nothing."
        )
    return tuple(notes)
