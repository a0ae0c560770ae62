"""The matrix of dependence: when it stands, its order, its marks, its size."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from suzerain.brief.basis import dependence
from suzerain.brief.charts.matrix import (
    LISTED,
    MOST,
    dependents,
    is_crowded,
    matrix,
)
from suzerain.brief.results import Results
from suzerain.core.grid import Grid

OWN = ("XAR", "XBE", "XCO")


def crowd(count: int, seed: int = 1, codes: tuple[str, ...] = ()) -> Results:
    random = np.random.default_rng(seed)
    names = codes or (*OWN, *(f"Y{k}" for k in range(count - len(OWN))))
    middle = random.pareto(1.2, (count, count)).clip(0.01, 9) * 0.02
    np.fill_diagonal(middle, np.nan)
    found = Grid(
        name="dependence",
        axes=("recipient", "provider"),
        labels=(names, names),
        values=middle[None] * np.linspace(0.6, 1.5, 5)[:, None, None],
        unit="share",
        basis=lambda *_: ("tie.oil.XCO.XBE",),
    )
    return replace(sample.results(), dependence=found)


def shown(results: Results) -> list[str]:
    return [block.id for block in dependence(results).blocks]


def test_few_actors_are_a_network_more_are_both_and_many_a_matrix() -> None:
    assert shown(crowd(3))[:1] == ["network"]
    assert "matrix" not in shown(crowd(3))
    assert shown(crowd(9))[:2] == ["network", "matrix"]
    assert shown(crowd(21))[:1] == ["matrix"]
    assert "network" not in shown(crowd(21))
    assert not is_crowded(crowd(20))


def test_who_loses_most_stands_first() -> None:
    found = dependents(crowd(8))
    assert found is not None
    known = np.nan_to_num(found.values)
    assert (np.diff(known.sum(axis=1)) <= 0).all()
    assert (np.diff(known.sum(axis=0)) <= 1e-12).all()


def test_medians_are_those_of_the_grid() -> None:
    results = crowd(5)
    found = dependents(results)
    assert found is not None
    assert results.dependence is not None
    for r, row in enumerate(found.rows):
        for c, column in enumerate(found.columns):
            if row != column:
                median = results.dependence[row, column].median
                assert found.values[r, c] == pytest.approx(median)


@given(st.permutations(range(7)))
def test_the_order_of_actors_changes_nothing(order: list[int]) -> None:
    own = crowd(7)
    assert own.dependence is not None
    grid = own.dependence
    spots = np.array(order)
    names = tuple(grid.labels[0][k] for k in order)
    mixed = replace(
        grid, labels=(names, names), values=grid.values[:, spots][:, :, spots]
    )
    one, other = dependents(own), dependents(replace(own, dependence=mixed))
    assert one is not None
    assert other is not None
    assert one.rows == other.rows
    assert one.columns == other.columns
    assert np.array_equal(one.values, other.values, equal_nan=True)


def test_other_names_keep_the_layout() -> None:
    drawn = matrix(crowd(7))
    other = matrix(crowd(7, codes=("XAR", "XBE", "XCO", "Z1", "Z2", "Z3", "Z4")))
    assert drawn is not None
    assert other is not None
    paths = [re.findall(r' d="([^"]+)"', one.svg) for one in (drawn, other)]
    assert paths[0] == paths[1]


def test_a_small_matrix_writes_figures_and_a_large_one_sizes() -> None:
    small, large = matrix(crowd(8)), matrix(crowd(30))
    assert small is not None
    assert large is not None
    count = {
        name: len(html.fragment_fromstring(one.svg).xpath(".//a/text"))
        for name, one in (("small", small), ("large", large))
    }
    assert count == {"small": LISTED, "large": 0}
    sides = {float(n) for n in re.findall(r"h(\d+\.\d)v", large.svg)}
    assert len(sides) > 5


def test_names_of_columns_stand_apart() -> None:
    drawn = matrix(crowd(30))
    assert drawn is not None
    xs = [float(x) for x in re.findall(r"translate\((\S+) \S+\) rotate", drawn.svg)]
    assert min(np.diff(xs)) >= 11


def test_three_hundred_actors_stay_of_a_size() -> None:
    drawn = matrix(crowd(300))
    assert drawn is not None
    tree = html.fragment_fromstring(drawn.svg)
    assert len(tree.xpath(".//g[@transform]")) == MOST
    assert len(drawn.table.rows) == LISTED
    assert len(drawn.svg) < 60_000
    assert "are drawn" in str(drawn.reading)


def test_where_nobody_depends_on_anybody_there_is_no_picture() -> None:
    nobody = crowd(4)
    assert nobody.dependence is not None
    values = np.zeros_like(nobody.dependence.values)
    idle = replace(nobody, dependence=replace(nobody.dependence, values=values))
    assert matrix(idle) is None
    assert matrix(replace(nobody, dependence=None)) is None
    assert not is_crowded(idle)


def test_each_link_leads_to_a_pair_of_the_table() -> None:
    drawn = matrix(crowd(9))
    assert drawn is not None
    refs = {
        a.get("data-ref") for a in html.fragment_fromstring(drawn.svg).xpath(".//a")
    }
    listed = {row[2][0].ref for row in drawn.table.rows}  # type: ignore[union-attr]
    assert refs == listed
