"""What the struck terms bring, cost and provoke, before time moves them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.noise import Single
from suzerain.outlook.dynamics.start import is_once
from suzerain.strategy.outcome import Solution
from suzerain.strategy.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Promises:
    """Hold a solved pact's terms in single precision, worlds last.

    The first axis of four fields is the bundle: 0 for what is struck, 1 for what would
    be struck if the patron could stop nothing.

    Args:
        members: Codes.
        terms: Ids.
        giver: Member that gives each term. Shape `(term,)`.
        taker: Member that takes it. Shape `(term,)`.
        cell: Cell of the start that the taker's need is. Shape `(term,)`.
        once: Whether the good comes once. Shape `(term,)`.
        level: Part of the whole term that is struck. `(bundle, term, world)`.
        worth: Gain of the taker in log welfare. `(bundle, term, world)`.
        cost: Cost to the giver in log welfare. `(bundle, term, world)`.
        provocation: What provokes rivals. `(bundle, term, world)`.
        stock: Months for which stocks feed a whole term. Shape `(term, world)`.
        production: Part of a whole term that is made each month. `(term, world)`.
        exists: Whether a pact is struck. Shape `(world,)`.
        present: Level from which a term counts as given.
    """

    members: tuple[str, ...]
    terms: tuple[str, ...]
    giver: NDArray[np.intp]
    taker: NDArray[np.intp]
    cell: NDArray[np.intp]
    once: NDArray[np.bool_]
    level: Single
    worth: Single
    cost: Single
    provocation: Single
    stock: Single
    production: Single
    exists: NDArray[np.bool_]
    present: float

    def part(self, block: slice) -> Promises:
        """Return the promises of some worlds."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in ("level", "worth", "cost", "provocation", "stock", "production"):
            found[name] = np.ascontiguousarray(found[name][..., block])
        return Promises(**{**found, "exists": self.exists[block]})


def choices_of(
    setting: Setting, solution: Solution
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find the levels that are struck, and those without the patron.

    Args:
        setting: The pact, drawn.
        solution: The pact, solved.

    Returns:
        Indices of levels, terms in the order of the setting. Each `(world, term)`;
        where nothing is struck without the patron, what is struck stands in.
    """
    columns = [solution.pact.terms.index(term) for term in setting.pact.terms]
    free = np.where(
        np.asarray(solution.exists_without_patron)[:, None],
        solution.level_without_patron,
        solution.level,
    )
    steps = len(setting.table.levels) - 1
    struck, more = (
        np.rint(one[:, columns] * steps).astype(np.intp)
        for one in (np.asarray(solution.level), free)
    )
    return struck, more


def promises_of(
    case: Case,
    worlds: Worlds,
    setting: Setting,
    solution: Solution,
    cells: Sequence[tuple[str, str]],
) -> Promises:
    """Read what the solved pact's terms are worth.

    Args:
        case: The case.
        worlds: The worlds that the pact was solved in.
        setting: The pact, drawn.
        solution: The pact, solved.
        cells: Cells of the start.

    Returns:
        The promises, terms in the order of the setting.
    """
    pact, table = setting.pact, setting.table
    choice = choices_of(setting, solution)
    levels = np.stack([table.levels[one] for one in choice])
    giver = np.array([pact.members.index(term.giver) for term in pact.terms])
    taker = np.array([pact.members.index(term.taker) for term in pact.terms])
    rows, spots = np.arange(worlds.count)[:, None], np.arange(len(pact.terms))

    def at(cube: NDArray[np.float64], pick: NDArray[np.intp]) -> Single:
        return np.asarray(cube[rows, spots, pick].T, dtype=np.float32)

    taken = np.stack([table.gain[taker[t], :, t] for t in spots], axis=1)
    given = np.stack([table.gain[giver[t], :, t] for t in spots], axis=1)
    draw = case.register.draw
    return Promises(
        members=pact.members,
        terms=tuple(term.id for term in pact.terms),
        giver=giver,
        taker=taker,
        cell=np.array([cells.index((t.good, t.taker)) for t in pact.terms]),
        once=np.array([is_once(term.good) for term in pact.terms]),
        level=levels.transpose(0, 2, 1).astype(np.float32),
        worth=np.stack([at(taken, one) for one in choice]),
        cost=np.stack([-at(given, one) for one in choice]),
        provocation=np.stack([at(table.provocation, one) for one in choice]),
        stock=np.stack(
            [
                draw(worlds, f"good.{t.good}.stock_months", t.giver).astype(np.float32)
                for t in pact.terms
            ]
        ),
        production=np.stack(
            [
                draw(worlds, f"good.{t.good}.production", t.giver).astype(np.float32)
                for t in pact.terms
            ]
        ),
        exists=np.asarray(solution.exists),
        present=case.register["pact.present_level"].spread.centre,
    )
