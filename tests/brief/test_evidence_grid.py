"""The grid of explanations and evidence: marks, order, names, hostile words."""

from __future__ import annotations

import re
from itertools import pairwise
from math import log2
from typing import Any

import sample
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from suzerain.brief.charts.grid import grid, is_sure, telling, way
from suzerain.brief.results import Record

ROWS = ("not_asked", "told", "agreed", "directed", "other")
FACTORS = st.floats(0.05, 20)


def span(low: float, median: float, high: float) -> dict[str, float]:
    return {"low": low, "median": median, "high": high}


def weighing(*items: dict[str, Any]) -> Record:
    return {**sample.results().weighings[0], "evidence": list(items), "absences": []}


def item(sort: str, bits: float, *medians: float, absent: bool = False) -> Record:
    return {
        "sort": sort,
        "claims": [],
        "absent": absent,
        "bits": bits,
        "likelihood_ratio": span(1, 1, 1),
        "ratios": {
            row: span(m * 0.9, m, m * 1.1) for row, m in zip(ROWS, medians, strict=True)
        },
    }


def marks(drawn: Any) -> list[str]:
    tree = html.fragment_fromstring(drawn.svg)
    found = tree.xpath(".//*[contains(@class, 'mark')]")
    return [f"{one.tag} {one.get('class')}" for one in found]


@given(st.tuples(FACTORS, FACTORS, FACTORS))
def test_a_mark_says_on_which_side_of_one_a_factor_lies(
    ends: tuple[float, float, float],
) -> None:
    low, median, high = sorted(ends)
    ratio = span(low, median, high)
    assert way(ratio) in ("for", "against", "neither")
    if way(ratio) == "for":
        assert median > 1
    if is_sure(ratio) and way(ratio) == "against":
        assert high <= 1


def test_marks_differ_by_shape_as_well_as_colour() -> None:
    drawn = grid(weighing(item("denial", -0.5, 2.0, 0.5, 1.0, 1.05, 0.97)))
    assert marks(drawn) == [
        "path mark a",
        "path mark b",
        "circle mark ring c",
        "path mark ring a",
        "path mark ring b",
    ]


def test_the_area_of_a_mark_grows_with_its_factor() -> None:
    drawn = grid(weighing(item("denial", -0.5, 4.0, 2.0, 1.5, 1.2, 1.1)))
    assert drawn is not None
    sides = [float(s) for s in re.findall(r"h(\d+(?:\.\d+)?)v", drawn.svg)]
    assert sides == sorted(sides, reverse=True)
    assert len(set(sides)) == len(ROWS)


def test_the_most_telling_item_stands_first_and_is_named() -> None:
    weak = item("denial", 0.1, 1.1, 1.0, 1.0, 1.0, 1.0)
    strong = item("timing", -0.9, 1.0, 1.0, 0.4, 1.0, 1.0)
    found = weighing(weak, strong)
    assert [k for k, _ in telling(found)] == [2, 1]
    drawn = grid(found)
    assert drawn is not None
    assert "meetings shortly before, which speaks most against" in str(drawn.reading)
    assert "factor 0.4" in str(drawn.reading)
    assert "No item doubles" not in str(drawn.reading)


def test_where_nothing_doubles_any_odds_the_sentence_says_so() -> None:
    drawn = grid(weighing(item("denial", 0.1, 1.3, 0.8, 1.0, 1.0, 1.0)))
    assert drawn is not None
    assert abs(log2(1.3)) < 1
    assert "No item doubles or halves" in str(drawn.reading)


def test_each_column_and_each_row_leads_to_its_trace() -> None:
    drawn = grid(
        weighing(
            item("denial", 0.2, *[1.2] * 5),
            item("timing", 0.1, *[0.9] * 5, absent=True),
        )
    )
    assert drawn is not None
    refs = [
        a.get("data-ref") for a in html.fragment_fromstring(drawn.svg).xpath(".//a")
    ]
    contest = "weigh.contest.XCO.xar-xbe"
    assert refs == [
        *(f"{contest}.{row}" for row in ROWS),
        f"{contest}.item1",
        f"{contest}.item2",
    ]
    assert "no report of meetings" in drawn.svg


def test_names_of_columns_stand_apart() -> None:
    drawn = grid(weighing(*(item("denial", k, *[1.2] * 5) for k in range(12))))
    assert drawn is not None
    xs = [float(x) for x in re.findall(r"translate\((\S+) \S+\) rotate", drawn.svg)]
    slanted = 13 / 0.77  # a line of text at half a right angle takes this much
    assert all(b - a >= slanted for a, b in pairwise(xs))


def test_without_factors_there_is_no_picture() -> None:
    assert grid(sample.results().weighings[0]) is None
    assert grid(weighing()) is None
