"""A broken case folder is listed whole, and no verb goes on with it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from command import suzerain, told
from places import EXAMPLES

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

TABLES = ("claims", "ties", "needs", "terms", "stances", "events")


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert "InternalError" not in result.stderr, result.stderr
    return result


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "pact"
    assert run("init", folder, "--from", EXAMPLES).exit_code == 0
    return folder


@pytest.fixture
def folder(whole, tmp_path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "pact"))


def problems(folder: Path) -> list[dict[str, str]]:
    return [
        json.loads(line) for line in run("check", folder, "--json").stdout.splitlines()
    ]


def rewrite(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    change(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def share(row: dict[str, str], low: str, high: str) -> None:
    row.update(share_low=low, share_mode="", share_high=high, share_shape="uniform")


def above_one(rows):
    share(rows[0], "1.2", "1.3")


def sum_above_one(rows):
    share(rows[0], "0.9", "0.95")
    known = {row["provider"] for row in rows} | {row["recipient"] for row in rows}
    used = {rows[0]["provider"], rows[0]["recipient"]}
    rows.append({**rows[0], "provider": min(known - used)})


def circle(rows):
    row = rows[0]
    row["basis"] = f"tie.{row['good']}.{row['provider']}.{row['recipient']}"


def ring_of_two(rows):
    first, second = (
        f"tie.{row['good']}.{row['provider']}.{row['recipient']}" for row in rows[:2]
    )
    rows[0]["basis"], rows[1]["basis"] = second, first


BROKEN = {
    "an unknown actor": (lambda rows: rows[0].update(provider="XXX"), "'XXX'"),
    "an unknown good": (lambda rows: rows[0].update(good="oli"), "'oli'"),
    "a share above 1": (above_one, "outside 0 to 1"),
    "shares that sum over 1": (sum_above_one, "above 1"),
    "a cell that rests on itself": (circle, "circle"),
    "two cells that rest on one another": (ring_of_two, "circle"),
    "a basis that is nowhere": (lambda rows: rows[0].update(basis="c-0"), "'c-0'"),
    "a number in words": (lambda rows: rows[0].update(share_low="many"), "'many'"),
    "a number that is none": (lambda rows: rows[0].update(share_low="nan"), "share"),
    "a number without end": (lambda rows: rows[0].update(share_high="inf"), "share"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_row_is_named_with_file_and_line(kind, folder):
    change, word = BROKEN[kind]
    rewrite(folder / "ties.csv", change)
    result = run("check", folder, "--json")
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert any(one["where"] == "ties.csv:2" and word in one["what"] for one in found), (
        found
    )
    assert all(one["hint"] for one in found)
    solved = run("solve", folder, "--json", "--worlds", 20)
    assert (solved.exit_code, solved.stdout) == (1, "")
    assert word in solved.stderr
    assert "Hint:" in solved.stderr


@pytest.mark.parametrize(
    "name", ["case.toml", "sources/documents.csv", *(f"{t}.csv" for t in TABLES)]
)
def test_a_missing_file_is_the_one_problem(name, folder):
    (folder / name).unlink()
    assert [(one["where"], one["what"]) for one in problems(folder)] == [
        (name, "the file is missing")
    ]
    solved = run("solve", folder)
    assert solved.exit_code == 1
    assert name in solved.stderr


@pytest.mark.parametrize("name", ["case.toml", *(f"{t}.csv" for t in TABLES)])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[[[", b'"never closed', b"\0" * 100]
)
def test_a_destroyed_file_is_named(name, content, folder):
    (folder / name).write_bytes(content)
    result = run("check", folder, "--json")
    assert result.exit_code == 1
    assert name in {
        json.loads(line)["where"].split(":")[0] for line in result.stdout.splitlines()
    }


def test_wrong_toml_is_named_with_its_line(folder):
    with (folder / "case.toml").open("a") as file:
        file.write("name = [\n")
    (only,) = problems(folder)
    assert only["where"] == "case.toml"
    assert "no TOML" in only["what"]


def test_a_missing_column_is_named(folder):
    path = folder / "ties.csv"
    path.write_text(path.read_text().replace("recipient", "receiver", 1))
    (only,) = problems(folder)
    assert only["where"] == "ties.csv:1"
    assert "'recipient'" in only["what"]


def test_a_changed_document_is_named(folder):
    path = next((folder / "sources").glob("*.txt"))
    path.write_text(path.read_text().replace(" and ", " und ", 1))
    (only,) = problems(folder)
    assert only["where"] == f"sources/{path.name}"


def test_a_quote_that_no_longer_matches_is_named(folder):
    rewrite(folder / "claims.csv", lambda rows: rows[2].update(quote="He never said."))
    (only,) = problems(folder)
    assert only["where"] == "claims.csv:4"


def test_all_problems_are_listed_at_once(folder):
    rewrite(folder / "ties.csv", above_one)
    rewrite(folder / "claims.csv", lambda rows: rows[2].update(quote="He never said."))
    (folder / "events.csv").unlink()
    assert {one["where"].split(":")[0] for one in problems(folder)} == {
        "ties.csv",
        "claims.csv",
        "events.csv",
    }


def test_problems_fit_their_schema_and_stand_in_a_table(folder):
    (folder / "events.csv").unlink()
    schema = json.loads(read_schema("problem"))
    for one in problems(folder):
        jsonschema.validate(one, schema)
    table = run("check", folder, "--table")
    assert table.stdout.startswith("error: events.csv: the file is missing (hint:")
    rows = list(csv.DictReader(run("check", folder, "--csv").stdout.splitlines()))
    assert rows[0]["where"] == "events.csv"


def test_warnings_alone_are_no_failure(folder):
    (folder / "terms.csv").write_text((folder / "terms.csv").read_text().split("\n")[0])
    path = folder / "case.toml"
    text = path.read_text()
    path.write_text(text.split("[[questions]]")[0])
    result = run("check", folder, "--json")
    assert result.exit_code == 0, result.stderr
    assert {json.loads(line)["severity"] for line in result.stdout.splitlines()} == {
        "warning"
    }


def test_a_verb_on_a_broken_case_fails_in_the_shell_too(folder):
    (folder / "ties.csv").unlink()
    told(suzerain("brief", folder, "-o", folder / "b.html"), "ties.csv", "Hint:")
    assert not (folder / "b.html").exists()


def test_a_case_and_articles_are_not_mixed(folder):
    result = run("brief", folder, EXAMPLES)
    assert result.exit_code == 1
    assert "is a case folder" in result.stderr
