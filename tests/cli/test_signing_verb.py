"""The verb signers."""

from __future__ import annotations

import json

import jsonschema
from click.testing import CliRunner
from places import EXAMPLES

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema


def run(*words: object) -> str:
    result = CliRunner().invoke(main, ["signers", *map(str, words), "--worlds", "40"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_signers_fits_its_schema():
    record = json.loads(run(EXAMPLES, "--json"))
    schema = json.loads(read_schema("signers"))
    jsonschema.Draft202012Validator(schema).validate(record)
    assert {row["actor"] for row in record["members"]} == {
        member for group in record["groups"] for member in group["members"]
    }


def test_signers_names_every_member_with_its_share():
    record = json.loads(run(EXAMPLES, "--json"))
    table = run(EXAMPLES, "--table")
    for row in record["members"]:
        assert f"{row['p_signs']:4.0%}" in table
