"""The verb that compares measures of dependence."""

from __future__ import annotations

import csv
import io
import json
import re
from unittest.mock import patch

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner
from places import ROOT
from real_tables import real_shelf

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.core.flows import Flows
from suzerain.sources.shelf import Shelf

CODES = (2, 365, 710, 731)  # the Correlates of War numbers of four states
NAMED = {"USA", "RUS", "CHN", "PRK"}
NATIONAL = "ccode,year,imports,exports\n731,2014,100,90\n"


def dyads() -> str:
    """Flows of 25 years; the fourth state's first supplier changes in the last."""
    rows = ["ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2"]
    for year in range(1990, 2015):
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
def real() -> str:
    products = {"gdp": "gdp_population", "surplus": "gdp_population"}
    return str(real_shelf(cow_trade="cow_trade_4.0", **products).root)


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
    assert found["import_share"]["first_turns"] == pytest.approx(
        1 / 4
    )  # two states, two steps


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
        (("--years", "2016"), 1, "1990 to 2014"),
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


def test_the_commands_of_the_manual_run(small):
    page = (ROOT / "docs" / "how-to" / "compare-measures.md").read_text("utf-8")
    typed = re.findall(r"^suzerain compare-measures (.+)$", page, re.MULTILINE)
    assert len(typed) == 3
    for line in typed:
        run(small, *line.split())


def test_north_koreas_trade_as_the_dataset_has_it(real):
    """Import shares of China: 66 % (2010), 80 % (2014), from SOURCE.md."""
    words = ("--years", "2010:2014", "--state", "PRK")
    rows = {row["year"]: row for row in lines(real, "contrast_state", *words)}
    for year, share in ((2010, 0.66), (2014, 0.80)):
        assert rows[year]["largest_import_share"] == pytest.approx(share, abs=0.005)
    assert rows[2010]["hhi"] == pytest.approx(0.457, abs=5e-4)
    assert rows[2014]["hhi"] == pytest.approx(0.639, abs=5e-4)
    for measure in ("import_share", "trade_share", "dependence"):
        assert {row[measure] for row in rows.values()} == {"CHN"}
    assert {row["interdependence"] for row in rows.values()} == {"COG"}


def test_the_table_of_the_manual_is_what_the_command_prints(real):
    page = (ROOT / "docs" / "theory" / "measures" / "index.md").read_text("utf-8")
    block = page.split("```text")[1].split("```")[0].strip().splitlines()
    told = {line.split()[0]: line.split()[2:] for line in block[4:]}
    rows = lines(real, "contrast", "--years", "1990:2014")
    names = ("rank_correlation", "same_first", "first_turns", "sign_turns")
    assert list(told) == [row["measure"] for row in rows]
    for row in rows:
        shown = [*map(float, told[row["measure"]]), None]
        for name, value in zip(names, shown, strict=False):
            assert row[name] == pytest.approx(value, abs=0.01), (row["measure"], name)


def made_flows(unit, size):
    pairs = [(i, j) for i in range(4) for j in range(4) if i != j]
    return Flows(
        actors=("CHN", "PRK", "RUS", "USA"),
        goods=("trade",),
        year=np.full(12, 2014, np.int32),
        recipient=np.array([i for i, _ in pairs], np.int32),
        provider=np.array([j for _, j in pairs], np.int32),
        good=np.zeros(12, np.int32),
        amount=size * np.arange(1.0, 13),
        unit=unit,
        origin="made",
    )


def test_thousands_of_dollars_compare_like_millions(small):
    found = []
    for unit, size in (("million", 1.0), ("thousand", 1e3)):
        given = {"return_value": made_flows(f"{unit} current USD", size)}
        with patch("suzerain.sources.flows.read_flows", **given):
            found.append(lines(small, "contrast", "--years", "2014"))
    assert found[0] == found[1]


def test_what_is_not_counted_in_money_is_refused(small):
    flows = made_flows("million TIV", 1.0)
    with patch("suzerain.sources.flows.read_flows", return_value=flows):
        done = run(small, "--years", "2014", code=1)
    assert "counts in million TIV" in done.stderr
