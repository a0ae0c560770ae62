"""Measures of trade dependence side by side, from observed flows."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import SuzerainError
from suzerain.core.flows import Flows
from suzerain.core.incomes import Incomes
from suzerain.core.worlds import Worlds
from suzerain.measures.published.panel import OURS, trade_panel

ACTORS = ("DDD", "CCC", "BBB", "AAA")  # not in alphabetical order on purpose
FEW = Worlds(count=20)
UNIT = "million current USD"


def flows(rows, goods=("trade",)):
    year, recipient, provider, good, amount = zip(*rows, strict=True)
    return Flows(
        actors=ACTORS,
        goods=goods,
        year=np.array(year, dtype=np.int32),
        recipient=np.array([ACTORS.index(code) for code in recipient], np.int32),
        provider=np.array([ACTORS.index(code) for code in provider], np.int32),
        good=np.array([goods.index(code) for code in good], np.int32),
        amount=np.array(amount, dtype=float),
        unit=UNIT,
        origin="made",
    )


def everybody(year, scale=1.0):
    """All twelve flows among four states, of sizes 1 to 12."""
    pairs = [(i, j) for i in sorted(ACTORS) for j in sorted(ACTORS) if i != j]
    return [(year, i, j, "trade", scale * (k + 1.0)) for k, (i, j) in enumerate(pairs)]


def incomes(rows):
    year, code, low, high = zip(*rows, strict=True)
    known = ("AAA", "BBB", "ZZZ")
    return Incomes(
        actors=known,
        year=np.array(year, dtype=np.int32),
        actor=np.array([known.index(one) for one in code], dtype=np.int32),
        low=np.array(low, dtype=float),
        high=np.array(high, dtype=float),
        unit=UNIT,
        origin="made",
    )


def test_flows_lie_by_year_recipient_and_provider_in_alphabetical_order():
    panel = trade_panel(flows(everybody(2001) + everybody(2003, 2.0)), worlds=FEW)
    assert panel.actors == ("AAA", "BBB", "CCC", "DDD")
    assert panel.years.tolist() == [2001, 2003]
    assert panel.imports[0, 0].tolist()[1:] == [1, 2, 3]
    assert panel.imports[1, 3].tolist()[:3] == [20, 22, 24]
    assert np.isnan(np.diagonal(panel.imports, axis1=1, axis2=2)).all()


def test_published_measures_follow_from_the_flows():
    panel = trade_panel(flows(everybody(2001)), worlds=FEW)
    assert panel.measures["import_share"][0, 0, 1:].tolist() == [1 / 6, 2 / 6, 3 / 6]
    between = [1 + 4, 2 + 7, 3 + 10]
    assert panel.measures["trade_share"][0, 0, 1:] == pytest.approx(
        [one / sum(between) for one in between]
    )
    for even in ("salience", "interdependence"):
        values = panel.measures[even][0]
        assert np.array_equal(values, values.T, equal_nan=True)


def test_an_inferred_product_counts_with_the_middle_of_its_bounds():
    known = incomes([(2001, "AAA", 100, 100), (2001, "BBB", 50, 200)])
    panel = trade_panel(flows(everybody(2001)), known, worlds=FEW)
    part, weak = (panel.measures[name][0] for name in ("trade_to_gdp", "weak_link"))
    assert part[0, 1] == pytest.approx(0.05)
    assert part[1, 0] == pytest.approx(0.05)
    assert np.isnan(part[2]).all()
    assert np.isnan(weak[0, 2])


def test_products_of_other_years_and_states_are_nobodys():
    known = incomes([(1999, "AAA", 1, 1), (2001, "ZZZ", 1, 1)])
    panel = trade_panel(flows(everybody(2001)), known, worlds=FEW)
    assert np.isnan(panel.measures["trade_to_gdp"]).all()


def test_without_products_no_measure_divides_by_them():
    panel = trade_panel(flows(everybody(2001)), worlds=FEW)
    assert "trade_to_gdp" not in panel.measures
    assert "weak_link" not in panel.measures


def test_the_measure_with_substitution_is_the_atlas():
    from suzerain.measures.atlas import make_atlas

    made = flows(everybody(2001))
    panel = trade_panel(made, worlds=FEW)
    atlas = make_atlas(made, worlds=Worlds(count=20))
    for row in range(len(atlas)):
        i = panel.actors.index(atlas.actors[atlas.recipient[row]])
        j = panel.actors.index(atlas.actors[atlas.provider[row]])
        assert panel.measures[OURS][0, i, j] == pytest.approx(atlas.loss[1, row])


def test_several_goods_are_added_up():
    rows = [*everybody(2001), (2001, "AAA", "BBB", "arms", 5.0)]
    panel = trade_panel(flows(rows, ("trade", "arms")), worlds=FEW)
    assert panel.imports[0, 0, 1] == 6


def test_what_was_not_observed_stays_unknown():
    rows = [row for row in everybody(2001) if row[1:3] != ("AAA", "BBB")]
    panel = trade_panel(flows(rows), worlds=FEW)
    assert np.isnan(panel.imports[0, 0, 1])
    for name in ("import_share", "trade_share", "salience", OURS):
        assert np.isnan(panel.measures[name][0, 0, 1]), name


def test_no_flow_is_refused():
    empty = Flows(
        actors=(),
        goods=(),
        year=np.zeros(0, np.int32),
        recipient=np.zeros(0, np.int32),
        provider=np.zeros(0, np.int32),
        good=np.zeros(0, np.int32),
        amount=np.zeros(0),
        unit=UNIT,
        origin="made",
    )
    with pytest.raises(SuzerainError, match="no flow"):
        trade_panel(empty)
