"""What outside powers answer, use and change: tables."""

from __future__ import annotations

from suzerain.brief.charts.asked import asked
from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import Name, Pieces, number
from suzerain.brief.instruments import deed
from suzerain.brief.labels import label
from suzerain.brief.leave import asked_leave, leave_table
from suzerain.brief.powers import (
    able,
    changes,
    shadow,
    shadow_worth,
    solution_powers,
    veto,
    weighty,
)
from suzerain.brief.results import Record, Results
from suzerain.brief.rivalry import reaction, rival_tables, unsettled
from suzerain.brief.section import Section, Table, cell, table
from suzerain.brief.solved_powers import ANSWERED, cell_of, coalition_id, demand_id

MOST = 8
SEEN = 0.005  # what rounds to nothing in whole per cents


def outside(results: Results) -> Section:
    """What outside powers can do to the pact, use against it and change in it."""
    single = (
        shadow(results),
        shadow_worth(results),
        *able(results),
        *changes(results),
        *veto(results),
        asked_leave(results),
        reaction(results),
        unsettled(results),
    )
    listed = (
        answers(results),
        instruments(results),
        demands(results),
        veto_mix(results),
        coalitions(results),
        shadows(results),
        asked(results),
        leave_table(results),
        *rival_tables(results),
    )
    return Section(
        id="powers",
        title="What outside powers can do to it",
        short="Powers",
        findings=tuple(finding for finding in single if finding),
        blocks=tuple(one for one in listed if one),
    )


def answers(results: Results) -> Table | None:
    """Set the answers of several powers beside one another."""
    rows = [
        (
            cell(results.listed(power["actor"])),
            *(
                cell(
                    number(
                        f"solve.power.{power['actor']}.{answer}",
                        percent(power["answers"][answer]),
                    )
                )
                for answer in ANSWERED
            ),
        )
        for power in weighty(results)
        if power.get("answers")
    ]
    if len(rows) < 2:
        return None
    return table(
        "answers",
        "What each outside power answers to the pact that members would strike if "
        "nobody watched",
        ("Power", "Endorses it", "Bears it", "Has it changed", "Blocks it"),
        rows,
    )


def instruments(results: Results) -> Table | None:
    """What each power would use, what it does, and what it costs."""
    rows = [
        _instrument(results, power, row)
        for power in weighty(results)
        for row in power.get("instruments", ())[:MOST]
        if row["decides"] >= SEEN
    ]
    if not rows:
        return None
    return table(
        "instruments",
        "What an outside power would use to stop the pact, the largest effects first; "
        "shares of welfare",
        (
            "Power",
            "What it would do",
            "Weighs most in",
            "Part of it used",
            "Effect on the member",
            "Cost to the power",
        ),
        rows,
        key="wide",
    )


def _instrument(results: Results, power: Record, row: Record) -> tuple[Pieces, ...]:
    ref = f"solve.{row['instrument']}"
    return (
        cell(results.listed(power["actor"])),
        cell(number(ref, deed(results, row), quiet=True)),
        cell(number(ref, percent(row["decides"]))),
        cell(number(ref, percent(row["part"]))),
        cell(number(ref, bracketed(row["effect"]))),
        cell(number(ref, bracketed(row["cost"]))),
    )


def demands(results: Results) -> Table | None:
    """What each power changes where it lets the pact stand only if changed."""
    rows = []
    for power in weighty(results):
        for row in power.get("demands", ())[:MOST]:
            ref = demand_id(power, row)
            if row["share"] < SEEN:
                continue
            rows.append(
                (
                    cell(results.listed(power["actor"])),
                    cell(number(ref, label(results, row["term"]), quiet=True)),
                    cell(number(ref, percent(row["share"]))),
                    cell(number(ref, percent(row["from"]))),
                    cell(number(ref, percent(row["to"]))),
                )
            )
    if not rows:
        return None
    return table(
        "demands",
        "How the pact differs where an outside power has it changed: how often a term "
        "moves, and its mean level there",
        ("Power", "Term", "Moves in", "From", "To"),
        rows,
        key="wide",
        folded=True,
    )


def veto_mix(results: Results) -> Table | None:
    """The cheapest cuts by which the patron breaks the pact."""
    price = (results.solution or {}).get("price_of_veto") or {}
    rows = [
        (
            cell(
                number(
                    f"solve.veto.{row['instrument']}", deed(results, row), quiet=True
                )
            ),
            cell(number(f"solve.veto.{row['instrument']}", percent(row["share"]))),
            cell(number(f"solve.veto.{row['instrument']}", percent(row["part"]))),
        )
        for row in price.get("instruments", ())
        if row["share"] >= SEEN
    ]
    if not rows:
        return None
    return table(
        "veto",
        "The cheapest way for the patron to break the pact: how often each cut is in "
        "it, and how much of it is enough",
        ("What it would do", "In the mix", "Part that is enough"),
        rows,
        key="wide",
        folded=True,
    )


def coalitions(results: Results) -> Table | None:
    """What powers could do together."""
    rows = []
    for one in (results.solution or {}).get("coalitions", ()):
        if one["p_can_block"] < SEEN:
            continue
        ref = coalition_id(one)
        joined = results.pair(one["followers"]) if one["followers"] else Name(text="")
        rows.append(
            (
                cell(results.pair(one["powers"])),
                cell(joined if one["followers"] else "nobody"),
                cell(number(ref, percent(one["p_can_block"]))),
                cell(number(ref, percent(one["p_wants_block"]))),
                cell(number(ref, percent(one["p_blocks"]))),
            )
        )
    if not rows:
        return None
    return table(
        "coalitions",
        "What powers can do to the pact together",
        ("Powers", "Compelled to join", "Can stop it", "All want to", "Stop it"),
        rows,
        key="wide",
    )


def shadows(results: Results) -> Table | None:
    """What each power's mere presence takes out of the pact, term by term."""
    rows = []
    for power in solution_powers(results):
        for row in (power.get("shadow") or {}).get("terms", ()):
            if max(row["taken"], row["added"]) < SEEN:
                continue
            ref = f"solve.shadow.{power['actor']}.{cell_of(row['term'])}"
            rows.append(
                (
                    cell(results.listed(power["actor"])),
                    cell(number(ref, label(results, row["term"]), quiet=True)),
                    cell(number(ref, percent(row["without"]))),
                    cell(number(ref, percent(row["with"]))),
                    cell(number(ref, percent(row["taken"]))),
                    cell(number(ref, percent(row["added"]))),
                )
            )
    if not rows:
        return None
    return table(
        "shadows",
        "What the presence of a power takes out of the pact and puts into it, the "
        "others watching; shares of worlds",
        ("Power", "Term", "Without it", "With it", "Taken out", "Put in"),
        rows,
        key="wide",
        folded=True,
    )
