from __future__ import annotations

import csv
import json

import pytest
from standins import make

from suzerain.core.assumption import load_register
from suzerain.core.worlds import Worlds
from suzerain.outlook.ach import ach_csv, ach_matrix, inconsistency
from suzerain.outlook.hypothesis import weigh


@pytest.fixture
def answer():
    case = make.contest(("denial", "a"), ("displeasure", "b"), ("consultation", "c"))
    (found,) = weigh(case, make.deal(200, can=1), Worlds(count=200))
    return found


def test_a_posterior_is_never_told_without_its_prior(answer):
    told = answer.to_dict()
    for row in (*told["hypotheses"], *told["sums"]):
        assert set(row["prior"]) == set(row["posterior"]) == {"low", "median", "high"}
        assert row["prior"]["low"] <= row["prior"]["median"] <= row["prior"]["high"]


def test_the_record_is_plain_json(answer):
    told = json.loads(json.dumps(answer.to_dict()))
    assert [row["name"] for row in told["hypotheses"]] == list(answer.rows)
    assert [row["name"] for row in told["sums"]] == ["knew", "consented"]
    assert set(told["pact_likelihood"]) == set(answer.rows)
    item = told["evidence"][0]
    assert {"claim", "sort", "cluster", "likelihood_ratio"} <= set(item)
    assert item["claim"] == item["claims"][0]


def test_sums_add_their_rows_in_every_world(answer):
    parts = sum(answer[row].posterior.values for row in ("agreed", "directed"))
    assert answer.consented.posterior.values == pytest.approx(parts)
    assert answer.consented.rows == ("agreed", "directed")


def test_results_have_ids_that_a_reader_can_ask_about(answer):
    assert answer.id_of("told") == "weigh.contest.CCC.aaa-bbb.told"


def test_it_prints_with_its_prior_beside_it(answer):
    assert "Did CCC know?" in str(answer)
    assert "before:" in str(answer)


def test_the_classic_matrix_is_an_export_with_codes_and_a_score(answer):
    *rows, score = ach_matrix(answer, load_register())
    told = {row["evidence"]: row for row in rows}
    assert told["consultation"]["not_asked"] == "II"
    assert told["consultation"]["credibility"] == "H"
    assert told["consultation"]["told"] == "C"
    assert told["denial"]["told"] == "C"
    assert score["evidence"] == "weighted inconsistency"
    assert score["not_asked"] < score["told"]


def test_the_matrices_of_all_contests_go_into_one_table(answer):
    text = ach_csv((answer, answer), load_register())
    first, blank, second = text.partition("\n\n")
    assert blank
    assert second.rstrip("\n") == first
    question, said = next(csv.reader([first.splitlines()[0]]))
    assert question == "Did CCC know?"
    assert "never the verdict" in said
    assert first.splitlines()[1].startswith("evidence,claims,credibility,relevance")


def test_the_classic_score_has_the_weights_of_parc_ach():
    assert inconsistency("II", "H", "H") == pytest.approx(-4)
    assert inconsistency("I", "L", "L") == pytest.approx(-0.5)
    assert inconsistency("C") == 0
