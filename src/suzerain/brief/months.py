"""The months ahead: how long the pact lasts, and what tests do to tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from suzerain.brief.charts.curves import YEAR, Curve, curves
from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Piece, Pieces, number, say
from suzerain.brief.played import CAUSES, is_told_apart
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Picture, Section, cell, table

SHARES = tuple((k / 4, f"{25 * k} %") for k in range(5))
OUTLIVES = "simulate.outlives"


def months(results: Results) -> Section:
    """Play the pact out month by month: what is left of it, and who tires."""
    run = results.simulated
    blocks: list[Picture] = []
    if run is not None:
        blocks.append(_survival(run))
        drawn = (_bearing(results, run), _patience(results, run))
        blocks += [picture for picture in drawn if picture]
    ended = ends(results)
    return Section(
        id="months",
        title="How it may go on",
        short="Months",
        findings=(ended,) if ended else (),
        blocks=tuple(blocks),
        intro="The pact month by month: needs and shares drift, members leave what no "
        "longer pays, powers lose patience, the war ends at its rate. The rates are "
        "assumptions, and fewer worlds are drawn than for the rest."
        if blocks
        else "",
    )


def lasts(results: Results) -> Finding | None:
    """Say whether the pact outlives the war, or how much of it is left at the end."""
    run = results.simulated
    if run is None:
        return None
    years = number("simulate.months", f"{run['months'] // YEAR} years")
    left = percent(run["survival"][0]["share"][-1])
    held = {one["name"]: one for one in run["outlives_war"]}
    pieces: list[Piece] = [
        "Played out by months, the pact is in force after ",
        years,
        " in ",
        number("simulate.in_force", left),
        " of the worlds that struck it",
    ]
    if "full" in held and "rates alone" in held:
        pieces += [
            ", and outlives the war in ",
            number(OUTLIVES, percent(held["full"]["yes"])),
            (
                "; by the rates alone, without members that leave or powers that lose "
                "patience, it would in "
            ),
            number(f"{OUTLIVES}.rates", percent(held["rates alone"]["yes"])),
        ]
    return say("lasts", *pieces, ".")


def ends(results: Results) -> Finding | None:
    """Say how the pact ends."""
    run = results.simulated
    if run is None:
        return None
    told = [
        (cause, share)
        for cause, share in run["causes"].items()
        if cause != "in force" and round(share, 2)
    ]
    if not told:
        return None
    pieces: list[Piece] = []
    for k, (cause, share) in enumerate(told):
        pieces += [
            "" if not k else (" and " if k == len(told) - 1 else ", "),
            number(f"simulate.cause.{cause.replace(' ', '_')}", percent(share)),
            f" {CAUSES.get(cause, cause)}",
        ]
    return say("ends", "Of the struck pacts, ", *pieces, ".")


def loop(results: Results) -> Finding | None:
    """Say what the loop of weapons tests does to the patron's tolerance."""
    run = results.simulated
    found = _loop(results, run) if run else None
    if run is None or found is None or not _tests_matter(found):
        return None
    name = results.name(found["power"])
    ref = f"simulate.loop.{found['power']}"
    with_, without = found["tolerates"][-1], found["tolerates_without"][-1]
    if not is_told_apart(found, run["struck"]):
        return say(
            "loop",
            "What weapons tests beyond the usual do to the tolerance of ",
            name,
            " cannot be told from chance in so many worlds: it bears the pact at the "
            "end in ",
            number(ref, percent(with_)),
            " with them, in ",
            number(ref, percent(without)),
            " without.",
        )
    return say(
        "loop",
        "Weapons tests, the arms of rivals that answer them and the patience that "
        "this costs take ",
        name,
        " from bearing the pact at the end in ",
        number(ref, percent(without)),
        " of worlds to ",
        number(ref, percent(with_)),
        ".",
    )


def _loop(results: Results, run: Record) -> Record | None:
    """The loop of the patron, or else of the first power."""
    ranked = sorted(run["loops"], key=lambda one: one["power"] != results.patron)
    return ranked[0] if ranked else None


def _tests_matter(found: Record) -> bool:
    return bool(found["tolerates"] != found["tolerates_without"])


def _survival(run: Record) -> Picture:
    full, alone = (run["survival"][k]["share"] for k in (0, 1))
    war = run["chances"]["war"] if run["outlives_war"] else []
    lines = [Curve(values=full)]
    lines += [Curve(values=war, mark="diamond", tone="b")] if war else []
    lines += [Curve(values=alone, mark="ring", tone="c", dashed=True)]
    legend = [("dot a", "the pact is in force")]
    legend += [("diamond b", "the war goes on")] if war else []
    legend += [("ring c", "the pact, by the rates alone")]
    columns: list[tuple[str, Sequence[float], str]] = [
        ("In force", full, "simulate.in_force"),
        *([("The war goes on", war, "simulate.war")] if war else []),
        ("By the rates alone", alone, "simulate.rates"),
    ]
    return Picture(
        id="survival",
        title=cell("How long the pact lasts"),
        reading=_half(full),
        svg=curves(
            lines,
            title="Share of struck pacts that are in force, by month",
            ref="simulate.in_force",
            ticks=SHARES,
        ),
        legend=tuple(legend),
        table=table(
            "survival.table",
            "What is left after so many years, part of the worlds with a pact",
            ("After", *(head for head, _, _ in columns)),
            [
                (
                    _after("simulate.months", month),
                    *(cell(number(ref, percent(v[month]))) for _, v, ref in columns),
                )
                for month in range(0, len(full), YEAR)
            ],
        ),
    )


def _half(full: Sequence[float]) -> Finding:
    half = next((k for k, share in enumerate(full) if 2 * share <= 1), None)
    if half is None:
        return say("survival.reading", "More than half of the pacts last that long.")
    return say(
        "survival.reading",
        "Half of the worlds that struck the pact have lost it by month ",
        number("simulate.in_force", str(half)),
        ".",
    )


def _patience(results: Results, run: Record) -> Picture | None:
    """The fan of what the patron would still bear."""
    found = _loop(results, run)
    fans = {fan["id"]: fan for fan in run["fans"]}
    fan = fans.get(f"tolerance.{found['power']}") if found else None
    if found is None or fan is None or not all(map(isfinite, fan["median"])):
        return None
    power, ref = found["power"], f"simulate.tolerance.{found['power']}"
    columns = (
        ("Least tenth", fan["p10"]),
        ("Middle", fan["median"]),
        ("Most tenth", fan["p90"]),
        ("Middle, tests as usual", found["tolerance_without"]),
    )
    return Picture(
        id="tolerance",
        title=cell("What ", results.name(power), " would still bear"),
        reading=say(
            "tolerance.reading",
            "Harm beyond what the pact does to ",
            results.name(power),
            " that it would bear, part of its welfare, from ",
            number(ref, percent(fan["median"][0])),
            " to ",
            number(ref, percent(fan["median"][-1])),
            " in the middle world; below nought it would stop the pact if it could.",
        ),
        svg=curves(
            [Curve(values=fan["median"])],
            title="Harm that the power would still bear, by month",
            ref=ref,
            ticks=_ticks(min(fan["p10"]), max(fan["p90"])),
            bands=[(fan["p10"], fan["p90"]), (fan["p25"], fan["p75"])],
        ),
        legend=(
            ("dot a", "in the middle world"),
            ("band", "in the middle four fifths, and half, of worlds"),
        ),
        table=table(
            "tolerance.table",
            "Harm that it would still bear, part of its welfare",
            ("After", *(head for head, _ in columns)),
            [
                (
                    _after(ref, month),
                    *(cell(number(ref, percent(v[month]))) for _, v in columns),
                )
                for month in range(0, len(fan["median"]), YEAR)
            ],
            key="wide",
        ),
    )


def _bearing(results: Results, run: Record) -> Picture | None:
    """How often the patron bears the pact, with the loop of tests and without."""
    found = _loop(results, run)
    told = loop(results)
    if found is None or told is None:
        return None
    ref = f"simulate.loop.{found['power']}"
    with_, without = found["tolerates"], found["tolerates_without"]
    floor = max(tick for tick, _ in SHARES if tick <= min(*with_, *without))
    name = results.name(found["power"])
    return Picture(
        id="loop",
        title=cell("What weapons tests do to the tolerance of ", name),
        reading=told,
        svg=curves(
            [
                Curve(values=with_),
                Curve(values=without, mark="ring", tone="c", dashed=True),
            ],
            title="How often the power bears the pact, by month",
            ref=ref,
            ticks=[tick for tick in SHARES if tick[0] >= min(floor, SHARES[-2][0])],
        ),
        legend=(("dot a", "tests that rivals answer"), ("ring c", "tests as usual")),
        table=table(
            "loop.table",
            "In how many of the worlds with a pact it bears it",
            ("After", "With tests that rivals answer", "With tests as usual"),
            [
                (
                    _after(ref, month),
                    cell(number(ref, percent(with_[month]))),
                    cell(number(ref, percent(without[month]))),
                )
                for month in range(0, len(with_), YEAR)
            ],
        ),
    )


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Name the lowest, nought and the highest height of a chart."""
    ends = sorted({min(low, 0.0), 0.0, max(high, 0.0)})
    return [(one, percent(one) if one else "none") for one in ends]


def _after(ref: str, month: int) -> Pieces:
    years = month // YEAR
    words = "now" if not years else f"{years} year{'s' if years > 1 else ''}"
    return cell(number(ref, words, quiet=True))
