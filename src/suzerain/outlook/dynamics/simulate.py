"""The verb `simulate`: a case through the months, in all worlds at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.fan import LEVELS, bands_of
from suzerain.outlook.dynamics.gather import run_of
from suzerain.outlook.dynamics.motion import Motion, Stage
from suzerain.outlook.dynamics.noise import YEAR, Single, normals, uniforms
from suzerain.outlook.dynamics.plan import Plan
from suzerain.outlook.dynamics.record import Slate, slate_of, write_down
from suzerain.outlook.dynamics.run import Ends, Run, Tally
from suzerain.outlook.dynamics.stage import set_stage

BLOCK = 1024
"""Worlds that are moved together: their numbers fit a processor's cache."""

Tick = Callable[[int], None]


@dataclass(slots=True)
class _Desk:
    """Arrays that all blocks share: accidents of a year, and what a month writes."""

    ties: Single
    cells: Single
    tests: Single
    numbers: Single
    truths: NDArray[np.bool_]


def simulate(
    case: Case,
    worlds: Worlds | None = None,
    *,
    months: int = 60,
    plan: Plan | None = None,
    pact: str | None = None,
    loop: bool = True,
    tick: Tick | None = None,
    threads: int | None = None,
) -> Run:
    """Move a case month by month, in all worlds at once.

    1. Draw ties, needs and rates, and solve the pact, as measures and `solve` do.
    2. Each month: needs and shares drift; what is cut is evaded and replaced; stocks
       run down and one-off goods arrive; members give as much as still pays them;
       tests alarm rivals, who arm; powers lose patience, and object or not; members
       learn from that; the war, the pact and suppliers end at their rates.
    3. Do it again with tests as they always were, to see what the loop of tests does.

    The pact is not solved anew each month: its terms stay those that were struck, or
    move towards those without a patron as members grow surer of him, and the payoffs,
    participation and tolerance that hang on them are reckoned anew (docs/theory/
    dynamics.md).

    Args:
        case: The case. Without a pact, ties and needs alone move.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        months: How long.
        plan: Named changes over time.
        pact: Id of the pact; the case's first when left out.
        loop: Whether to run again without the loop of tests.
        tick: Called with each month that is done.
        threads: How many blocks move at once; as many as there are processors when
            left out. The result does not depend on it.

    Returns:
        The run.

    Raises:
        OutlookError: If the months are out of range, a feedback is unstable, or a
            change of the plan fits nothing.
        UnknownReference: If a change or `pact` names what the case does not hold.
        UnknownActor: If a change names an unknown actor.

    Examples:
        >>> simulate(Case(name="empty"), Worlds(count=2), months=3).months
        3
    """
    drawn = Worlds() if worlds is None else worlds
    chosen = Plan() if plan is None else plan
    _refuse_months(case, months)
    stage = set_stage(case, drawn, plan=chosen, months=months, pact=pact)
    slate = slate_of(stage)
    workers = threads or os.cpu_count() or 1
    tally, ends = _play(stage, slate, drawn, months, tick, workers)
    calm: Tally | None = None
    if loop and stage.promises is not None:
        held = replace(stage, hold_tests=True)
        calm, _ = _play(held, slate, drawn, months, tick, workers)
    return run_of(
        case,
        stage,
        slate,
        tally=tally,
        calm=calm,
        ends=ends,
        worlds=drawn,
        months=months,
        plan=chosen,
    )


def _refuse_months(case: Case, months: int) -> None:
    most = round(case.register["dynamics.most_months"].spread.centre)
    if not 1 <= months <= most:
        raise OutlookError(
            f"{months} months",
            f"1 to {most} (dynamics.most_months)",
            "use --months 60",
        )


def _play(
    stage: Stage,
    slate: Slate,
    worlds: Worlds,
    months: int,
    tick: Tick | None,
    workers: int,
) -> tuple[Tally, Ends]:
    """Let all months pass and write each down."""
    count, start = worlds.count, stage.start
    blocks = [slice(k, min(k + BLOCK, count)) for k in range(0, count, BLOCK)]
    members = () if stage.promises is None else stage.promises.members
    desk = _Desk(
        ties=np.zeros((len(start.ties), YEAR, count), dtype=np.float32),
        cells=np.zeros((len(start.cells), YEAR, count), dtype=np.float32),
        tests=np.zeros((len(members), YEAR, count), dtype=np.float32),
        numbers=np.zeros((len(slate.rows), count), dtype=np.float32),
        truths=np.zeros((len(slate.truths), count), dtype=bool),
    )
    bands = np.zeros((months + 1, len(slate.rows), len(LEVELS)))
    means = np.zeros((months + 1, len(slate.truths)))
    with ThreadPoolExecutor(max_workers=workers) as pool:
        motions = list(pool.map(lambda block: _begin(stage, block), blocks))
        for month in range(months + 1):
            if month % YEAR == 1:
                _shake(desk, stage, worlds, month // YEAR, pool, members)

            def move(spot: int, month: int = month) -> None:
                _move(motions[spot], blocks[spot], desk, slate, month)

            list(pool.map(move, range(len(blocks))))
            means[month] = desk.truths.mean(axis=1)
            rows = np.array_split(np.arange(len(slate.rows)), 2 * workers)
            found = pool.map(lambda part: bands_of(desk.numbers[part]), rows)
            bands[month] = np.concatenate(list(found))
            if tick is not None:
                tick(month)
    return Tally(bands=bands, means=means), _ends(motions, desk)


def _begin(stage: Stage, block: slice) -> Motion:
    with np.errstate(all="ignore"):
        return Motion(stage.part(block))


def _move(motion: Motion, block: slice, desk: _Desk, slate: Slate, month: int) -> None:
    """Move a block by a month, or write down its start."""
    with np.errstate(all="ignore"):
        if month:
            now = (month - 1) % YEAR
            shocks = desk.ties[:, now, block], desk.cells[:, now, block]
            tests = desk.tests[:, now, block] if motion.keeping is not None else None
            motion.step(month, shocks, tests)
        write_down(motion, slate, desk.numbers[:, block], desk.truths[:, block])


def _shake(
    desk: _Desk,
    stage: Stage,
    worlds: Worlds,
    year: int,
    pool: ThreadPoolExecutor,
    members: Sequence[str],
) -> None:
    """Draw a year's accidents, each under its own name."""
    seed, count = worlds.seed, worlds.count

    def ties(k: int) -> None:
        name = f"tie.{'.'.join(stage.start.ties[k])}"
        desk.ties[k] = normals(seed, name, year, count)

    def cells(k: int) -> None:
        name = f"need.{'.'.join(stage.start.cells[k])}"
        desk.cells[k] = normals(seed, name, year, count)

    list(pool.map(ties, range(len(desk.ties))))
    list(pool.map(cells, range(len(desk.cells))))
    for k, member in enumerate(members):
        desk.tests[k] = uniforms(seed, f"tests.{member}", year, count)


def _ends(motions: Sequence[Motion], desk: _Desk) -> Ends:
    """Gather when and why things ended, in every world."""
    keeping = [motion.keeping for motion in motions]
    if any(one is None for one in keeping):
        nothing = np.zeros(desk.truths.shape[1], dtype=bool)
        lasting, struck = nothing, nothing
    else:
        lasting = np.concatenate([k.is_alliance for k in keeping if k is not None])
        struck = np.concatenate([k.promises.exists for k in keeping if k is not None])
    return Ends(
        war=np.concatenate([motion.war_end for motion in motions]),
        pact=np.concatenate([motion.pact_end for motion in motions]),
        alone=np.concatenate([motion.hazard_end for motion in motions]),
        cause=np.concatenate([motion.cause for motion in motions]),
        is_alliance=lasting,
        struck=struck,
    )
