"""What a scenario changes, outcome by outcome, as a section of the brief."""

from __future__ import annotations

from math import isnan
from typing import Any

from suzerain.brief.figures import WELFARE, percent, plain, points
from suzerain.brief.finding import Finding, Name, Pieces, number, say
from suzerain.brief.results import Results, Supposition
from suzerain.brief.section import Section, cell, table
from suzerain.brief.supposed import BASE
from suzerain.brief.why import Tracer
from suzerain.core.errors import SuzerainError
from suzerain.outlook.scenario import Difference
from suzerain.outlook.whatif.what_if import LEVEL, STRUCK

SHOWN = ("solve.", "weigh.", "forecast.")


def changes(results: Results, scene: Supposition) -> Section:
    """Tell what the scenario changes, outcome by outcome, in the same worlds.

    Args:
        results: The case and its results under the scenario.
        scene: The scenario.
    """
    tracers = Tracer(results), Tracer(scene.before)
    shown = [
        one
        for one in scene.found.differences.values()
        if one.moves
        and one.id.startswith(SHOWN)
        and not one.id.endswith(LEVEL)
        and all(_knows(tracer, one.id) for tracer in tracers)
    ]
    said = (_struck(scene), _left_out()) if scene.policies else (_struck(scene),)
    if not shown:
        return _section(said, ())
    rows = [
        (
            cell(Name(text=one.title)),
            cell(number(BASE + one.id, _figure(one, one.before.value))),
            cell(number(one.id, _figure(one, one.after.value))),
            cell(number(one.id, _by(one))),
            cell(number(one.id, percent(one.rises))),
            cell(number(one.id, percent(one.falls))),
        )
        for one in shown
    ]
    heads = ("Outcome", "As it is", "Scenario", "Change", "Up in", "Down in")
    caption = (
        "Shares of worlds, chances, and gains as part of welfare. Change is the mean "
        "over the same worlds; up and down are shares of worlds."
    )
    return _section(said, (table("scenario.changes", caption, heads, rows),))


def _knows(tracer: Tracer, key: str) -> bool:
    try:
        tracer.trace(key)
    except SuzerainError:
        return False
    return True


def _section(findings: tuple[Finding, ...], blocks: tuple[Any, ...]) -> Section:
    return Section(
        id="scenario",
        title="What the scenario changes",
        short="Scenario",
        findings=findings,
        blocks=blocks,
    )


def _struck(scene: Supposition) -> Finding:
    """Say what becomes of the pact, or that nothing moves."""
    differences = scene.found.differences
    if not any(one.moves for one in differences.values()):
        return say("scenario.reading", "No outcome differs in any world.")
    struck = differences[STRUCK]
    before = number(BASE + STRUCK, percent(struck.before.value))
    if not struck.moves:
        same: Pieces = ("The pact is struck in ", before, " of worlds, as before.")
        return say("scenario.reading", same)
    return say(
        "scenario.reading",
        "The pact is struck in ",
        number(STRUCK, percent(struck.after.value)),
        " of worlds instead of ",
        before,
        ": it is lost in ",
        number(STRUCK, percent(struck.falls)),
        " and gained in ",
        number(STRUCK, percent(struck.rises)),
        ".",
    )


def _left_out() -> Finding:
    return say(
        "scenario.left",
        "The months ahead, the game of leave and what would turn the verdict are left "
        "out: they are reckoned for powers that do as they judge best, and this "
        "scenario says what somebody does.",
    )


def _figure(one: Difference, value: float) -> str:
    if isnan(value):
        return "not asked"
    return percent(value) if _is_part(one) else plain(value)


def _by(one: Difference) -> str:
    if not one.by_world.size:
        return "not asked"
    return f"{points(one.mean)} points" if _is_part(one) else plain(one.mean)


def _is_part(one: Difference) -> bool:
    return one.share or one.unit in ("share", "probability", WELFARE)
