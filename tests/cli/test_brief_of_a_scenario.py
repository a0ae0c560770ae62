"""`suzerain brief CASE --scenario NAME` as a desk types it."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from places import EXAMPLES

from suzerain.cli.main import main

FEW = ("--worlds", "60")
needs_typst = pytest.mark.skipif(
    importlib.util.find_spec("typst") is None,
    reason="Typst (the extra `documents`) is not installed",
)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scene") / "pact"
    assert run("init", path, "--from", EXAMPLES).exit_code == 0
    saved = ("--set", "consent:CHN=refuse", "--save", "refusal", *FEW)
    assert run("what-if", path, *saved).exit_code == 0
    return path


def test_its_markdown_says_so_first_and_tells_the_base_beside(folder: Path):
    done = run("brief", folder, "--scenario", "refusal", *FEW)
    assert done.exit_code == 0, done.output
    first = done.stdout.partition("## Bottom line")[2].partition("\n\n")[2]
    assert first.startswith("**Scenario** This brief is written under the scenario")
    assert "As the case is" in done.stdout


def test_its_json_tells_what_what_if_tells(folder: Path):
    done = run("brief", folder, "--scenario", "refusal", "--json", *FEW)
    asked = run("what-if", folder, "--set", "consent:CHN=refuse", "--json", *FEW)
    told, found = json.loads(done.stdout)["scenario"], json.loads(asked.stdout)
    assert told["differences"] == found["differences"]
    assert told["scenario"] == "refusal"


@needs_typst
def test_a_word_document_is_written_under_it(folder: Path, tmp_path: Path):
    path = tmp_path / "refusal.docx"
    done = run("brief", folder, "--scenario", "refusal", "--docx", "-o", path, *FEW)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(path) as package:
        words = package.read("word/document.xml").decode()
    assert "under the scenario" in words


@needs_typst
def test_a_pdf_is_written_under_it(folder: Path, tmp_path: Path):
    path = tmp_path / "refusal.pdf"
    done = run("brief", folder, "--scenario", "refusal", "-o", path, *FEW)
    assert done.exit_code == 0, done.output
    assert path.read_bytes().startswith(b"%PDF")


def test_base_is_the_case_as_it_is(folder: Path):
    base = run("brief", folder, "--scenario", "base", *FEW)
    assert base.stdout == run("brief", folder, *FEW).stdout


def test_an_unknown_scenario_is_refused_and_the_nearest_named(folder: Path):
    done = run("brief", folder, "--scenario", "refusl", *FEW)
    assert done.exit_code == 1
    assert "did you mean 'refusal'" in done.stderr
    assert done.stdout == ""


def test_articles_have_no_scenarios():
    done = run("brief", EXAMPLES, "--scenario", "refusal", *FEW)
    assert done.exit_code == 1
    assert "case folder" in done.stderr
