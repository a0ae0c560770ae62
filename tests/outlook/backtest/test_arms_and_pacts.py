"""Arms links and pacts: who is asked, what happened, and nothing known too early."""

from unittest.mock import patch

import made_world
import numpy as np
import pytest
from made_history import assert_nothing_is_known_before_its_time
from places import SHARED

from suzerain.core.assumption import load_register
from suzerain.outlook.backtest.catalogue import studies, study
from suzerain.outlook.backtest.ground import Ground, make_ground
from suzerain.outlook.backtest.pair_history import pair_histories
from suzerain.outlook.backtest.run import back_test, run_study
from suzerain.outlook.backtest.studies import arms_links, defence_pacts
from suzerain.outlook.backtest.tables import shelf_of, until

REGISTER = load_register()
NAMES = ("arms-links", "pacts-begun", "pacts-ended")


@pytest.fixture(scope="module")
def world():
    return made_world.world()


@pytest.fixture(scope="module", autouse=True)
def small_ground():
    """Only the states of the made world, so that a build takes no time."""

    def made(first, last):
        return Ground(first=first, last=last, states=made_world.CODES)

    with (
        patch.object(arms_links, "make_ground", made),
        patch.object(defence_pacts, "make_ground", made),
    ):
        yield


@pytest.fixture(scope="module")
def built(world):
    return {name: study(name).build(world, REGISTER) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("year", [1975, 1988])
def test_hiding_all_that_came_later_changes_no_feature(world, built, name, year):
    cut = study(name).build(until(world, year), REGISTER)
    assert_nothing_is_known_before_its_time(built[name], cut, year)


@pytest.mark.parametrize("name", NAMES)
def test_hiding_all_that_came_later_changes_no_forecast(world, built, name):
    from suzerain.outlook.backtest.rolling import roll

    predictors = study(name).predictors
    cut = study(name).build(until(world, 1988), REGISTER)
    early, late = (
        roll(rows, predictors, [1988], REGISTER).chance for rows in (cut, built[name])
    )
    whole = built[name]
    who = [
        [rows.units[one] for one in rows.unit[rows.origin == 1988]]
        for rows in (cut, whole)
    ]
    shared = set(who[0]) & set(who[1])
    assert shared
    for one in predictors:
        before, after = (
            dict(zip(names, chance[one.name][rows.origin == 1988], strict=True))
            for names, chance, rows in zip(
                who, (early, late), (cut, whole), strict=True
            )
        )
        assert all(before[unit] == pytest.approx(after[unit]) for unit in shared)


@pytest.mark.parametrize(
    ("table", "column", "feature"),
    [("flows", "flow", "trade_share"), ("power", "cinc", "power_gap")],
)
def test_a_statistic_of_the_year_itself_is_seen_a_year_later(
    world, table, column, feature
):
    ground = Ground(first=1985, last=1990, states=made_world.CODES)
    chance = np.random.default_rng(3).uniform(0.2, 5, len(world[table][column]))
    now = world[table]["year"] == 1988
    moved = np.where(now, world[table][column] * chance, world[table][column])
    changed = {**world, table: {**world[table], column: moved}}
    before, after = (
        pair_histories(one, ground, REGISTER)[feature] for one in (world, changed)
    )
    same = [
        np.array_equal(one, other, equal_nan=True)
        for one, other in zip(before, after, strict=True)
    ]
    assert same == [True, True, True, True, False, True]


def test_a_link_is_asked_about_when_nothing_was_delivered_for_ten_years(world, built):
    rows, sold = built["arms-links"], world["deliveries"]
    places = np.flatnonzero(rows.origin == 1985)
    years = {
        unit: sold["year"][
            (sold["supplier"] == unit[0]) & (sold["recipient"] == unit[1])
        ]
        for unit in rows.units
    }
    for row in places:
        delivered = years[rows.units[rows.unit[row]]]
        assert not ((delivered >= 1976) & (delivered <= 1985)).any()
        assert rows.outcome[row] == (delivered == 1986).any()
        assert rows.settled[row] == 1986
    asked = {rows.units[one] for one in rows.unit[places]}
    active = set(sold["supplier"][(sold["year"] >= 1976) & (sold["year"] <= 1985)])
    free = {
        unit
        for unit, when in years.items()
        if unit[0] in active and not ((when >= 1976) & (when <= 1985)).any()
    }
    assert asked == free


def test_a_supplier_is_asked_about_from_the_year_of_its_first_delivery(world):
    sold = world["deliveries"]
    early = (sold["supplier"] == "BRA") & (sold["year"] < 1980)
    kept = {name: column[~early] for name, column in sold.items()}
    began = int(kept["year"][kept["supplier"] == "BRA"].min())
    rows = study("arms-links").build({**world, "deliveries": kept}, REGISTER)
    place = [k for k, unit in enumerate(rows.units) if unit[0] == "BRA"]
    assert rows.origin[np.isin(rows.unit, place)].min() == began


def test_a_pact_is_asked_about_where_there_is_none_and_its_end_where_there_is(
    world, built
):
    pacts = world["pacts"]

    def had(unit, year):
        rows = (pacts["state1"] == unit[0]) & (pacts["state2"] == unit[1])
        return bool((pacts["year"][rows] == year).any())

    for name, before in (("pacts-begun", False), ("pacts-ended", True)):
        rows = built[name]
        for row in np.flatnonzero(np.isin(rows.origin, (1979, 1984))):
            unit, year = rows.units[rows.unit[row]], int(rows.origin[row])
            assert had(unit, year) is before
            assert rows.outcome[row] == (had(unit, year + 1) is not before)


def test_the_last_year_is_forecast_and_not_scored(built):
    rows = built["arms-links"]
    assert np.isnan(rows.outcome[rows.origin == rows.origin.max()]).all()


def test_a_back_test_says_all_that_was_found(built):
    found = back_test(study("arms-links"), built["arms-links"], data=("made 1",))
    assert found.models[0].name == "base rate"
    assert found.models[0].auc_within == pytest.approx(0.5)
    other = found.model("gravity and published")
    assert other.against == {}
    low, high = other.interval["auc"]
    assert low <= other.auc <= high
    assert sum(one.n for one in other.bins) == found.n
    assert found.void["the outcome is not known"] > 0
    assert found.n == int(
        (~np.isnan(built["arms-links"].outcome)).sum()
    ) - found.void.get("too few outcomes had settled to forecast from", 0)


def test_a_watched_unit_has_its_rank_among_all_candidates(built):
    from dataclasses import replace

    from suzerain.outlook.backtest.study import Watched

    rows = built["arms-links"]
    row = int(np.flatnonzero((rows.origin == 1990) & (rows.outcome == 0))[0])
    unit = rows.units[rows.unit[row]]
    asked = (
        Watched(unit=unit, origin=1990, why="a test"),
        Watched(unit=("PRK", "PRK"), origin=1990, why="never asked"),
    )
    seen, never = back_test(replace(study("arms-links"), watched=asked), rows).watched
    here = rows.origin == 1990
    assert seen.candidates == here.sum()
    assert seen.rank["base rate"] == pytest.approx((seen.candidates + 1) / 2)
    assert 1 <= seen.rank["all"] <= seen.candidates
    assert (never.candidates, never.rank) == (0, {})


def test_every_study_names_features_that_it_builds(built):
    for name in NAMES:
        wanted = {one for p in study(name).predictors for one in p.features}
        assert wanted <= set(built[name].features)
        assert study(name).against in {one.name for one in study(name).predictors}
    assert set(NAMES) <= set(studies())


@pytest.mark.parametrize("one", studies().values(), ids=lambda one: one.name)
def test_ours_is_held_against_all_that_is_known_without_it(one):
    (other,) = (p for p in one.predictors if p.name == one.against)
    assert other.kind == "published"
    beside = {p.name: set(p.features) for p in one.predictors if p.kind == "both"}
    assert any(set(other.features) < features for features in beside.values())


@pytest.mark.slow
def test_real_ends_of_pacts_are_told_apart_as_the_page_says(monkeypatch):
    if not (SHARED / "data" / "atop_5.1").is_dir():
        pytest.skip("the datasets (../shared/data) are not on this machine")
    asked = study("pacts-ended")
    monkeypatch.setattr(defence_pacts, "make_ground", make_ground)
    with shelf_of(SHARED / "data", set(asked.needs)) as shelf:
        found = run_study(asked, shelf, origins=range(2008, 2018))
    assert found.events > 20
    gravity, ours = found.model("gravity"), found.model("gravity and ours")
    assert 0.5 < gravity.auc < 0.8
    assert ours.auc > gravity.auc
