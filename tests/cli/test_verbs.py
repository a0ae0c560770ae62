"""Every verb runs, prints what its schema says, and fails clearly."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from places import ROOT

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema, schema_names

EXAMPLES = str(ROOT / "examples" / "articles")
FEW = ("--worlds", "200")


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("case") / "pact"
    files = sorted(str(file) for file in Path(EXAMPLES).glob("*.txt"))
    result = run("init", str(path), "--from", *files)
    assert result.exit_code == 0, result.output
    return str(path)


def fits(name: str, value: object) -> None:
    jsonschema.validate(value, json.loads(read_schema(name)))


def test_every_verb_has_help_with_an_example() -> None:
    for name in main.commands:
        assert "Example: suzerain" in run(name, "--help").output, name


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(read_schema(name)))


def test_read_prints_claims_as_their_schema_says() -> None:
    lines = run("read", "--json", EXAMPLES).stdout.splitlines()
    assert len(lines) > 20
    for line in lines:
        fits("claim", json.loads(line))


def test_the_passage_of_every_claim_is_exact() -> None:
    path = next(Path(EXAMPLES).glob("1-*.txt"))
    text = path.read_bytes().decode()
    for line in run("read", "--json", str(path)).stdout.splitlines():
        claim = json.loads(line)
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_read_takes_standard_input() -> None:
    text = "Russia supplied North Korea with oil, officials said on Tuesday.\n"
    result = run("read", "--json", "-", stdin=text)
    assert result.exit_code == 0
    assert '"RUS"' in result.stdout


@pytest.mark.parametrize("measure", ["dependence", "leverage"])
def test_measure_prints_lines_as_their_schema_says(folder: str, measure: str) -> None:
    lines = run("measure", measure, folder, "--json", *FEW).stdout.splitlines()
    assert lines
    for line in lines:
        fits(measure, json.loads(line))


def test_dependence_is_printed_for_all_goods_together_and_for_each(folder: str) -> None:
    lines = run("measure", "dependence", folder, "--json", *FEW).stdout.splitlines()
    goods = {json.loads(line)["good"] for line in lines}
    assert None in goods
    assert len(goods) > 1


@pytest.mark.parametrize(
    ("verb", "schema"),
    [("solve", "solution"), ("weigh", "weighing"), ("forecast", "forecast")],
)
def test_results_fit_their_schemas(folder: str, verb: str, schema: str) -> None:
    result = run(verb, folder, "--json", *FEW)
    assert result.exit_code == 0, result.output
    fits(schema, json.loads(result.stdout))


def test_why_prints_a_trace(folder: str) -> None:
    result = run("why", folder, "dependence.PRK.CHN", "--json", *FEW)
    assert result.exit_code == 0, result.output
    trace = json.loads(result.stdout)
    fits("trace", trace)
    assert trace["id"] == "dependence.PRK.CHN"


def test_why_proposes_the_nearest_id(folder: str) -> None:
    result = run("why", folder, "dependence.PKR.CHN", *FEW)
    assert result.exit_code == 1
    assert "did you mean 'dependence.PRK.CHN'" in result.stderr


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_brief_writes_the_form_that_the_suffix_asks_for(
    folder: str, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"brief{suffix}"
    result = run("brief", folder, "-o", str(target), *FEW)
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 1000


def test_a_case_and_its_articles_give_the_same_brief(
    folder: str, tmp_path: Path
) -> None:
    again = tmp_path / "pact"
    shutil.copytree(folder, again)
    first = run("brief", folder, "--md", *FEW).stdout
    assert run("brief", str(again), "--md", *FEW).stdout == first


def test_the_same_seed_gives_the_same_bytes(folder: str) -> None:
    first = run("brief", folder, "--html", *FEW).stdout
    assert run("brief", folder, "--html", *FEW).stdout == first
    assert run("brief", folder, "--html", *FEW, "--seed", "2").stdout != first


def test_check_finds_nothing_wrong_with_a_fresh_case(folder: str) -> None:
    result = run("check", folder)
    assert (result.exit_code, result.stdout) == (0, "")


def test_init_does_not_replace_a_case(folder: str) -> None:
    before = sorted(path.read_bytes() for path in Path(folder).glob("*.csv"))
    result = run("init", folder, "--from", EXAMPLES)
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert sorted(path.read_bytes() for path in Path(folder).glob("*.csv")) == before


def test_assumptions_lists_the_shipped_register_without_a_case() -> None:
    rows = [
        json.loads(line)
        for line in run("assumptions", "--json").stdout.split("\n")[:-1]
    ]
    assert {"id", "low", "high", "reason", "citation"} <= set(rows[0])


BAD = {
    "a missing file": ("no-such-article.txt", None, "no-such-article.txt"),
    "an empty file": ("empty.txt", b"", "empty"),
    "a binary file": ("picture.txt", bytes(range(256)) * 40, "picture.txt"),
    "a broken PDF": ("broken.pdf", b"%PDF-1.4 nothing here", "broken.pdf"),
    "a text without a state": ("cake.txt", b"Beat the eggs. Add the sugar.\n", "actor"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_with_one_thing_to_do(name: str, tmp_path: Path) -> None:
    file, content, expected = BAD[name]
    path = tmp_path / file
    if content is not None:
        path.write_bytes(content)
    result = run("brief", str(path), "-o", str(tmp_path / "brief.html"))
    assert result.exit_code == 1, result.output
    assert expected in result.stderr
    assert "Hint:" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "brief.html").exists()


def test_a_wrong_option_is_a_usage_error() -> None:
    assert run("brief", "--wrolds", "3").exit_code == 2


def test_no_article_is_an_error_with_an_example() -> None:
    result = run("brief")
    assert result.exit_code == 1
    assert "examples/articles" in result.stderr
