"""The commands that fit games to a CSV."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from click.testing import CliRunner
from played_games import CRISES, PROPOSALS, crises, offers, proposals

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema


def written(folder, data, divider=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=divider)
    writer.writerow(data)
    writer.writerows(zip(*data.values(), strict=True))
    path = folder / "data.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def run(*words, told=None):
    done = CliRunner().invoke(main, ["baseline", *map(str, words)], input=told)
    return done.exit_code, done.stdout, done.stderr


def fitted(model, formula, path, *more):
    code, out, err = run(model, "--formula", formula, "--data", path, "--json", *more)
    assert code == 0, err
    record = json.loads(out)
    jsonschema.validate(record, json.loads(read_schema("baseline_fit")))
    return record


def test_a_game_of_two_is_fitted(tmp_path):
    path = written(tmp_path, crises(200)[0])
    record = fitted("egame12", CRISES, path)
    assert set(record) == {
        "model",
        "link",
        "type",
        "n",
        "log_likelihood",
        "aic",
        "coefficients",
        "converged",
        "notes",
    }
    assert (record["model"], record["link"], record["n"]) == ("egame12", "probit", 200)
    first = record["coefficients"][0]
    assert first["z"] == pytest.approx(first["estimate"] / first["standard_error"])


def test_options_change_the_form_of_the_errors(tmp_path):
    path = written(tmp_path, crises(200)[0])
    forms = [("--link", "logit"), ("--type", "private"), ()]
    values = {fitted("egame12", CRISES, path, *one)["log_likelihood"] for one in forms}
    assert len(values) == 3


def test_a_game_of_three_is_fitted(tmp_path):
    path = written(tmp_path, proposals(600)[0])
    record = fitted("egame123", PROPOSALS, path, "--type", "private")
    assert record["type"] == "private"
    assert len(record["coefficients"]) == 11


def test_a_game_of_four_ends_is_fitted(tmp_path):
    data, _ = crises(300)
    path = written(tmp_path, data | {"answer": (data["x2"] > 0) * 1})
    record = fitted("egame122", "move + answer ~ x1 | 1 | 0 | 0 | z1 | z1", path)
    assert record["model"] == "egame122"


def test_offers_are_fitted(tmp_path):
    path = written(tmp_path, offers(300)[0], ";")
    record = fitted("ultimatum", "offer + yes ~ x | z", path, "--max-offer", 12)
    assert (record["model"], record["link"]) == ("ultimatum", "logit")
    assert record["coefficients"][-1]["name"] == "log(s2)"


def test_fixed_utilities_and_named_outcomes_are_read(tmp_path):
    data, _ = crises(200)
    words = [("stay", "yield", "fight")[k] for k in data["end"]]
    path = written(tmp_path, data | {"word": words})
    more = ("--fixed", "1,0,0.6,-0.8", "--outcomes", "stay,yield,fight")
    record = fitted("egame12", "word ~ 1", path, *more)
    assert [one["name"] for one in record["coefficients"]] == ["log(sigma)"]


def test_the_table_says_how_sure_the_fit_is(tmp_path):
    path = written(tmp_path, crises(200)[0])
    _, out, _ = run("egame12", "--formula", CRISES, "--data", path, "--table")
    assert "egame12, probit, agent error; 200 rows" in out
    assert "a maximum" in out


def test_data_come_from_a_pipe_too(tmp_path):
    text = written(tmp_path, crises(200)[0]).read_text(encoding="utf-8")
    code, out, _ = run("egame12", "--formula", CRISES, "--data", "-", told=text)
    assert code == 0
    assert json.loads(out)["n"] == 200


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("a,b\n", "is empty"),
        ("a,a\n1,2\n", "names the column 'a' twice"),
        ("a,b\n1,2,3\n", "row 2 of"),
        ("move,fight,x1,x2\n1,0,1,2\n", "no column 'z1'"),
    ],
)
def test_a_bad_file_is_refused(tmp_path, text, says):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    code, out, err = run("egame12", "--formula", CRISES, "--data", path)
    assert (code, out) == (1, "")
    assert says in err


def test_a_missing_file_is_refused(tmp_path):
    code, _, err = run("egame12", "--formula", CRISES, "--data", tmp_path / "no.csv")
    assert code == 1
    assert "cannot be read" in err


def test_fixed_utilities_must_be_numbers(tmp_path):
    path = written(tmp_path, crises(50)[0])
    words = ("egame12", "--formula", CRISES, "--data", path, "--fixed", "1,b,2,3")
    assert run(*words)[0] == 2
