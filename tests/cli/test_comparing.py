"""The verb that compares measures of dependence."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from click.testing import CliRunner
from places import SHARED

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.sources.shelf import Shelf

CODES = (2, 365, 710, 731)  # the Correlates of War numbers of four states
NAMED = {"USA", "RUS", "CHN", "PRK"}
NATIONAL = "ccode,year,imports,exports\n731,2014,100,90\n"


def dyads() -> str:
    """Flows of three years; the fourth state's first supplier changes in the last."""
    rows = ["ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2"]
    for year in (2012, 2013, 2014):
        for k, one in enumerate(CODES):
            for two in CODES[k + 1 :]:
                back, forth = 10 * (k + 1), 5 * (k + 2)
                if (one, two) == (365, 731):
                    forth = 900 if year == 2014 else 1
                if (one, two) == (710, 731):
                    forth = 300
                rows.append(f"{one},{two},{year},{back},{forth},{back},{forth}")
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("files")
    (folder / "Dyadic_COW_4.0.csv").write_text(dyads())
    (folder / "National_COW_4.0.csv").write_text(NATIONAL)
    root = tmp_path_factory.mktemp("shelf") / "data"
    Shelf(root).add(folder, "cow-trade", part=True)
    return str(root)


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> str:
    folders = {
        "cow-trade": SHARED / "data" / "cow_trade_4.0",
        "gdp": SHARED / "data" / "gdp_population",
        "surplus": SHARED / "data" / "gdp_population",
    }
    if not all(folder.exists() for folder in folders.values()):
        pytest.skip("trade and products of states (../shared/data) are not here")
    root = tmp_path_factory.mktemp("real") / "data"
    for name, folder in folders.items():
        Shelf(root).add(folder, name)
    return str(root)


def run(root, *words, code=0):
    words = ["compare-measures", "--worlds", "20", *words]
    done = CliRunner().invoke(main, words, env={"SUZERAIN_DATA": root})
    assert done.exit_code == code, done.output
    return done


def lines(root, schema, *words):
    rows = [
        json.loads(line) for line in run(root, *words, "--json").stdout.splitlines()
    ]
    for row in rows:
        jsonschema.validate(row, json.loads(read_schema(schema)))
    return rows


def test_each_measure_has_a_line(small):
    rows = lines(small, "contrast", "--years", "2012:2014")
    found = {row["measure"]: row for row in rows}
    assert set(found) == {
        "import_share",
        "trade_share",
        "salience",
        "interdependence",
        "dependence",
    }
    assert found["dependence"]["rank_correlation"] == pytest.approx(1)
    assert found["salience"]["sign_turns"] is None
    assert found["import_share"]["first_turns"] == pytest.approx(1 / 4)  # two states, two steps


def test_another_measure_may_be_the_yardstick(small):
    rows = lines(small, "contrast", "--years", "2014", "--against", "import_share")
    assert {row["against"] for row in rows} == {"import_share"}
    assert rows[0]["rank_correlation"] == pytest.approx(1)
    assert rows[0]["first_turns"] is None


def test_a_state_is_told_year_by_year(small):
    rows = lines(small, "contrast_state", "--years", "2012:2014", "--state", "PRK")
    assert [row["import_share"] for row in rows] == ["CHN", "CHN", "RUS"]
    assert [row["year"] for row in rows] == [2012, 2013, 2014]
    last = rows[-1]
    parts = [900 / 1210, 300 / 1210, 10 / 1210]
    assert last["largest_import_share"] == pytest.approx(parts[0])
    assert last["hhi"] == pytest.approx(sum(part**2 for part in parts))


def test_pairs_that_two_measures_rank_apart_are_listed(small):
    out = run(
        small,
        *("--years", "2014", "--pairs", "import_share,salience"),
        *("--count", "2", "--csv"),
    ).stdout
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 2
    gaps = [abs(float(row["rank_one"]) - float(row["rank_two"])) for row in rows]
    assert gaps == sorted(gaps, reverse=True)
    assert {row["recipient"] for row in rows} <= NAMED
    lines(small, "contrast_pair", "--years", "2014", "--pairs", "salience,dependence")


def test_a_table_is_printed_on_demand(small):
    out = run(small, "--years", "2014", "--table").stdout
    assert out.splitlines()[0].split()[:2] == ["measure", "against"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--years", "20x4"), 2, "write 1990:2014"),
        (("--years", "2014:2012"), 2, "write 1990:2014"),
        ((), 2, "--years"),
        (("--years", "2014", "--pairs", "salience"), 2, "write two measures"),
        (
            ("--years", "2014", "--pairs", "salience,dependence", "--state", "PRK"),
            2,
            "one of them",
        ),
        (("--years", "2014", "--state", "PKR"), 1, "PRK"),
        (("--years", "2014", "--against", "salienc"), 1, "salience"),
        (("--years", "2014", "--pairs", "salience,trust"), 1, "trust"),
        (("--years", "2016"), 1, "2012 to 2014"),
        (("--years", "2014", "--from", "cow-trad"), 1, "cow-trade"),
    ],
)
def test_what_cannot_be_is_said_clearly(small, words, code, said):
    done = run(small, *words, code=code)
    assert said in done.stderr
    assert done.stdout == ""


def test_a_dataset_that_is_not_here_is_code_3(tmp_path):
    done = run(str(tmp_path), "--years", "2014", code=3)
    assert "suzerain data" in done.stderr


def test_north_koreas_trade_as_the_dataset_has_it(real):
    """Import shares of China: 28 % (2000), 66 % (2010), 80 % (2014), from SOURCE.md."""
    rows = {
        row["year"]: row
        for row in lines(
            real, "contrast_state", "--years", "2000:2014", "--state", "PRK"
        )
    }
    for year, share in ((2000, 0.28), (2010, 0.66), (2014, 0.80)):
        assert rows[year]["largest_import_share"] == pytest.approx(share, abs=0.005)
    assert {row["import_share"] for row in rows.values()} == {"CHN"}
    assert {row["dependence"] for row in rows.values()} == {"CHN"}
    assert rows[2000]["hhi"] == pytest.approx(0.121, abs=5e-4)
    assert rows[2014]["hhi"] == pytest.approx(0.639, abs=5e-4)
    assert "CHN" not in {row["interdependence"] for row in rows.values()}


def test_two_sided_measures_part_from_those_that_know_who_needs_whom(real):
    rows = {
        row["measure"]: row for row in lines(real, "contrast", "--years", "2011:2014")
    }
    for one_sided in ("import_share", "trade_share", "trade_to_gdp"):
        assert rows[one_sided]["rank_correlation"] > 0.85
        assert rows[one_sided]["same_first"] > 0.7
        assert rows[one_sided]["sign_turns"] < 0.1
    for two_sided in ("salience", "interdependence", "weak_link"):
        assert rows[two_sided]["rank_correlation"] < 0.8
        assert rows[two_sided]["same_first"] < 0.5
        assert rows[two_sided]["sign_turns"] is None
    for row in rows.values():
        assert 0.05 < row["first_turns"] < 0.25
