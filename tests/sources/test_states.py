"""Codes of states: each means one state in a year, and they agree with other lists."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from tests.places import SHARED

from suzerain.core.codes import read_table
from suzerain.core.errors import UnknownName
from suzerain.sources.sql import open_sql
from suzerain.sources.states import (
    ALWAYS,
    SCHEMES,
    register_states,
    state_key,
    translate,
    translate_all,
)

TODAY = 2026
CROSSWALK = SHARED / "data" / "country_codes" / "crosswalk_cow_gw_iso.csv"


def years(row):
    return range(int(row["first"]), int(row["last"] or TODAY) + 1)


@pytest.fixture(scope="module")
def sql():
    with open_sql() as connection:
        register_states(connection)
        yield connection


@pytest.mark.parametrize("column", SCHEMES)
def test_no_code_means_two_states_in_a_year(column):
    held = Counter(
        (row[column], year)
        for row in read_table("states.csv")
        if row[column]
        for year in years(row)
    )
    assert [key for key, times in held.items() if times > 1] == []


def test_no_code_or_spelling_of_the_sql_tables_means_two_states_in_a_year(sql):
    for table, columns in (("state_codes", "scheme, code"), ("state_names", "key")):
        doubled = sql.sql(
            f"FROM {table}, range(1800, {TODAY}) AS y(year) "
            f"SELECT {columns}, year, count(*) "
            "WHERE year BETWEEN first AND last GROUP BY ALL HAVING count(*) > 1"
        )
        assert doubled.fetchall() == []


def test_every_member_of_a_system_is_a_state_in_each_of_its_years(sql):
    spells = [
        (row["system"], int(row["code"]), year)
        for row in read_table("state_systems.csv")
        for year in years(row)
    ]
    told = sql.sql(
        f"FROM state_systems, range(1816, {TODAY + 1}) AS y(year) "
        "SELECT system, code, year WHERE year BETWEEN first AND last"
    )
    assert sorted(spells) == sorted(told.fetchall())


@pytest.mark.parametrize(
    ("code", "scheme", "year", "iso3"),
    [
        (365, "cow", 1914, "RUS"),
        (365, "cow", 1922, "SUN"),
        (365, "cow", 1991, "SUN"),
        (365, "cow", 1992, "RUS"),
        (255, "cow", 1938, "DEU"),
        (260, "cow", 1970, "DEU"),
        (265, "cow", 1970, "DDR"),
        (345, "cow", 1910, "SRB"),
        (345, "cow", 1960, "YUG"),
        (345, "cow", 1999, "YUG"),
        (345, "cow", 2004, "SCG"),
        (345, "cow", 2014, "SRB"),
        (678, "cow", 1980, "YAR"),
        (680, "cow", 1980, "YMD"),
        (679, "cow", 2014, "YEM"),
        (678, "gw", 1980, "YAR"),
        (678, "gw", 2014, "YEM"),
        (816, "cow", 1970, "VNM"),
        (817, "cow", 1970, "RVN"),
        (300, "cow", 1900, "AUH"),
        (305, "cow", 2014, "AUT"),
        (315, "cow", 1992, "CSK"),
        (316, "cow", 1993, "CZE"),
        (713, "cow", 2014, "TWN"),
        (347, "cow", 2014, "XKX"),
        (731, "cow", 2014, "PRK"),
        (732, "cow", 2014, "KOR"),
        (730, "cow", 1900, "XJO"),
        ("ROM", "iso3", 1990, "ROU"),
        ("ZAR", "iso3", 1990, "COD"),
        ("TMP", "iso3", 2003, "TLS"),
        ("PAL", "iso3", 2003, "PSE"),
        ("yu", "iso2", 2010, "SRB"),
        ("ru", "iso2", 1980, "SUN"),
        (842, "cepii", 2014, "USA"),
        (840, "cepii", 2014, "USA"),
        (490, "cepii", 2014, "TWN"),
        (891, "cepii", 1999, "YUG"),
        (891, "cepii", 2004, "SCG"),
        ("USR", "cow_abbrev", 1980, None),
        ("Côte d\u2019Ivoire", "name", 1990, "CIV"),
        ("São Tomé & Príncipe", "name", 1990, "STP"),
        ("St. Kitts & Nevis", "name", 1990, "KNA"),
        ("Türkiye", "name", 2024, "TUR"),
        ("Yemen", "name", 1980, "YAR"),
        ("Yemen", "name", 1991, "YEM"),
        ("Russia", "name", 1946, "SUN"),
        ("eSwatini", "name", 2020, "SWZ"),
    ],
)
def test_a_code_means_the_state_that_bore_it_in_that_year(code, scheme, year, iso3):
    if iso3 is None:
        with pytest.raises(UnknownName):
            translate(code, scheme, year)
    else:
        assert translate(code, scheme, year) == iso3


def test_a_code_outside_the_years_of_its_state_is_known_if_it_means_nothing_else():
    assert translate(369, "cow", 1950) == "UKR"
    assert translate(260, "cow", 1990) == "DEU"


def test_a_year_belongs_to_one_row_of_a_state_that_changes_its_code(sql):
    rows = sql.sql(
        "SELECT cow FROM states WHERE iso3 = 'DEU' AND 1990 BETWEEN first AND last"
    )
    assert rows.fetchall() == [(255,)]


def test_an_unknown_name_proposes_the_nearest():
    with pytest.raises(UnknownName, match="Nort Korea") as raised:
        translate("Nort Korea", "name", 2014)
    assert "'North Korea'" in raised.value.hint


def test_a_dated_code_is_unknown_after_its_time_when_it_means_another_state_before():
    with pytest.raises(UnknownName, match="'CS' in the states of 2014 by iso2"):
        translate("CS", "iso2", 2014)


def test_an_unknown_scheme_proposes_the_nearest():
    with pytest.raises(UnknownName, match="schemes") as raised:
        translate(2, "cowc", 2014)
    assert "'cow'" in raised.value.hint


def test_many_codes_are_translated_like_one():
    codes, dates = [365, 365, 731], [1980, 2014, 2014]
    assert translate_all(codes, "cow", dates) == [
        translate(code, "cow", year) for code, year in zip(codes, dates, strict=True)
    ]


def test_as_many_years_as_codes_are_needed():
    with pytest.raises(ValueError, match="shorter"):
        translate_all([2, 20], "cow", [2014])


def test_sql_folds_every_known_spelling_like_python(sql):
    names = [row["name"] for row in read_table("state_names.csv")]
    told = sql.sql("SELECT state_key(unnest(?))", params=[names]).fetchall()
    assert [key for (key,) in told] == [state_key(name) for name in names]


def test_the_tables_end_open_at_the_last_year_of_all(sql):
    rows = sql.sql("SELECT count(*) FROM states WHERE last IS NULL OR last > 9999")
    assert rows.fetchall() == [(0,)]
    assert ALWAYS == 9999


@pytest.mark.skipif(not CROSSWALK.exists(), reason="no crosswalk in ../shared/data")
def test_every_row_agrees_with_the_crosswalk_of_other_hands():
    """Its ISO code is blank for states without one; a last year may be shared."""
    own = {row["iso3"] for row in read_table("states.csv")}
    wrong = []
    with CROSSWALK.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = int(row["first_year"]), int(row["last_year"])
            last -= last < 2016
            iso3 = translate(row["ccode"], "cow", last)
            again = {
                translate(row[column], scheme, last)
                for column, scheme in (
                    ("ccode", "cow"),
                    ("stateabb", "cow_abbrev"),
                    ("gwcode", "gw"),
                    ("iso2", "iso2"),
                    ("cepii_cnum", "cepii"),
                    ("statenme", "name"),
                )
                if row[column]
            }
            stated = {"YUG": "SRB"}.get(row["iso3"], row["iso3"])
            if again != {iso3} or (stated and stated != iso3) or iso3 not in own:
                wrong.append((row["ccode"], first, last, iso3, stated, again))
    assert wrong == []


SPELT = [
    ("unga_votes/unvotes_votes.parquet", "country", 2000),
    ("desta_2.1/desta_treaties_dyads.csv.gz", "country1", 2010),
    ("icews_dyad_year/icews_directed_dyad_year_2002_2014.parquet", "i", 2010),
    ("geography/cepii_geodist_countries.csv.gz", "country", 2010),
]


@pytest.mark.parametrize(("file", "column", "year"), SPELT)
def test_every_name_of_a_real_dataset_is_translated(sql, file, column, year):
    path = SHARED / "data" / file
    if not path.exists():
        pytest.skip(f"no {file} in ../shared/data")
    names = sql.sql(f"FROM '{path}'").select(column).distinct().fetchall()
    for (name,) in names:
        if name is not None:
            assert translate(name, "name", year)
