"""Caliendo & Parro 2015, Estimates of the Trade and Welfare Effects of NAFTA.

The published columns are those of theory note B2 (from the tests of the R package
cp2015, two digits, and its own solution, four); real wages and real income of all 31
regions were made with the R package KITE from the same data. Cut-offs in the same world
are in test_cut_offs_of_1993.py. The authors' data are not in this repository.
"""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from places import SHARED

from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.shock import autarky, change, cut, stack
from suzerain.measures.judge.welfare import first_order, welfare
from suzerain.sources.economies import read_economy
from suzerain.sources.known_shocks import known_shocks, shocked_tariffs

DATA = SHARED / "data" / "caliendo_parro_2015"
REFERENCE = SHARED / "theory" / "reference"
pytestmark = pytest.mark.skipif(
    not DATA.exists(),
    reason="the data of Caliendo & Parro 2015 are not on this machine",
)
CODES = {"Mexico": "MEX", "Canada": "CAN", "USA": "USA"}
PP = 0.005  # percentage points, as the reference cases say


@pytest.fixture(scope="module")
def world():
    return read_economy(DATA)


@pytest.fixture(scope="module")
def closed(world):
    return prepare(world, deficits="closed")


@pytest.fixture(scope="module")
def tariffs(world):
    return shocked_tariffs(DATA, known_shocks()["nafta"], world)


@pytest.fixture(scope="module")
def nafta(closed, tariffs):
    shock = change(closed.economy, tariff=tariffs, name="nafta")
    return equilibrium(closed, shock, tolerance=1e-11)


def reference():
    return json.loads((REFERENCE / "reference_cases.json").read_text())["cp2015"]


def at(economy, region):
    return economy.regions.index(region)


@pytest.mark.parametrize("country", list(CODES))
def test_every_published_column_with_deficits_closed(world, nafta, country):
    wanted, place = reference()["zero_deficit"][country], at(world, CODES[country])
    first, exact = first_order(nafta), welfare(nafta)
    found = {
        "tot": first.terms_of_trade[place],
        "vot": first.volume_of_trade[place],
        "welfare_first_order": first.welfare[place],
        "realwage": exact.real_wage[0, place],
        "exact_income": exact.real_income[0, place],
    }
    assert set(found) == set(wanted)
    for name, value in found.items():
        assert 100 * value == pytest.approx(wanted[name], abs=1e-4), name


def test_the_published_columns_with_deficits_held(world, tariffs):
    after = equilibrium(world, change(world, tariff=tariffs), deficits="held")
    first, wages = first_order(after), welfare(after).real_wage[0]
    published = {  # tot, vot, welfare, real wage; two decimals
        "CAN": (-0.08, 0.04, -0.04, 0.33),
        "MEX": (-0.41, 1.59, 1.17, 1.64),
        "USA": (0.05, 0.04, 0.08, 0.12),
    }
    for region, wanted in published.items():
        k = at(world, region)
        parts = (first.terms_of_trade, first.volume_of_trade, first.welfare, wages)
        found = [100 * part[k] for part in parts]
        assert np.allclose(found, wanted, atol=PP)
    for country, wanted in reference()["with_deficit"].items():
        found = 100 * first.welfare[at(world, CODES[country])]
        assert found == pytest.approx(wanted, abs=1e-4)


def test_real_wages_and_incomes_of_all_31_regions_are_those_of_kite(world, nafta):
    path = REFERENCE / "kite_real_wages.csv"
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert len(rows) == len(world.regions) == 31  # both in the authors' order
    exact = welfare(nafta)
    for k, row in enumerate(rows):
        assert 100 * exact.real_wage[0, k] == pytest.approx(
            float(row["realwage"]), abs=1e-6
        )
        assert 100 * exact.real_income[0, k] == pytest.approx(float(row["W"]), abs=1e-6)


def test_mexico_imports_more_than_twice_as_much_from_the_pact(world, closed, nafta):
    economy = closed.economy
    before = economy.trade * closed.spending[:, None] / (1 + economy.tariff)
    buyer, sellers = at(world, "MEX"), [at(world, "CAN"), at(world, "USA")]
    ratio = nafta.flow()[buyer, sellers].sum() / before[buyer, sellers].sum()
    assert 100 * (ratio - 1) == pytest.approx(118.28, abs=PP)  # SOURCE.md of the data


@pytest.mark.parametrize(
    ("steps", "published"),
    [
        (1, 1.3121),
        (2, 0.6361),
        (5, 0.2548),
        (20, 0.0687),
        pytest.param(80, 0.0226, marks=pytest.mark.slow),
    ],
)
def test_the_published_gain_melts_as_the_path_is_split(
    closed, tariffs, steps, published
):
    old, mexico = closed.economy.tariff, at(closed.economy, "MEX")
    total, baseline = 0.0, closed
    for step in range(1, steps + 1):
        tariff = old + (tariffs - old) * step / steps
        after = equilibrium(baseline, change(baseline.economy, tariff=tariff))
        total += float(first_order(after).welfare[mexico])
        if step < steps:
            baseline = prepare(after.economy_after())
    assert 100 * total == pytest.approx(published, abs=2e-4)


def closed_form(economy, region):
    """Loss of the real wage in autarky: home shares through input-output links.

    A sector without home supply is left out, as in theory note B1.
    """
    home = economy.trade[region, region]
    dearer = np.log(np.where(home > 0, home, 1)) / economy.elasticity
    links = np.eye(len(home)) - economy.inputs[region].T
    return 1 - np.exp(economy.final[region] @ np.linalg.solve(links, dearer))


def test_the_solver_in_autarky_is_the_closed_form(closed):
    economy = closed.economy
    home = np.einsum("nnj->nj", economy.trade)
    whole = [k for k, row in enumerate(home) if (row > 0).all()]
    assert len(whole) == 16
    names = [economy.regions[k] for k in whole]
    after = equilibrium(
        closed, stack(autarky(economy, name) for name in names), tolerance=1e-9
    )
    assert after.converged.all()
    found = -welfare(after).real_wage[range(len(whole)), whole]
    wanted = [closed_form(economy, k) for k in whole]
    assert np.allclose(found, wanted, atol=1e-7)


@pytest.mark.parametrize("region", ["IRL", "MEX"])
def test_who_sells_nothing_at_home_of_a_sector_has_no_autarky(closed, region):
    """The note's figures for these two leave such sectors out; the judge says so."""
    economy = closed.economy
    place = at(economy, region)
    bare = np.flatnonzero(economy.trade[place, place] == 0)
    assert len(bare) == {"IRL": 3, "MEX": 2}[region]
    others = [name for name in economy.regions if name != region]
    nearly = cut(economy, region, others, part=0.99, both_ways=True)
    after = equilibrium(closed, stack([autarky(economy, region), nearly]))
    assert after.converged.tolist() == [False, True]
    assert after.reason[0].startswith("nobody is left to supply")
    named = after.reason[0].split(" with ")[1]
    assert named in [economy.sectors[k] for k in bare]
