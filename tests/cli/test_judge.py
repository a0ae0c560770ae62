"""The verb that judges shocks and cut-offs, on a made world in the study's files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib import import_module

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner
from made_study import write_study

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.measures.judge.even import even_economy
from suzerain.measures.trials import Trials

SHOCK = ["country", "name", "welfare_first_order", "real_wage", "real_income"]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_study(tmp_path_factory.mktemp("judge") / "study")


@pytest.fixture(scope="module", autouse=True)
def _read_once():
    """Reading and balancing the same files time and again would take long."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "suzerain.sources.economies.read_economy",
            "suzerain.sources.known_shocks.shocked_tariffs",
        ):
            module, _, function = name.rpartition(".")
            patch.setattr(name, remembered(getattr(import_module(module), function)))
        yield


def remembered(function):
    answers = {}

    def ask(*words):
        key = str(words)
        if key not in answers:
            answers[key] = function(*words)
        return answers[key]

    return ask


def run(study, *words):
    return CliRunner().invoke(main, ["judge", "--data", str(study), *words])


def lines(study, schema, *words):
    done = run(study, *words, "--json")
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    for row in rows:
        jsonschema.validate(row, json.loads(read_schema(schema)))
    return rows


def test_a_shock_of_the_dataset_has_one_line_a_country(study):
    rows = lines(study, "judged_shock", "--shock", "nafta")
    assert len(rows) == 31
    found = {row["country"]: row for row in rows}
    assert list(rows[0]) == SHOCK
    assert (found["MEX"]["name"], found["USA"]["name"]) == ("Mexico", "USA")
    far = max(abs(found["NZL"][key]) for key in SHOCK[2:])
    assert far < abs(found["MEX"]["real_wage"])


def test_all_tariffs_of_another_year_are_a_shock_too(study):
    rows = lines(study, "judged_shock", "--shock", "tariffs-2005")
    some = {
        row["country"]: row for row in lines(study, "judged_shock", "--shock", "nafta")
    }
    for row in rows:
        assert abs(row["real_wage"]) > abs(some["NZL"]["real_wage"])


def test_a_table_and_csv_hold_the_same_countries(study):
    table = run(study, "--shock", "nafta", "--table").stdout
    assert table.splitlines()[0].split() == SHOCK
    rows = list(
        csv.DictReader(io.StringIO(run(study, "--shock", "nafta", "--csv").stdout))
    )
    assert len(rows) == len(table.splitlines()) - 2 == 31


def test_a_cut_off_shows_target_and_cutter(study):
    target, cutter = lines(study, "judged_cut", "--cut", "Germany:Austria")
    assert list(target.values())[:3] == ["AUT", "Austria", "target"]
    assert list(cutter.values())[:3] == ["DEU", "Germany", "cutter"]
    assert target["fast_with_links"] < target["fast"] < 0
    assert target["real_income"] < 0
    assert cutter["fast"] == cutter["fast_with_links"] == 0
    assert cutter["fast_both_sides"] < 0
    assert target["fast_both_sides"] == target["fast_with_links"]
    assert "transfer" not in target


def test_codes_and_names_mean_the_same_and_capitals_do_not_matter(study):
    named = lines(study, "judged_cut", "--cut", "Germany:Austria", "--sectors", "Auto")
    coded = lines(study, "judged_cut", "--cut", "deu:AUT", "--sectors", "auto")
    assert named == coded


def test_both_ways_the_cutter_loses_supply_too(study):
    one = lines(study, "judged_cut", "--cut", "DEU:AUT")
    two = lines(study, "judged_cut", "--cut", "DEU:AUT", "--two-way")
    assert two[1]["fast_with_links"] < 0
    assert two[0]["fast_both_sides"] < two[0]["fast_with_links"]
    assert two[0]["fast_with_links"] == pytest.approx(one[0]["fast_with_links"])
    assert two[0]["real_income"] < one[0]["real_income"]


def test_a_coalition_shares_its_burden(study):
    joint = lines(
        study, "judged_cut", "--cut", "DEU:AUT", "--coalition", "France, Italy"
    )
    assert joint == lines(study, "judged_cut", "--cut", "DEU,FRA,ITA:AUT")
    roles = [row["role"] for row in joint]
    assert roles == ["target", "cutter", "cutter", "cutter", "coalition"]
    assert joint[-1]["country"] == "DEU+FRA+ITA"
    assert joint[-1]["name"] == "Germany+France+Italy"
    paid = [row["transfer"] for row in joint if row["role"] == "cutter"]
    assert sum(paid) == pytest.approx(0, abs=1e-6 * max(map(abs, paid)))
    losses = [row["real_income"] for row in joint if row["role"] == "cutter"]
    assert min(losses) <= joint[-1]["real_income"] <= max(losses)


def test_a_part_a_price_and_some_sectors_hurt_less_than_a_stop(study):
    whole = lines(study, "judged_cut", "--cut", "DEU:AUT")[0]
    for less in (["--part", "0.5"], ["--cost", "1.2"], ["--sectors", "Auto,Medical"]):
        soft = lines(study, "judged_cut", "--cut", "DEU:AUT", *less)[0]
        for key in ("fast", "fast_with_links", "real_income"):
            assert whole[key] < soft[key] < 0


def test_deficits_are_closed_unless_they_are_held(study):
    closed = lines(study, "judged_cut", "--cut", "DEU:AUT")
    same = lines(study, "judged_cut", "--cut", "DEU:AUT", "--deficits", "closed")
    held = lines(study, "judged_cut", "--cut", "DEU:AUT", "--deficits", "held")
    assert closed == same != held


def uneven_world():
    world = even_economy(
        ("Land", "Isle", "Coast", "Hill"), ("Grain", "Cloth"), home=0.7
    )
    trade = world.trade * np.random.default_rng(1).uniform(0.2, 1, world.trade.shape)
    return replace(world, trade=trade / trade.sum(axis=1, keepdims=True))


@pytest.mark.parametrize("options", [(), ("--largest", "5")])
def test_slopes_over_all_cut_offs(study, monkeypatch, options):
    monkeypatch.setattr(
        "suzerain.sources.economies.read_economy", lambda *_: uneven_world()
    )
    rows = lines(study, "slope", "--slopes", *options)
    assert [(row["measure"], row["judged"]) for row in rows] == [
        ("fast", "target, one-way"),
        ("fast", "target, two-way"),
        ("fast_with_links", "target, one-way"),
        ("fast_with_links", "target, two-way"),
        ("fast_both_sides", "target, two-way"),
        ("fast_both_sides", "cutter, one-way"),
    ]
    assert {row["cuts"] for row in rows} == {5 if options else 12}


def test_a_correlation_that_is_none_is_null(study, monkeypatch):
    same = np.full(3, 0.25)
    trials = Trials(
        target=("A",) * 3,
        cutter=("B",) * 3,
        fast=same,
        fast_with_links=same,
        one_way=same,
        two_way=same,
        fast_both_sides=same,
        cutter_fast=same,
        cutter_one_way=same,
    )
    monkeypatch.setattr("suzerain.measures.trials.try_every_cut", lambda _: trials)
    row = lines(study, "slope", "--slopes")[0]
    assert row["correlation"] is row["rank_correlation"] is None
    assert row["slope"] == pytest.approx(1)


def changes(folder, text):
    path = folder / "new.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_csv_of_new_tariffs_is_a_shock(study, tmp_path):
    path = changes(
        tmp_path, "importer,exporter,sector,tariff\nMexico,USA,*,0\nUSA,MEX,auto,0.5\n"
    )
    found = {r["country"]: r for r in lines(study, "judged_shock", "--shock", path)}
    assert found["MEX"]["real_wage"] > abs(found["NZL"]["real_wage"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("importer,exporter,tariff\n", "no column sector"),
        ("importer,exporter,sector,tariff\nMEX,USA,Auto,five\n", "line 2: a tariff"),
        ("importer,exporter,sector,tariff\nMEX,USA,Auto,-1\n", "a tariff of '-1'"),
        ("importer,exporter,sector,tariff\nMEX,USA,Auto,25\n", "0.05 is five per"),
        ("importer,exporter,sector,tariff\n", "holds no tariff"),
        ("importer,exporter,sector,tariff\nMEX,USA,Auto\n", "a tariff of None"),
        ("importer,exporter,sector,tariff\nMEX,USA,Car,0\n", "no name 'Car'"),
        ("importer,exporter,sector,tariff\nMexco,USA,Auto,0\n", "'Mexico'?"),
        ("importer,exporter,sector,tariff\nMEX,MEX,Auto,0\n", "on itself"),
        (
            "importer,exporter,sector,tariff\nMEX,USA,*,0\nMEX,USA,Auto,1\n",
            "stands twice",
        ),
    ],
)
def test_bad_tariffs_are_told_with_their_line(study, tmp_path, text, told):
    done = run(study, "--shock", changes(tmp_path, text))
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "give one of --shock, --cut and --slopes"),
        (("--shock", "nafta", "--slopes"), 2, "give one of"),
        (("--cut", "Germany"), 2, "write who cuts, a colon"),
        (("--cut", ":Austria"), 2, "write who cuts, a colon"),
        (("--slopes", "--part", "0.5"), 2, "belong to --cut"),
        (("--cut", "DEU:AUT", "--largest", "3"), 2, "belongs to --slopes"),
        (("--cut", "DEU:AUT", "--part", "0.5", "--cost", "2"), 2, "one of them"),
        (("--cut", "Germny:Austria"), 1, "did you mean 'Germany'?"),
        (("--cut", "DEU:Nigeria"), 1, "the economy's regions"),
        (("--cut", "DEU:AUT", "--sectors", "Autos"), 1, "did you mean 'Auto'?"),
        (("--cut", "DEU:AUT,DEU"), 1, "DEU cuts and is cut off"),
        (("--shock", "naftta"), 1, "did you mean 'nafta'?"),
        (("--shock", "tariffs-1950"), 1, "the years with tariffs"),
        (("--shock", "tariffs-old"), 1, "tariffs-YEAR"),
        (("--shock", "missing.csv"), 1, "cannot be read"),
        (("--cut", "DEU:AUT", "--year", "1994"), 1, "1993"),
    ],
)
def test_what_cannot_be_judged_is_told(study, words, code, told):
    done = run(study, *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr


def test_missing_data_has_a_code_of_its_own(tmp_path):
    done = run(tmp_path / "nothing", "--slopes")
    assert done.exit_code == 3
    assert "caliendo-parro, wiod, icio once added" in done.stderr
