"""What is written down of each month: rows of numbers, and rows of truths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.outlook.dynamics.motion import Motion, Stage
from suzerain.outlook.dynamics.noise import Single
from suzerain.strategy.rivals import WAYS

LOG = "log welfare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """Name the rows that are written down, in order.

    Args:
        rows: Id and unit of each row of numbers.
        truths: Id of each row of truths.
        pairs: Spots of `(recipient, provider)` and its reverse in the start's pairs,
            -1 for none, of each row of leverage.
        pact_from: First row that is known only where a pact is struck.
    """

    rows: tuple[tuple[str, str], ...]
    truths: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    pact_from: int


def slate_of(stage: Stage) -> Slate:
    """Name the rows of a stage.

    Args:
        stage: The stage.

    Returns:
        The slate.
    """
    start, promises = stage.start, stage.promises
    members = () if promises is None else promises.members
    rows = [(f"share.{'.'.join(tie)}", "share") for tie in start.ties]
    rows += [(f"need.{good}.{who}", "part of welfare") for good, who in start.cells]
    supplied = start.cells[: start.supplied]
    rows += [(f"shortfall.{good}.{who}", "share") for good, who in supplied]
    pairs = _pairs(start.pairs, members)
    rows += [(f"leverage.{over}.{on}", "part of welfare") for over, on in pairs]
    pact_from = len(rows)
    powers = [one.actor for one in stage.watchers]
    if promises is not None:
        rows += [("provocation", "share")]
        rows += [(f"rivals.{way}", "share") for way in WAYS]
        rows += [(f"rival.{code}", "share") for code in stage.spiral.rivals]
        rows += [("answer", "share")]
        for name, unit in (
            ("alarm", "share"),
            ("surplus", LOG),
            ("giving", "share"),
        ):
            rows += [(f"{name}.{code}", unit) for code in members]
        for name, unit in (
            ("patience", "share"),
            ("tolerance", LOG),
            ("belief", "probability"),
        ):
            rows += [(f"{name}.{code}", unit) for code in powers]
    truths = ["war"]
    if promises is not None:
        truths += ["struck", "in_force", "in_force_by_rates_alone"]
        truths += [f"{name}.{c}" for c in powers for name in ("tolerates", "can")]
    spots = {pair: spot for spot, pair in enumerate(start.pairs)}
    return Slate(
        rows=tuple(rows),
        truths=tuple(truths),
        pairs=tuple(
            (spots.get((on, over), -1), spots.get((over, on), -1)) for over, on in pairs
        ),
        pact_from=pact_from,
    )


def write_down(
    motion: Motion, slate: Slate, numbers: Single, truths: NDArray[np.bool_]
) -> None:
    """Write a block's month into its part of the rows.

    Args:
        motion: The block.
        slate: The rows.
        numbers: Where numbers go. Shape `(row, world)`.
        truths: Where truths go. Shape `(truth, world)`.
    """
    suppliers, keeping = motion.suppliers, motion.keeping
    lost = 1 - np.exp(-suppliers.pair_loss)
    nothing = np.zeros(numbers.shape[1], dtype=np.float32)
    levers = [
        (lost[one] if one >= 0 else nothing) - (lost[two] if two >= 0 else nothing)
        for one, two in slate.pairs
    ]
    supplied = suppliers.shortfall[: motion.stage.start.supplied]
    parts: list[Single] = [suppliers.share, suppliers.weight, 1 - np.exp(-supplied)]
    parts += [np.stack(levers)] if levers else []
    told = [motion.at_war]
    if keeping is not None and motion.rivals is not None:
        rivals, powers = motion.rivals, motion.powers
        parts += [rivals.provocation[None], rivals.by_way, rivals.by_rival]
        parts += [rivals.answer[None], rivals.alarm]
        parts += [keeping.surplus, keeping.giving]
        for name in ("patience", "margin", "bears"):
            parts += [getattr(power, name)[None] for power in powers]
        struck = keeping.promises.exists
        told += [
            struck,
            struck & (motion.cause == 0),
            struck & (motion.hazard_end == 0),
        ]
        for power in powers:
            told += [struck & power.tolerates, struck & power.can]
    first = 0
    for part in parts:
        numbers[first : first + len(part)] = part
        first += len(part)
    if keeping is not None:
        numbers[slate.pact_from :, ~keeping.promises.exists] = np.nan
    truths[:] = told


def _pairs(
    pairs: Sequence[tuple[str, str]], members: Sequence[str]
) -> list[tuple[str, str]]:
    """Pairs as `(over, on)`: an outsider over a member, else by the alphabet."""
    found: dict[tuple[str, str], None] = {}
    for pair in pairs:
        one, two = sorted(pair)
        over, on = (two, one) if one in members and two not in members else (one, two)
        found[over, on] = None
    return sorted(found)
