"""What outside powers, rivals, promises, months and back-tests add to a brief."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import numbers_on_page
import pytest
import sample
from places import EXAMPLES, ROOT

from suzerain.brief.brief import Brief, compose, write_brief
from suzerain.brief.charts.curves import Curve, curves
from suzerain.brief.keeping import keeps, promises
from suzerain.brief.months import lasts, loop, months
from suzerain.brief.outside import coalitions, outside
from suzerain.brief.played import is_told_apart
from suzerain.brief.powers import rather
from suzerain.brief.results import Results
from suzerain.brief.rivalry import judged_reaction, reaction, unsettled
from suzerain.brief.section import Picture
from suzerain.brief.tested import told_of, verdicts
from suzerain.brief.watch import turning
from suzerain.brief.why import Tracer
from suzerain.core.errors import UnknownReference

FIGURES = ROOT / "docs" / "theory" / "backtests" / "figures.json"
SHIPPED = ROOT / "src" / "suzerain" / "brief" / "backtests.json"


def changed(power: dict[str, Any] | None = None, **solved: Any) -> Results:
    made = sample.results()
    old = made.solution or {}
    powers = [{**old["third_powers"][0], **(power or {})}]
    return replace(made, solution={**old, "third_powers": powers, **solved})


def months_of(**fields: Any) -> dict[str, Any]:
    """A run of a year, as `simulate` gives it."""
    full, alone = [1 - k / 24 for k in range(13)], [1 - k / 48 for k in range(13)]
    bears = [0.9 - k / 100 for k in range(13)]
    band = {"p10": -0.01, "p25": 0.0, "median": 0.001, "p75": 0.01, "p90": 0.02}
    run: dict[str, Any] = {
        "months": 12,
        "worlds": 400,
        "struck": 340,
        "survival": [{"share": full}, {"share": alone}],
        "chances": {"war": alone},
        "outlives_war": [
            {"name": "full", "yes": 0.25},
            {"name": "rates alone", "yes": 0.4},
        ],
        "causes": {"in force": 0.5, "rates": 0.3, "quit": 0.2, "blocked": 0.0},
        "loops": [
            {
                "power": "XCO",
                "tolerates": bears,
                "tolerates_without": [0.9] * 13,
                "tolerance": [0.001] * 13,
                "tolerance_without": [0.002] * 13,
            }
        ],
        "fans": [{"id": "tolerance.XCO", **{k: [v] * 13 for k, v in band.items()}}],
        "basis": ["power.credibility"],
    }
    return {**run, **fields}


def played(run: dict[str, Any] | None, leave: dict[str, Any] | None = None) -> Results:
    nothing = dict.fromkeys(("hinge", "turns", "asked"))
    further = SimpleNamespace(simulated=run, permitted=leave, **nothing)
    return replace(sample.results(), further=further)  # type: ignore[arg-type]


@cache
def example() -> Brief:
    import suzerain as sz

    documents = sz.read_documents([EXAMPLES])
    case = sz.build_case(documents, sz.extract(documents), name="example")
    return write_brief(case, worlds=300)


def said(brief: Brief) -> dict[str, str]:
    return {finding.id: str(finding) for finding in brief.findings}


@pytest.mark.parametrize(
    "part", ["rather", "keeps", "lasts", "power.CHN", "changes.CHN", "veto", "tested"]
)
def test_the_example_is_told_what_the_engines_know(part: str):
    assert part in said(example())


@pytest.mark.parametrize(
    "name",
    [
        "instruments",
        "demands",
        "veto",
        "shadows",
        "leave",
        "rivals.ways",
        "rivals.terms",
        "promises",
    ],
)
def test_the_example_has_a_table_of(name: str):
    tables = {
        table["id"]: table
        for section in example().to_dict()["sections"]
        for table in section["tables"]
    }
    assert tables[name]["rows"]
    refs = [
        ref for row in tables[name]["rows"] for c in row for ref in c.get("refs", ())
    ]
    tracer = Tracer(example().results)
    assert refs
    assert all(tracer.trace(ref).is_grounded for ref in refs)


def test_every_picture_of_the_months_has_a_sentence_and_a_table():
    section = next(s for s in example().sections if s.id == "months")
    assert {"survival", "tolerance"} <= {block.id for block in section.blocks}
    for block in section.blocks:
        assert isinstance(block, Picture)
        assert str(block.reading).endswith(".")
        assert len(block.table.rows) == 6
        assert block.svg.count("<svg") == 1


def test_plain_data_hold_leave_and_months_without_the_bands():
    data = json.loads(json.dumps(example().to_dict()))
    assert set(data["permission"]["plays"]) == {"perfect", "private", "quantal"}
    assert data["months"]["survival"][0]["share"][0] == 1
    assert "fans" not in data["months"]


def test_what_is_absent_gives_no_section_and_no_sentence():
    results = changed(enforcement={}, rivals={})
    for told in (
        rather(results),
        keeps(results),
        promises(results),
        reaction(results),
        judged_reaction(results),
        unsettled(results),
        lasts(results),
        loop(results),
        coalitions(results),
    ):
        assert told is None
    assert not months(results).blocks
    assert not months(results).findings
    assert all(section.id != "months" for section in compose(results).sections)


def test_without_a_pact_outside_powers_are_not_told_of():
    section = outside(replace(sample.results(), solution=None))
    assert not section.findings
    assert not section.blocks


@pytest.mark.parametrize(
    ("price", "block", "words"),
    [
        (0.4, 0.1, "would sooner have the pact changed than forbid it"),
        (0.1, 0.4, "would sooner forbid the pact than have it changed"),
        (0.02, 0.01, None),
        (0.2, 0.19, None),
    ],
)
def test_a_patron_rather_changes_or_forbids(price: float, block: float, words: str):
    answers = {"endorse": 0.2, "bear": 0.3, "price": price, "block": block}
    told = rather(changed({"answers": answers}))
    assert (told is None) == (words is None)
    assert words is None or words in str(told)


def test_a_coalition_is_told_and_grounded():
    one = {
        "powers": ["XCO", "NLG"],
        "followers": [],
        "p_can_block": 0.3,
        "p_wants_block": 0.2,
        "p_blocks": 0.1,
        "p_can_block_if_expected": None,
    }
    results = changed(coalitions=[one])
    listed = coalitions(results)
    assert listed is not None
    assert "30 %" in str(listed.rows[0][2][0])
    assert Tracer(results).trace("solve.coalition.XCO+NLG").is_grounded
    assert numbers_on_page.naked(compose(results).html()) == []


def rivals(share: float = 0.0) -> dict[str, Any]:
    ways = dict.fromkeys(
        ("alignment", "deployments", "sanctions"), sample.span(0.1, 0.2, 0.3)
    )
    return {
        "actors": ["NLG"],
        "reaction": {**ways, "members": sample.span(0, 0.1, 0.2)},
        "unstable_share": share,
        "unstable_pair": ["NLG", "NLG"] if share else [],
        "tolerance": [
            {
                "actor": "XCO",
                "with_reaction": 0.5,
                "without_reaction": 0.6,
                "difference": -0.1,
                "cost": ways,
                "terms": [
                    {
                        "id": "term.drones.XBE.XAR",
                        "cost": sample.span(0, 0.1, 0.2),
                        "if_it_provoked_nobody": 0.58,
                    }
                ],
            }
        ],
        "basis": ["power.credibility", "nobody.knows.this"],
    }


def test_rivals_are_told_with_and_without_and_where_nothing_settles():
    results = changed(rivals=rivals(0.04))
    assert "50 %" in str(judged_reaction(results))
    assert "60 %" in str(judged_reaction(results))
    assert "drones from Brestia to Arvania" in str(reaction(results))
    assert "driven most by" in str(unsettled(results))
    assert unsettled(changed(rivals=rivals())) is None
    assert numbers_on_page.naked(compose(results).html()) == []


def test_a_pact_that_enforces_itself_has_nobody_who_would_break_it():
    kept = {
        "p_self_enforcing": 1.0,
        "defector": None,
        "tranches": None,
        "p_with_tranches": None,
        "terms": [],
        "basis": ["power.credibility"],
    }
    told = str(keeps(changed(enforcement=kept)))
    assert told.endswith("enforces itself in 100 % of the worlds that strike it.")


def test_the_months_tell_the_war_only_where_there_is_one():
    at_war, at_peace = played(months_of()), played(months_of(outlives_war=[]))
    assert "outlives the war in 25 %" in str(lasts(at_war))
    assert "war" not in str(lasts(at_peace))
    heads = [block.table.head for block in months(at_peace).blocks]
    assert not any("war" in str(cell) for head in heads for cell in head)
    assert numbers_on_page.naked(compose(at_war).html()) == []
    assert numbers_on_page.naked(compose(at_peace).html()) == []


def test_what_tests_do_is_told_only_where_it_is_more_than_chance():
    assert "take Corvia from bearing" in str(loop(played(months_of())))
    assert "cannot be told from chance" in str(loop(played(months_of(struck=10))))
    same = months_of()["loops"][0]
    same = {**same, "tolerates_without": same["tolerates"]}
    assert loop(played(months_of(loops=[same]))) is None
    assert not is_told_apart(same, 10_000)


def test_ids_of_leave_and_months_are_explained_and_others_refused():
    play = {
        "offers": {
            "unwatched": 0.5,
            "in its shadow": 0.3,
            "against refusal": 0.1,
            "nothing": 0.1,
        },
        "p_pact": 0.7,
        "p_blocked": 0.2,
    }
    leave = {
        "power": "XCO",
        "plays": dict.fromkeys(("perfect", "private", "quantal"), play),
    }
    results = played(months_of(), leave)
    tracer = Tracer(results)
    assert tracer.trace("permission.private").is_grounded
    assert tracer.trace("simulate.in_force").is_grounded
    told = " ".join(map(str, outside(results).findings))
    assert "ask too much in 20 %" in told
    assert numbers_on_page.naked(compose(results).html()) == []
    with pytest.raises(UnknownReference, match="months ahead"):
        tracer.trace("simulate.nothing")
    with pytest.raises(UnknownReference, match="permission"):
        tracer.trace("permission.nothing")


def test_what_would_turn_an_answer_over_is_named():
    made = sample.results()
    border = {
        "kind": "half",
        "name": "knew",
        "against": "not_asked",
        "ratio": sample.span(0.2, 0.4, 0.6),
        "reached_by": ["criticism"],
        "falls_without": ["timing"],
    }
    told = str(turning(made, {**made.weighings[0], "turning": [border]}))
    assert "if it were criticism" in told
    assert "turned already without" in told
    none = {**border, "reached_by": [], "falls_without": []}
    told = str(turning(made, {**made.weighings[0], "turning": [none]}))
    assert told == "No single further item would turn the answer over."
    assert turning(made, made.weighings[0]) is None


def row(name: str, *, tells: bool, adds: bool = False) -> dict[str, Any]:
    return {"name": name, "tells": tells, "adds": adds}


def test_verdicts_of_back_tests_become_one_sentence_without_figures():
    rows = [
        row("imports-halved", tells=True, adds=True),
        row("sanctions-success", tells=False),
        row("sanctions-trade", tells=True),
        row("unga-shift", tells=False, adds=True),
    ]
    told = told_of(rows)
    assert told is not None
    assert not told.numbers
    assert "something beforehand of halved imports" in str(told)
    assert "of the success of sanctions in some tests only" in str(told)
    assert "nothing of votes" in str(told)
    assert "beyond what published measures tell, of halved imports." in str(told)
    assert told_of([]) is None
    assert told_of([row("weather-tomorrow", tells=True)]) is None


def test_the_verdicts_that_are_shipped_are_those_of_the_manual():
    from suzerain.outlook.backtest.account import from_record

    records = json.loads(FIGURES.read_text(encoding="utf-8")).values()
    found = verdicts(from_record(one) for one in records if isinstance(one, dict))
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == found, (
        "run tools/fill_backtests.py"
    )


def test_a_curve_stays_within_its_picture_and_breaks_where_nothing_is_known():
    line = Curve(values=[2.0, float("nan"), -1.0])
    drawn = curves([line], title="A", ref="x", ticks=[(0.0, "none"), (1.0, "all")])
    points = drawn.split('points="')[1].split('"')[0].split()
    assert [float(p.split(",")[1]) for p in points] == [10.0, 180.0]
