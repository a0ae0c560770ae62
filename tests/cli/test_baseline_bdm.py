"""The command `suzerain baseline bdm`, on files as users keep them."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

EMISSIONS = """Actor,Capability,Position,Salience
Netherlands,0.08,4,0.8
Belgium,0.08,7,0.4
Luxembourg,0.03,4,0.2
Germany,0.16,4,0.8
France,0.16,10,0.6
Italy,0.16,10,0.6
UK,0.16,10,0.9
Ireland,0.05,7,0.1
Denmark,0.05,4,1.0
Greece,0.08,7,0.7
"""


def ran(*words, stdin=None):
    return CliRunner().invoke(main, ["baseline", "bdm", *map(str, words)], input=stdin)


@pytest.fixture
def actors(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text(EMISSIONS, encoding="utf-8")
    return path


def test_the_trajectory_is_printed_as_json(actors):
    done = ran(actors, "--rounds", 3, "--json")
    said = json.loads(done.stdout)
    assert said["method"] == "bdm"
    assert said["median"] == pytest.approx(
        [7.0, 8.415932315426764, 9.610859134120188, 9.961979590401311], abs=1e-9
    )
    assert [turn["turn"] for turn in said["turns"]] == [0, 1, 2, 3]
    assert said["turns"][0]["positions"]["Netherlands"] == {"position": 4}
    assert not said["converged"]
    jsonschema.validate(said, json.loads(read_schema("baseline_bdm")))


def test_it_says_that_it_is_no_forecast(actors):
    assert "not a forecast" in json.loads(ran(actors, "--json").stdout)["notes"][0]
    assert "not a forecast" in ran(actors, "--table").stdout


def test_the_published_method_says_its_options(actors):
    said = json.loads(ran(actors, "--as-published", "--json").stdout)
    assert said["options"] == {
        "rounds": 10,
        "odds": "this vote",
        "capitulates": True,
        "compromise": "nearest",
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("Actor,Capability", " name , POWER"),
        lambda text: "\n".join(f"{line},x" for line in text.splitlines()),
        lambda text: text + "\n\n",
    ],
)
def test_a_file_from_another_program_is_read_alike(actors, tmp_path, change):
    other = tmp_path / "other.csv"
    other.write_bytes(change(EMISSIONS).encode())
    assert ran(other, "--json").stdout == ran(actors, "--json").stdout


def test_standard_input_is_read(actors):
    assert ran("-", "--json", stdin=EMISSIONS).stdout == ran(actors, "--json").stdout


BAD = [
    ("", "no column"),
    ("Actor,Capability,Position\nA,1,2\n", "salience"),
    (EMISSIONS.replace("0.16,4", "much,4"), "'much'"),
    (EMISSIONS.replace("Germany", "France"), "second time"),
    (EMISSIONS.replace("0.8\n", "80\n"), "salience"),
    (EMISSIONS.replace("0.05,7,0.1", "0.05,nan,0.1"), "finite"),
    (EMISSIONS.replace("0.05,7,0.1", "0.05"), "position of Ireland"),
    ("Actor,Capability,Position,Salience\nA,1,1,1\nB,1,1,1\n", "one position"),
    ("Actor,Capability,Position,Salience\nA,1,1,1\n", "1 actors"),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_bad_file_is_refused_in_words(tmp_path, text, told):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    done = ran(path, "--json")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = ran(tmp_path / "none.csv")
    assert done.exit_code == 1
    assert "none.csv" in done.stderr


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_bytes(b"\xff\xfe\x00A")
    assert "UTF-8" in ran(path).stderr
