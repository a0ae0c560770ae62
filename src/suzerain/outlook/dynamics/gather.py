"""From what was written down each month to a run."""

from __future__ import annotations

import numpy as np

from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.outlook.afterlife import chance_to_outlive
from suzerain.outlook.dynamics.answered import Loop, Outlived
from suzerain.outlook.dynamics.fan import Fan, Survival, life_after, survival_of
from suzerain.outlook.dynamics.motion import CAUSES, Stage
from suzerain.outlook.dynamics.noise import YEAR
from suzerain.outlook.dynamics.plan import Plan
from suzerain.outlook.dynamics.record import Slate
from suzerain.outlook.dynamics.run import Ends, Run, Tally


def run_of(  # noqa: PLR0913 - all that a run is read off
    case: Case,
    stage: Stage,
    slate: Slate,
    *,
    tally: Tally,
    calm: Tally | None,
    ends: Ends,
    worlds: Worlds,
    months: int,
    plan: Plan,
) -> Run:
    """Read a run off what was written down.

    Args:
        case: The case.
        stage: What it started from.
        slate: The names of the rows.
        tally: What was written down.
        calm: The same without the loop of tests, if it was played.
        ends: When and why things ended.
        worlds: The worlds.
        months: Months that passed.
        plan: The plan.

    Returns:
        The run.
    """
    struck = int(ends.struck.sum())
    share = max(struck, 1) / worlds.count
    chances = {
        name: tally.means[:, k] / (1 if name in {"war", "struck"} else share)
        for k, name in enumerate(slate.truths)
    }
    chances.pop("struck", None)
    promises = stage.promises
    return Run(
        case=case.name,
        pact=stage.pact,
        members=() if promises is None else promises.members,
        months=months,
        worlds=worlds.count,
        struck=struck,
        plan=plan,
        fans=_fans(slate, tally),
        chances=chances,
        survival=_survival(ends, months) if promises is not None else (),
        after_war=_after(ends, months) if stage.during_war and struck else (),
        outlived=_outlived(case, worlds, stage, ends, plan, months) if struck else (),
        causes=_causes(ends) if struck else {},
        alliance=float(ends.is_alliance[ends.struck].mean()) if struck else None,
        loops=()
        if calm is None or not struck
        else _loops(stage, slate, tally, calm, share),
        basis=tuple(sorted(stage.rates.drawn)),
        notes=_notes(stage, struck, worlds.count),
    )


def _fans(slate: Slate, tally: Tally) -> tuple[Fan, ...]:
    known = np.asarray(~np.isnan(tally.bands).all(axis=(0, 2)))
    return tuple(
        Fan(id=name, unit=unit, bands=tally.bands[:, k])
        for k, (name, unit) in enumerate(slate.rows)
        if known[k]
    )


def _survival(ends: Ends, months: int) -> tuple[Survival, ...]:
    lasting = ends.struck & ends.is_alliance
    deal = ends.struck & ~ends.is_alliance
    found = (
        survival_of("the pact", ends.pact[ends.struck], months),
        survival_of("by the rates alone", ends.alone[ends.struck], months),
        survival_of("where peace pays too", ends.pact[lasting], months),
        survival_of("where only war pays", ends.pact[deal], months),
    )
    return tuple(curve for curve in found if curve.count)


def _after(ends: Ends, months: int) -> tuple[Survival, ...]:
    war = ends.war[ends.struck]
    return (
        life_after("the pact", war, ends.pact[ends.struck], months),
        life_after("by the rates alone", war, ends.alone[ends.struck], months),
    )


def _outlived(
    case: Case, worlds: Worlds, stage: Stage, ends: Ends, plan: Plan, months: int
) -> tuple[Outlived, ...]:
    if not stage.during_war:
        return ()
    years = case.register.draw(worlds, "forecast.afterlife")
    due = np.where(ends.war > 0, ends.war + np.rint(years * YEAR), np.inf)
    rates = stage.rates
    after = rates["forecast.pact_end"] * rates["forecast.after_war"]
    after = after * (rates["forecast.temporary"] if stage.is_temporary else 1)
    ending = rates["forecast.war_end"] + rates["forecast.pact_end"] > 0
    closed = np.zeros(ending.shape)
    closed[ending] = chance_to_outlive(
        rates["forecast.war_end"][ending].astype(np.float64),
        rates["forecast.pact_end"][ending].astype(np.float64),
        after[ending].astype(np.float64),
        years[ending],
    )
    free = not any(plan.of(kind) for kind in ("war", "pact", "rate"))
    found = []
    for name, end in (("full", ends.pact), ("rates alone", ends.alone)):
        last = np.where(end > 0, end, np.inf)[ends.struck]
        until = due[ends.struck]
        yes = (until <= months) & (last > until)
        no = np.isfinite(last) & (last <= until)
        found.append(
            Outlived(
                name=name,
                yes=float(yes.mean()),
                no=float(no.mean()),
                open=float((~yes & ~no).mean()),
                years=float(np.median(years)),
                chance=float(closed.mean()) if name == "rates alone" and free else None,
            )
        )
    return tuple(found)


def _causes(ends: Ends) -> dict[str, float]:
    counts = np.bincount(ends.cause[ends.struck], minlength=len(CAUSES))
    return dict(zip(CAUSES, (counts / counts.sum()).tolist(), strict=True))


def _loops(
    stage: Stage, slate: Slate, tally: Tally, calm: Tally, share: float
) -> tuple[Loop, ...]:
    rows = [name for name, _ in slate.rows]
    found = []
    for one in stage.watchers:
        k = slate.truths.index(f"tolerates.{one.actor}")
        m = rows.index(f"tolerance.{one.actor}")
        p = rows.index(f"patience.{one.actor}")
        middle = tally.bands.shape[2] // 2
        found.append(
            Loop(
                power=one.actor,
                with_loop=tally.means[:, k] / share,
                without=calm.means[:, k] / share,
                margin=tally.bands[:, m, middle],
                margin_without=calm.bands[:, m, middle],
                patience=tally.bands[:, p, middle],
                patience_without=calm.bands[:, p, middle],
            )
        )
    return tuple(found)


def _notes(stage: Stage, struck: int, count: int) -> tuple[str, ...]:
    notes = ["Rates are assumptions: no source states how fast such things move."]
    if stage.promises is None:
        return (*notes, "The case has no pact: ties and needs alone move.")
    if not struck:
        notes.append("In no world is a pact struck: nothing can survive.")
    elif struck < count:
        notes.append(f"Pact rows speak of the {struck} of {count} worlds with a pact.")
    notes.append(
        "Harm, patience, belief and gains go on as if the pact did after it has ended."
    )
    if stage.unstable:
        notes.append(f"There {stage.unstable}; each rival's answer is bounded there.")
    if not stage.spiral.rivals:
        notes.append("The case names no rivals, so nobody answers a provocation.")
    if not stage.watchers:
        notes.append("No outside power may act, so nobody's tolerance is at stake.")
    return tuple(notes)
