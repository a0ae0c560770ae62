"""How likely each piece of evidence is under each hypothesis.

The chance that sources show an item of a sort, given a row, is drawn from
`likelihood.<sort>.<row>`. Doubt about the source draws all rows toward their mean;
items that hang together are tempered; copies count once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.cheap_talk import told_part
from suzerain.outlook.solved import Power
from suzerain.outlook.statement import Statement

TINY = float(np.finfo(np.float64).tiny)


def tempering(count: int, correlation: float) -> float:
    """Return the exponent that `count` equally correlated signals each deserve.

    For normal signals of equal correlation the joint log-likelihood ratio is the sum
    of the single ones over `1 + (count - 1) correlation`, exactly.

    Args:
        count: How many signals.
        correlation: Between any two of them, 0 to 1.

    Examples:
        Five reports correlated by a half are worth one and two thirds.

        >>> round(5 * tempering(5, 0.5), 3)
        1.667
    """
    return 1 / (1 + (count - 1) * correlation)


def sorts_of(register: Register, rows: Sequence[str]) -> tuple[str, ...]:
    """List the sorts of evidence for which the register knows all rows."""
    known = {key.split(".")[1] for key in register if key.startswith("likelihood.")}
    return tuple(
        sort
        for sort in sorted(known)
        if all(f"likelihood.{sort}.{row}" in register for row in rows)
        and sort != "pact"
    )


def item_logs(
    register: Register,
    worlds: Worlds,
    rows: Sequence[str],
    items: Sequence[Statement],
) -> NDArray[np.float64]:
    """Draw the log-likelihood of each item under each row in each world.

    `P(report | row) = r P(E | row) + (1 - r) mean over rows of P(E | row)`: a report
    that is true with chance `r` and tells nothing otherwise.

    Args:
        register: Holds `likelihood.*`.
        worlds: To draw in.
        rows: The hypotheses.
        items: Items, how firmly each is stated, and with which stake.

    Returns:
        Nats. Shape `(item, row, world)`.

    Raises:
        UnknownAssumption: If the register lacks a sort.
        OutlookError: If an item is impossible under every row.
    """
    drawn: dict[tuple[str, str, str], NDArray[np.float64]] = {}
    keys = [(one.item.sort, one.certainty, one.stake) for one in items]
    for key in dict.fromkeys(keys):
        drawn[key] = _logs(register, worlds, rows, key)
    if not items:
        return np.zeros((0, len(rows), worlds.count))
    return np.stack([drawn[key] for key in keys])


def _logs(
    register: Register, worlds: Worlds, rows: Sequence[str], key: tuple[str, str, str]
) -> NDArray[np.float64]:
    sort, certainty, stake = key
    shown = np.stack(
        [register.draw(worlds, f"likelihood.{sort}.{row}") for row in rows]
    )
    if (shown.max(axis=0) <= 0).any():
        raise OutlookError(
            f"evidence of sort {sort!r} is impossible under every hypothesis",
            "a likelihood above 0 for at least one row",
            f"widen likelihood.{sort}.* in the case's assumptions",
        )
    trust = register.draw(worlds, f"likelihood.reliability.{certainty}")
    if stake:
        trust = trust * told_part(register.draw(worlds, f"likelihood.bias.{stake}"))
    heard = trust * shown + (1 - trust) * shown.mean(axis=0)
    return np.asarray(np.log(np.maximum(heard, TINY)))


def absence_logs(
    register: Register, worlds: Worlds, rows: Sequence[str], sort: str
) -> NDArray[np.float64]:
    """Draw what it says that sources show no item of a sort.

    `P(nothing shown | row) = 1 - coverage P(E | row)`.

    Args:
        register: Holds `likelihood.<sort>.coverage`.
        worlds: To draw in.
        rows: The hypotheses.
        sort: The sort that is absent.

    Returns:
        Nats. Shape `(row, world)`.

    Raises:
        UnknownAssumption: If the register has no coverage for the sort: absence then
            says nothing.
    """
    shown = np.stack(
        [register.draw(worlds, f"likelihood.{sort}.{row}") for row in rows]
    )
    coverage = register.draw(worlds, f"likelihood.{sort}.coverage")
    unseen = 1 - coverage * shown
    return np.asarray(np.log(np.maximum(unseen, TINY)))


def pact_likelihood(
    register: Register,
    worlds: Worlds,
    rows: Sequence[str],
    power: Power,
) -> NDArray[np.float64]:
    """Reckon how likely the pact is, world by world, under each row.

    With `can` and `wants` from the solved pact (0 or 1 in each world):

    - not_asked: `1 - can (wants + (1 - wants) caution) (1 - slip)`
    - told: `1 - can wants (1 - slip)`
    - agreed: `1 - wants (1 - bought)`
    - directed: `(1 - wants (1 - bought)) (can + (1 - can) push)`
    - other, and any row without a rule of its own: drawn

    The solved pact is a model: it counts like a source of reliability `trust`, whose
    doubt draws all rows toward their mean. Where members would strike no pact even if
    unwatched, it contradicts what is seen: all rows get 1, and such worlds say nothing.

    Args:
        register: Holds `likelihood.pact.*`.
        worlds: To draw in.
        rows: The hypotheses.
        power: Its means and wishes.

    Returns:
        Probabilities. Shape `(row, world)`.
    """
    can, wants = power.can, power.wants

    def drawn(name: str) -> NDArray[np.float64]:
        return register.draw(worlds, f"likelihood.pact.{name}")

    firm = 1 - drawn("slip")
    willing = 1 - wants * (1 - drawn("bought"))
    rules: Mapping[str, NDArray[np.float64]] = {
        "not_asked": 1 - can * (wants + (1 - wants) * drawn("caution")) * firm,
        "told": 1 - can * wants * firm,
        "agreed": willing,
        "directed": willing * (can + (1 - can) * drawn("push")),
    }
    chances = [rules[row] if row in rules else drawn("other") for row in rows]
    solved, trust = np.stack(chances), drawn("trust")
    heard = trust * solved + (1 - trust) * solved.mean(axis=0)
    return np.where(power.speaks, heard, 1)
