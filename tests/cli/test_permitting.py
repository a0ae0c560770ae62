"""The verb permission."""

from __future__ import annotations

import json

import jsonschema
from click.testing import CliRunner, Result
from places import EXAMPLES

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def test_permission_fits_its_schema():
    result = run("permission", EXAMPLES, "--worlds", 60, "--json")
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    schema = json.loads(read_schema("permission"))
    jsonschema.Draft202012Validator(schema).validate(record)
    assert record["plays"]["perfect"]["p_blocked"] == 0


def test_the_game_of_a_world_is_written_and_solved_by_the_verb_game(tmp_path):
    path = tmp_path / "one.efg"
    words = ("permission", EXAMPLES, "--worlds", 60, "--table", "--efg", path)
    result = run(*words, "--world", 3)
    assert result.exit_code == 0, result.output
    assert "the power alone knows its limit" in result.stdout
    solved = run("game", path, "--solve", "qre", "--lambda", 1, "--json")
    assert solved.exit_code == 0, solved.output
    assert json.loads(solved.stdout)["settled"]


def test_a_world_that_was_not_drawn_is_refused(tmp_path):
    path = tmp_path / "one.efg"
    words = ("permission", EXAMPLES, "--worlds", 20, "--efg", path, "--world", 20)
    result = run(*words)
    assert result.exit_code == 1
    assert "draw 20" in result.stderr
    assert not path.exists()
