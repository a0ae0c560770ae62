"""Pairs of states by year: who is there, and what is joined to them."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from real_tables import real_shelf

from suzerain.core.codes import read_table
from suzerain.core.errors import DataMissing, SourceError, UnknownName
from suzerain.sources.dataset import Column, DataTable, Join, datasets
from suzerain.sources.dyads import BLOCK, dyad_years
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql

NUMBERS = {"int": "INTEGER", "float": "DOUBLE", "text": "VARCHAR", "bool": "BOOLEAN"}


def table(name, key, join=None, **kinds):
    """A table of a made dataset."""
    columns = tuple(
        Column(name=one, type=kind, meaning=one, empty=True)
        for one, kind in kinds.items()
    )
    return DataTable(
        name=name, meaning=name, key=key, rows=(0, 99), columns=columns, join=join
    )


def written(folder, made, rows):
    """Write rows of a made table as Parquet."""
    path = folder / f"{made.name}.parquet"
    columns = ", ".join(f'"{one.name}" {NUMBERS[one.type]}' for one in made.columns)
    with open_sql() as sql:
        sql.execute(f"CREATE TABLE made ({columns})")
        marks = ", ".join("?" * len(made.columns))
        for row in rows:
            sql.execute(f"INSERT INTO made SELECT {marks}", row)
        sql.execute(f"COPY made TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def add(tmp_path):
    """Join rows of a made table to pairs."""

    def joined(pairs, made, rows):
        return pairs.add_file(written(tmp_path, made, rows), made)

    return joined


STATES = table(
    "power", ("state", "year"), state="text", year="int", cinc="float", navy="bool"
)
FLOWS = table(
    "flows",
    ("importer", "exporter", "year"),
    importer="text",
    exporter="text",
    year="int",
    flow="float",
)
ALLIES = {"state1": "text", "state2": "text", "year": "int", "defense": "bool"}
PAIR = ("state1", "state2")
EAST = ["CHN", "PRK", "RUS"]


def cells(pairs, name):
    return {
        (row["year"], row["state1"], row["state2"]): row[name] for row in pairs.rows()
    }


@pytest.mark.parametrize(
    ("year", "members"), [(1816, 23), (1946, 66), (1970, 134), (2014, 195)]
)
def test_pairs_are_those_of_the_members_of_the_year(year, members):
    """Members as the Correlates of War project counts them, list of 2016."""
    assert dyad_years(year).count() == members * (members - 1)
    assert dyad_years(year, directed=False).count() == members * (members - 1) / 2


def test_every_member_of_the_published_list_has_pairs_in_each_of_its_years():
    """Germany has two codes in 1990, and stands once."""
    counted = {}
    for row in read_table("state_systems.csv"):
        if row["system"] == "cow":
            for year in range(int(row["first"]), int(row["last"] or 2016) + 1):
                counted.setdefault(year, set()).add(row["code"])
    for year in (1870, 1914, 1939, 1943, 1960, 1989, 1990, 1991, 2016):
        states = len(counted[year]) - (year == 1990)
        assert dyad_years(year).count() == states * (states - 1)


def test_systems_differ_in_whom_they_list():
    assert dyad_years(2014, system="gw").count() < dyad_years(2014).count()
    assert dyad_years(2014).count() <= dyad_years(2014, system="iso3").count()


def test_a_state_that_is_gone_stands_under_its_own_code():
    assert (
        dyad_years([1980, 2014], states=["SUN", "DDR", "DEU", "RUS"]).count() == 6 + 2
    )
    rows = dyad_years(1980, states=["SUN", "DDR"], directed=False).rows()
    assert [(row["state1"], row["state2"]) for row in rows] == [("DDR", "SUN")]


@pytest.mark.parametrize("years", [(), (1815,), range(1700, 1750)])
def test_years_before_the_lists_are_refused(years):
    with pytest.raises(SourceError, match="lists of states"):
        dyad_years(years)


def test_unknown_systems_and_states_propose_the_nearest():
    with pytest.raises(UnknownName) as system:
        dyad_years(2014, system="cows")
    assert "'cow'" in system.value.hint
    with pytest.raises(UnknownName, match="'PKR'"):
        dyad_years(2014, states=["PKR"])


def test_a_state_is_joined_on_both_sides(add):
    pairs = add(dyad_years(2014, states=EAST), STATES, [("PRK", 2014, 0.01, True)])
    assert pairs.columns[3:] == ("cinc1", "navy1", "cinc2", "navy2")
    assert cells(pairs, "cinc1")[2014, "PRK", "RUS"] == 0.01
    assert cells(pairs, "cinc2")[2014, "RUS", "PRK"] == 0.01
    assert cells(pairs, "cinc2")[2014, "PRK", "RUS"] is None


def test_a_flow_is_joined_each_way_round(add):
    rows = [("PRK", "CHN", 2014, 80.0), ("CHN", "PRK", 2014, 7.0)]
    pairs = add(dyad_years([2013, 2014], states=EAST), FLOWS, rows)
    assert cells(pairs, "flow1")[2014, "PRK", "CHN"] == 80.0
    assert cells(pairs, "flow2")[2014, "PRK", "CHN"] == 7.0


def test_turning_a_pair_exchanges_its_sides(add):
    rows = [("PRK", "CHN", 2014, 80.0), ("CHN", "RUS", 2013, 7.0)]
    pairs = add(dyad_years([2013, 2014], states=EAST), FLOWS, rows)
    one, other = cells(pairs, "flow1"), cells(pairs, "flow2")
    assert all(other[y, b, a] == value for (y, a, b), value in one.items())


def test_what_was_not_observed_is_empty_and_not_nothing(add):
    pairs = add(dyad_years(2014, states=EAST), FLOWS, [("PRK", "CHN", 2014, None)])
    assert set(cells(pairs, "flow1").values()) == {None}
    assert np.isnan(pairs.to_numpy()["flow1"]).all()


def test_no_row_is_none_only_where_the_dataset_says_so_and_in_its_years(add):
    rule = Join(states=PAIR, zero=True)
    made = table("allies", (*PAIR, "year"), rule, **ALLIES)
    rows = [("CHN", "PRK", 2011, True), ("PRK", "CHN", 2011, True)]
    rows += [("RUS", "KOR", 2013, True)]
    defense = cells(
        add(dyad_years(range(2010, 2015), states=EAST), made, rows), "defense"
    )
    assert defense[2011, "PRK", "CHN"] is True
    assert defense[2011, "PRK", "RUS"] is False
    assert defense[2013, "PRK", "CHN"] is False
    assert defense[2010, "PRK", "CHN"] is None
    assert defense[2014, "PRK", "CHN"] is None


def test_the_years_observed_may_be_declared(add):
    rule = Join(states=PAIR, zero=True, observed=(2010, 2012))
    made = table("allies", (*PAIR, "year"), rule, **ALLIES)
    defense = cells(
        add(dyad_years(range(2009, 2014), states=EAST), made, []), "defense"
    )
    assert {year for (year, _, _), value in defense.items() if value is False} == {
        2010,
        2011,
        2012,
    }


def test_a_pair_written_once_holds_for_both_orders_and_its_columns_turn(add):
    rule = Join(states=PAIR, once=True, swap=(("yes_no", "no_yes"),))
    made = table(
        "votes",
        (*PAIR, "year"),
        rule,
        state1="text",
        state2="text",
        year="int",
        yes_no="int",
        no_yes="int",
    )
    pairs = add(dyad_years(2014, states=EAST), made, [("CHN", "PRK", 2014, 3, 5)])
    assert cells(pairs, "yes_no")[2014, "CHN", "PRK"] == 3
    assert cells(pairs, "yes_no")[2014, "PRK", "CHN"] == 5
    assert cells(pairs, "no_yes")[2014, "PRK", "CHN"] == 3


def test_a_row_of_several_years_is_spread_over_them(add):
    rule = Join(
        states=PAIR, year="first", last="last", zero=True, reduce=(("kind", "min"),)
    )
    made = table(
        "borders",
        (),
        rule,
        state1="text",
        state2="text",
        first="int",
        last="int",
        kind="int",
    )
    rows = [("PRK", "CHN", 1949, 2011, 3), ("PRK", "CHN", 2011, None, 1)]
    kind = cells(add(dyad_years(range(2010, 2014), states=EAST), made, rows), "kind")
    assert [kind[year, "PRK", "CHN"] for year in range(2010, 2014)] == [3, 1, 1, 1]


def test_rows_that_share_a_pair_are_summed_as_declared(add):
    rule = Join(
        states=("recipient", "supplier"),
        reduce=(("tiv", "sum"), ("order", "count")),
        zero=True,
    )
    made = table(
        "arms",
        ("order",),
        rule,
        order="int",
        recipient="text",
        supplier="text",
        year="int",
        tiv="float",
    )
    rows = [(1, "PRK", "RUS", 2014, 2.0), (2, "PRK", "RUS", 2014, 3.0)]
    pairs = add(dyad_years(2014, states=EAST), made, rows)
    assert cells(pairs, "tiv1")[2014, "PRK", "RUS"] == 5.0
    assert cells(pairs, "order1")[2014, "PRK", "RUS"] == 2
    assert cells(pairs, "tiv1")[2014, "RUS", "PRK"] == 0.0
    assert cells(pairs, "order1")[2014, "RUS", "PRK"] == 0


def test_what_holds_in_every_year_is_joined_to_each(add):
    made = table("distance", PAIR, state1="text", state2="text", km="float")
    pairs = add(dyad_years([1950, 2014], states=EAST), made, [("PRK", "CHN", 809.0)])
    assert cells(pairs, "km")[1950, "PRK", "CHN"] == 809.0
    assert cells(pairs, "km")[2014, "PRK", "CHN"] == 809.0


def test_joining_never_adds_or_drops_a_row(add):
    pairs = dyad_years(range(2012, 2015))
    more = add(pairs, FLOWS, [("PRK", "CHN", 2014, 80.0)])
    assert sum(1 for _ in more.rows()) == more.count() == pairs.count()


def test_a_table_whose_rows_are_no_states_or_pairs_is_refused():
    made = table("drafts", ("number",), number="int", topic="text")
    with pytest.raises(SourceError, match="no rule by which it joins"):
        dyad_years(2014).add_file("drafts.parquet", made)


def test_columns_that_are_there_already_are_refused(add):
    pairs = add(dyad_years(2014, states=EAST), FLOWS, [])
    with pytest.raises(SourceError, match="flow1, flow2 are there already"):
        add(pairs, FLOWS, [])


def test_a_dataset_that_is_not_here_is_said_to_be_missing(tmp_path):
    with pytest.raises(DataMissing, match="cow-trade"):
        dyad_years(2014, shelf=Shelf(tmp_path)).add("cow-trade")


def test_a_file_is_whole_or_not_there(tmp_path, add):
    pairs = add(dyad_years(2014, states=EAST), FLOWS, [])
    (tmp_path / "flows.parquet").write_bytes(b"PAR1 but no more")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(SourceError):
        pairs.to_parquet(tmp_path / "pairs.parquet")
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(SourceError, match="is not there"):
        dyad_years(2014).to_parquet(tmp_path / "none" / "pairs.parquet")


def test_blocks_of_years_give_the_same_as_one_question(tmp_path, monkeypatch, add):
    rows = [("PRK", "CHN", year, float(year)) for year in range(2005, 2015)]
    pairs = add(dyad_years(range(2005, 2015), states=EAST), FLOWS, rows)
    whole = list(pairs.rows())
    monkeypatch.setattr("suzerain.sources.dyads.BLOCK", 7)
    assert list(pairs.rows()) == whole
    path = pairs.to_csv(tmp_path / "pairs.csv")
    with path.open(encoding="utf-8", newline="") as file:
        again = list(csv.DictReader(file))
    assert [int(row["year"]) for row in again] == [row["year"] for row in whole]
    assert [row["flow1"] for row in again] == [
        "" if row["flow1"] is None else str(row["flow1"]) for row in whole
    ]


def test_blocks_are_smaller_than_the_longest_table():
    assert dyad_years(range(1816, 2023)).count() > BLOCK


def test_a_plain_loop_joins_the_same(add):
    """The textbook way: for each pair, look each table up."""
    generator = np.random.default_rng(7)
    codes = ["CHN", "PRK", "RUS", "USA", "JPN"]
    power = [
        (s, y, float(generator.random()), None) for s in codes for y in (2013, 2014)
    ]
    power = [row for row in power if generator.random() < 0.7]
    flows = [
        (a, b, y, float(generator.integers(9)))
        for a in codes
        for b in codes
        for y in (2013, 2014)
        if a != b and generator.random() < 0.5
    ]
    pairs = add(dyad_years([2013, 2014], states=codes), STATES, power)
    pairs = add(pairs, FLOWS, flows)
    cinc = {(state, year): value for state, year, value, _ in power}
    flow = {(a, b, year): value for a, b, year, value in flows}
    plain = [
        {
            "year": year,
            "state1": a,
            "state2": b,
            "cinc1": cinc.get((a, year)),
            "navy1": None,
            "cinc2": cinc.get((b, year)),
            "navy2": None,
            "flow1": flow.get((a, b, year)),
            "flow2": flow.get((b, a, year)),
        }
        for year in (2013, 2014)
        for a in sorted(codes)
        for b in sorted(codes)
        if a != b
    ]
    assert list(pairs.rows()) == plain


def test_north_korea_and_china_in_2014_on_real_trade():
    """Flows of ../shared/data/cow_trade_4.0: the share of China is 80 %."""
    shelf = real_shelf(cow_trade="cow_trade_4.0")
    pairs = dyad_years(2014, shelf=shelf).add("cow-trade").add("cow-trade", "national")
    found = {row["state2"]: row for row in pairs.rows() if row["state1"] == "PRK"}
    assert found["CHN"]["cow_trade_flow1"] == 3883
    assert found["CHN"]["cow_trade_flow2"] == 2845
    share = found["CHN"]["cow_trade_flow1"] / found["CHN"]["cow_trade_imports1"]
    assert round(share, 2) == 0.80
    assert pairs.citations() == ("Barbieri, Keshk & Pollins 2009",)
    assert list(pairs.licences()) == ["cow-trade"]


def test_rows_that_do_not_count_are_left_out(add):
    rule = Join(states=PAIR, only=(("source", "cow"),), reduce=(("dispute", "count"),))
    made = table(
        "disputes",
        ("source", "dispute"),
        rule,
        source="text",
        dispute="int",
        state1="text",
        state2="text",
        year="int",
    )
    rows = [("cow", 1, "PRK", "CHN", 2014), ("gml", 1, "PRK", "CHN", 2014)]
    pairs = add(dyad_years(2014, states=EAST), made, rows)
    assert cells(pairs, "dispute")[2014, "PRK", "CHN"] == 1


def test_every_declared_rule_names_columns_of_its_table():
    for known in datasets().values():
        for one in known.tables:
            if one.join is not None:
                rule, names = one.join, {column.name for column in one.columns}
                told = {*rule.states, *rule.columns, *(name for name, _ in rule.only)}
                told |= {name for name, _ in rule.reduce}
                told |= {name for name in (rule.year, rule.last) if name}
                assert told <= names, (known.name, one.name)
                unique = set(one.key) <= {*rule.states, rule.year}
                assert unique or rule.reduce, (known.name, one.name)


REAL = {
    "atop": ("atop_5.1", {"atop_defense": True, "atop_nonaggression": True}),
    "nmc": ("cow_nmc_7.0", {"nmc_military_spending1": None}),
    "icews": ("icews_dyad_year", {"icews_verbal_cooperation2": 700}),
    "cow-alliances": ("cow_alliances_4.1", {"cow_alliances_defense": None}),
    "factbook": ("cia_factbook", {"factbook_km": 1352.0}),
}


@pytest.mark.parametrize("name", REAL)
def test_north_korea_and_china_in_2014_on_other_real_data(name):
    """Facts that SOURCE.md of each folder of ../shared/data names as checked."""
    folder, facts = REAL[name]
    shelf = real_shelf(**{name.replace("-", "_"): folder})
    pairs = dyad_years(2014, states=["CHN", "PRK"], shelf=shelf).add(name)
    row = next(row for row in pairs.rows() if row["state1"] == "PRK")
    assert {key: row[key] for key in facts} == facts


def test_the_first_table_that_joins_is_taken(tmp_path):
    """Of GSDB's tables the cases come first, and only the pairs join."""
    with pytest.raises(DataMissing, match="gsdb"):
        dyad_years(2014, shelf=Shelf(tmp_path)).add("gsdb")


def test_a_dataset_of_which_no_table_joins_is_refused(tmp_path):
    with pytest.raises(SourceError, match="intermediate of wiod has no rule"):
        dyad_years(2014, shelf=Shelf(tmp_path)).add("wiod")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("suzerain.sources.answers.tempfile.mkstemp", full)
    with pytest.raises(SourceError, match="No space left"):
        dyad_years(2014).to_parquet(tmp_path / "pairs.parquet")
