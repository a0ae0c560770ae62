"""Datasets become economies whose shares are those of the tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_study import write_study
from read_back import real

from suzerain.core.assumption import load_register
from suzerain.core.economy import Economy
from suzerain.core.errors import DataMissing, SuzerainError, UnknownName
from suzerain.core.spread import Spread
from suzerain.measures.judge.equilibrium import equilibrium
from suzerain.measures.judge.shock import cut, every_cut, stack
from suzerain.sources.calibration import WorldTable, calibrated
from suzerain.sources.economies import read_economy, read_tariffs
from suzerain.sources.economy_names import find_region, region_names
from suzerain.sources.known_shocks import known_shocks, shocked_tariffs
from suzerain.sources.shelf import Shelf


def table(**changed):
    flow = np.zeros((2, 2, 2))
    flow[0, 0], flow[0, 1], flow[1, 1] = (60, 30), (20, 0), (80, 50)
    flow[1, 0] = (10, 0)
    held = {
        "regions": ("A", "B"),
        "sectors": ("x", "y"),
        "flow": flow,
        "materials": np.full((2, 2, 2), 0.25),
        "tariff": np.zeros((2, 2, 2)),
        "elasticity": np.array([4.0, 5.0]),
        "unit": "coins",
        "origin": "by hand",
    }
    return WorldTable(**{**held, **changed})


def test_money_becomes_shares():
    economy = calibrated(table())
    assert economy.trade[0, :, 0].tolist() == [0.75, 0.25]
    assert economy.income.tolist() == [50, 75]
    assert economy.deficit.tolist() == [10, -10]
    # A spends 80 and 30, and uses a quarter of its output of 100 of each
    assert np.allclose(economy.final[0], [55 / 60, 5 / 60])


def test_a_tariff_is_part_of_what_is_spent():
    tariff = np.zeros((2, 2, 2))
    tariff[0, 1, 0] = 0.5
    economy = calibrated(table(tariff=tariff))
    assert np.allclose(economy.trade[0, :, 0], [60 / 90, 30 / 90])
    assert economy.deficit.tolist() == [10, -10]


def test_negative_final_demand_becomes_0():
    materials = np.full((2, 2, 2), 0.45)
    economy = calibrated(table(materials=materials))
    assert economy.final[0].tolist() == [1, 0]
    assert np.allclose(economy.final.sum(axis=1), 1)


def test_what_nobody_buys_or_makes_is_harmless():
    flow = table().flow.copy()
    flow[:, :, 1] = 0
    economy = calibrated(table(flow=flow))
    assert economy.trade[:, :, 1].tolist() == [[1, 0], [0, 1]]
    assert economy.value_added[:, 1].tolist() == [1, 1]
    after = equilibrium(economy, every_cut(economy), deficits="closed")
    assert np.isfinite(after.wage[after.converged]).all()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def world(folder: Path) -> Economy:
    return read_economy(folder)


def test_the_study_is_read_from_a_folder(folder: Path, world: Economy) -> None:
    assert str(world) == (
        "31 regions and 40 sectors, thousand current USD (caliendo-parro, 1993)"
    )
    tariff = np.loadtxt(folder / "tariffs1993.txt")
    buyer, seller = world.regions.index("CAN"), world.regions.index("MEX")
    assert world.tariff[buyer, seller, 2] == tariff[2 * 31 + 4, 19] / 100
    assert np.allclose(world.trade.sum(axis=1), 1)
    assert np.allclose(world.value_added + world.inputs.sum(axis=1), 1)


def test_the_study_is_read_from_the_shelf(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "files").mkdir()
    folder = write_study(tmp_path / "files")
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path / "shelf"))
    with pytest.raises(DataMissing):
        read_economy("caliendo-parro")
    Shelf().add(folder)
    one, two = read_economy("caliendo-parro"), read_economy(folder)
    assert np.array_equal(one.trade, two.trade)
    assert one.sectors == two.sectors


def test_output_below_exports_is_raised_to_them(tmp_path: Path) -> None:
    economy = read_economy(write_study(tmp_path, GO=np.ones((40, 31))))
    home = np.einsum("nnj->nj", economy.trade)
    assert (home[:, :20] == 0).all()


def test_a_known_shock_changes_tariffs_among_its_members_only(
    folder: Path, world: Economy
) -> None:
    economy, shock = world, known_shocks()["nafta"]
    new = shocked_tariffs(folder, shock, economy)
    later = read_tariffs(folder, 2005, economy.regions, economy.sectors)
    inside = [economy.regions.index(name) for name in shock.members]
    changed = np.argwhere((new != economy.tariff).any(axis=2))
    assert {int(k) for pair in changed for k in pair} <= set(inside)
    assert np.array_equal(new[np.ix_(inside, inside)], later[np.ix_(inside, inside)])


def test_a_year_without_tariffs_is_refused(folder: Path, world: Economy) -> None:
    with pytest.raises(UnknownName, match="1999"):
        read_tariffs(folder, 1999, world.regions, world.sectors)
    with pytest.raises(UnknownName, match="1999"):
        read_economy(folder, 1999)


def world_table(folder: Path, year: int) -> np.ndarray:
    """A made input-output table of three countries and two industries."""
    draw = np.random.default_rng(year)
    used = draw.integers(1, 9, (6, 6)).astype(np.int32) + 20 * np.eye(6, dtype=np.int32)
    final = draw.integers(9, 30, (6, 15)).astype(np.int32)
    np.savez_compressed(
        folder / f"wiot_{year}.npz",
        Z=used,
        F=final,
        x=used.sum(1) + final.sum(1),
        countries=np.array(("CHN", "DEU", "RoW")),
        industries=np.array(("c1", "c2")),
        year=np.int64(year),
    )
    return used


def test_an_input_output_table_is_read_and_the_latest_year_taken(
    tmp_path: Path,
) -> None:
    world_table(tmp_path, 2010)
    used = world_table(tmp_path, 2011)
    economy = read_economy(tmp_path)
    assert economy.origin == "wiod release of 2013, 2011"
    assert economy.regions == ("CHN", "DEU", "ROW")
    assert not economy.tariff.any()
    held = np.load(tmp_path / "wiot_2011.npz")
    made = held["x"][2]  # DEU c1
    bought = used[1, 2] + used[3, 2] + used[5, 2]  # c2 of all countries
    assert economy.inputs[1, 1, 0] == pytest.approx(bought / made)
    assert economy.elasticity.tolist() == [5, 5]  # the register's


def test_a_table_without_tariffs_takes_the_one_that_is_assumed(tmp_path: Path) -> None:
    world_table(tmp_path, 2011)
    known = load_register()
    entry = known["measure.unknown_tariff"]
    assumed = replace(entry, spread=Spread(low=0.1, high=0.1, shape="point"))
    tariff = read_economy(tmp_path, register=known.overrule([assumed])).tariff
    assert np.array_equal(tariff[:, :, 0], 0.1 * (1 - np.eye(3)))


def test_an_oecd_table_is_read_as_well(tmp_path: Path) -> None:
    draw = np.random.default_rng(3)
    names = [f"{c}_{i}" for c in ("AUS", "CHN", "ROW") for i in ("A01", "C29")]
    uses = ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")
    buyers = [f"{c}_{use}" for c in ("AUS", "CHN", "ROW") for use in uses]
    cells = draw.integers(1, 90, (6, 6 + len(buyers))) / 8
    cells[:, 6:] *= 2
    lines = [",".join(["V1", *names, *buyers, "OUT"])]
    for name, row in zip(names, cells, strict=True):
        lines.append(",".join([name, *map(str, row), str(row.sum())]))
    empty = ",".join(["0"] * (len(names) + len(buyers) + 1))
    lines += [f"{name},{empty}" for name in ("TLS", "VA", "OUT")]
    (tmp_path / "2020_SML.csv").write_text("\n".join(lines) + "\n")
    economy = read_economy(tmp_path)
    assert economy.regions == ("AUS", "CHN", "ROW")
    assert economy.origin.endswith(", 2020")
    bought = cells[0::2, :].reshape(3, -1)  # A01 of each country
    mine = bought[:, [0, 1, *range(6, 12)]].sum(axis=1)
    assert np.allclose(economy.trade[0, :, 0], mine / mine.sum())


def test_an_elasticity_of_ones_own_replaces_the_registers(tmp_path: Path) -> None:
    world_table(tmp_path, 2011)
    assert read_economy(tmp_path, elasticity=3.0).elasticity.tolist() == [3, 3]
    assert read_economy(tmp_path, elasticity=(3, 4)).elasticity.tolist() == [3, 4]
    with pytest.raises(SuzerainError, match="3 elasticities"):
        read_economy(tmp_path, elasticity=(3, 4, 5))


def test_a_stored_input_output_table_gives_the_same(
    tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "files").mkdir()
    for year in (2010, 2011):
        world_table(tmp_path / "files", year)
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path / "shelf"))
    Shelf().add(tmp_path / "files", part=True)
    one, two = read_economy("wiod", 2010), read_economy(tmp_path / "files", 2010)
    order = [one.regions.index(name) for name in two.regions]
    assert np.allclose(one.trade[np.ix_(order, order)], two.trade)
    assert np.allclose(one.income[order], two.income)
    with pytest.raises(UnknownName, match="1995"):
        read_economy("wiod", 1995)


def test_data_without_an_economy_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="cow-trade"):
        read_economy("cow-trade")
    with pytest.raises(DataMissing):
        read_economy(tmp_path / "nothing")


def test_a_region_is_found_by_code_or_name(world: Economy) -> None:
    for name in ("Germany", "deu", "DEU"):
        assert find_region(name, world) == "DEU"
    for name in ("UK", "uk", "United Kingdom"):
        assert find_region(name, world) == "GBR"
    assert find_region("row", world) == "ROW"
    for name in ("Atlantis", "Russia"):
        with pytest.raises(UnknownName, match=name):
            find_region(name, world)


def test_regions_are_called_as_in_the_dataset_else_as_the_state(
    world: Economy,
) -> None:
    called = region_names(world)
    assert list(called) == list(world.regions)
    assert [called[code] for code in ("MEX", "USA", "KOR")] == [
        "Mexico",
        "USA",
        "Korea",
    ]
    assert region_names(replace(world, names=()))["USA"] == "United States"


def test_a_folder_without_an_economy_is_told(tmp_path: Path) -> None:
    (tmp_path / "atop5_1ddyr.csv").write_text("stateA\n")
    with pytest.raises(SuzerainError, match="holds 0 economies"):
        read_economy(tmp_path)


def test_the_real_tables_of_both_ends_find_equilibria() -> None:
    folder = real("wiod2013_release")
    for year, product in ((1995, 29.2), (2011, 69.3)):  # trillion dollars, SOURCE.md
        economy = read_economy(folder, year)
        assert economy.income.sum() / 1e6 == pytest.approx(product, abs=0.1)
        buyer, others = economy.regions[0], economy.regions[1:]
        shocks = stack(cut(economy, buyer, other) for other in others)
        after = equilibrium(economy, shocks)
        assert after.converged.all()
