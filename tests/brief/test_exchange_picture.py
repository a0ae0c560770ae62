"""The picture of what changes hands: widths, sums, names, and hostile words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import hostile_results
import numpy as np
import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from made_pact import made_pact
from markupsafe import escape

from suzerain.brief.charts.exchange import exchange
from suzerain.brief.charts.flows import SLOT, WIDEST, StreamPlan, plan
from suzerain.brief.charts.lettering import fitted, folded, width
from suzerain.brief.exchanged import nothing_moves
from suzerain.brief.results import Results
from suzerain.brief.why import why
from suzerain.core.worlds import Worlds
from suzerain.strategy.solution import solve

NAMES = st.sampled_from("ABCD")
FLOWS = st.lists(
    st.tuples(NAMES, NAMES, st.floats(0.001, 1.0)).filter(lambda f: f[0] != f[1]),
    min_size=1,
    max_size=14,
)


def moved(*worths: tuple[float, float], patron: str | None = "XCO") -> dict[str, Any]:
    terms = [
        ("drones", "XBE", "XAR"),
        ("grain", "XAR", "XBE"),
        ("missile_technology", "XAR", "XBE"),
    ]
    keys = ("with_consent", "without_consent", "without_patron")
    rows = [
        {
            "id": f"term.{good}.{giver}.{taker}",
            "giver": giver,
            "taker": taker,
            "good": good,
            "worth": dict(zip(keys, (*worth, worth[0]), strict=True)),
            "cost": dict.fromkeys(keys, worth[0] / 2),
        }
        for (good, giver, taker), worth in zip(terms, worths, strict=False)
    ]
    sums = {side: dict.fromkeys(keys, 0.01) for side in ("gets", "gives", "net")}
    return {
        "pact": "xar-xbe",
        "patron": patron,
        "terms": rows,
        "members": {"XAR": sums, "XBE": sums},
    }


def results(*worths: tuple[float, float]) -> Results:
    return replace(sample.results(), exchange=moved(*worths))


@given(FLOWS)
def test_as_much_leaves_on_the_left_as_arrives_on_the_right(
    flows: list[tuple[str, str, float]],
) -> None:
    made = plan(flows)
    total = sum(stream.drawn for stream in made.streams)
    assert sum(bar.tall for bar in made.givers) == pytest.approx(total)
    assert sum(bar.tall for bar in made.takers) == pytest.approx(total)


@given(FLOWS)
def test_widths_are_in_proportion_and_the_widest_is_as_wide_as_may_be(
    flows: list[tuple[str, str, float]],
) -> None:
    made = plan(flows)
    widest = max(made.streams, key=lambda s: s.wide)
    assert widest.drawn == pytest.approx(WIDEST)
    for stream in made.streams:
        assert stream.drawn * widest.wide == pytest.approx(stream.wide * WIDEST)


def apart(bars: list[tuple[float, float]]) -> bool:
    bars = sorted(bars)
    return all(a + h <= b + 1e-6 for (a, h), (b, _) in pairwise(bars))


@given(FLOWS)
def test_no_bar_and_no_stream_covers_another(
    flows: list[tuple[str, str, float]],
) -> None:
    made = plan(flows)
    for bars in (made.givers, made.takers):
        assert apart([(bar.top, bar.tall) for bar in bars])
    assert apart([(s.middle - SLOT / 2, SLOT) for s in made.streams])
    for side, name in (("left", "giver"), ("right", "taker")):
        for who in {getattr(s, name) for s in made.streams}:
            own = [s for s in made.streams if getattr(s, name) == who]
            assert apart([(getattr(s, side), s.drawn) for s in own])


def shapes(made: StreamPlan) -> list[tuple[float, ...]]:
    return [(s.left, s.middle, s.right, s.drawn) for s in made.streams]


@given(FLOWS)
def test_other_names_keep_the_layout(flows: list[tuple[str, str, float]]) -> None:
    other = dict(zip("ABCD", "ZYXW", strict=True))
    renamed = [(other[a], other[b], wide) for a, b, wide in flows]
    assert shapes(plan(flows)) == shapes(plan(renamed))


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=9, unique=True), st.randoms())
def test_the_order_of_terms_changes_nothing_where_no_two_are_alike(
    widths: list[float], random: Any
) -> None:
    flows = [("AB"[k % 2], "BA"[k % 2], wide) for k, wide in enumerate(widths)]
    sums = [sum(w for a, _, w in flows if a == who) for who in "AB"]
    if sums[0] == pytest.approx(sums[1]):
        return
    mixed = random.sample(flows, len(flows))
    assert np.allclose(shapes(plan(flows)), shapes(plan(mixed)))


def test_what_is_left_if_refused_is_the_solid_part_of_a_stream() -> None:
    drawn = exchange(results((0.02, 0.005), (0.01, 0.01)))
    assert drawn is not None
    tree = html.fragment_fromstring(drawn.svg)
    assert len(tree.xpath(".//path[contains(@class, 'flow')]")) == 2
    (lost,) = tree.xpath(".//path[@class='taken']")
    top, low = _height(lost.get("d"))
    first = _height(tree.xpath(".//path[contains(@class, 'flow')]")[0].get("d"))
    assert low - top == pytest.approx(3 * (first[1] - first[0]), abs=0.2)


def _height(path: str) -> tuple[float, float]:
    """Where a stream begins on the left, upper and lower edge."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return numbers[1], numbers[-1]


def test_the_sentence_and_the_table_carry_the_figures_of_the_results() -> None:
    drawn = exchange(results((0.021, 0.0052), (0.01, 0.01)))
    assert drawn is not None
    assert "drones from Brestia to Arvania: 2.1 %" in str(drawn.reading)
    assert "0.5 % if it is refused" in str(drawn.reading)
    assert len(drawn.table.rows) == 2


def test_each_figure_of_the_picture_leads_to_its_trace() -> None:
    found = results((0.02, 0.005), (0.01, 0.01), (0.004, 0.0))
    drawn = exchange(found)
    assert drawn is not None
    tree = html.fragment_fromstring(drawn.svg)
    refs = [link.get("data-ref") for link in tree.xpath(".//a")]
    assert sorted(refs) == [
        "solve.exchange.drones.XBE.XAR",
        "solve.exchange.grain.XAR.XBE",
        "solve.exchange.missile_technology.XAR.XBE",
    ]


def test_where_nothing_changes_hands_a_sentence_says_so() -> None:
    found = results((0.0, 0.0))
    assert exchange(found) is None
    told = nothing_moves(found)
    assert told is not None
    assert "nothing changes hands" in str(told)
    assert nothing_moves(results((0.1, 0.0))) is None


def test_names_from_outside_stay_words() -> None:
    found = replace(hostile_results.results(), exchange=moved((0.02, 0.01)))
    drawn = exchange(found)
    assert drawn is not None
    assert "<script" not in drawn.svg
    assert str(escape("<script>"))[:6] in drawn.svg


@given(st.text(max_size=60), st.floats(20, 200))
def test_words_are_cut_to_their_room(text: str, room: float) -> None:
    assert width(fitted(text, room)) <= max(room, width("…"))
    assert len(folded(text, room, 2)) <= 2


def test_why_explains_what_a_solution_moves() -> None:
    case = made_pact()
    solution = solve(case, Worlds(count=20, seed=1))
    step = why(case, "solve.exchange.oil.BBB.AAA", solution=solution)
    assert "is worth to its taker" in step.label
    assert step.parents[0].id == "solve.term.oil.BBB.AAA"
    balance = why(case, "solve.exchange.AAA", solution=solution)
    assert {parent.id for parent in balance.parents} >= {step.id}
