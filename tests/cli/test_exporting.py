"""`suzerain export` as a user types it."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner
from places import EXAMPLES

from suzerain.brief.export.placing import FORMS
from suzerain.cli import exporting
from suzerain.cli.main import main


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export") / "pact"
    done = CliRunner().invoke(main, ["init", str(folder), "--from", str(EXAMPLES)])
    assert done.exit_code == 0, done.output
    return folder


def run(case, form, target, *more):
    words = ["export", str(case), "--format", form, "-o", str(target)]
    return CliRunner().invoke(main, [*words, "--worlds", "30", *more])


def everything(path):
    if path.is_file():
        return path.read_bytes()
    return {
        one.relative_to(path).as_posix(): one.read_bytes()
        for one in sorted(path.rglob("*"))
        if one.is_file()
    }


def test_the_verb_offers_every_form():
    assert set(exporting.FORMS) == set(FORMS)


@pytest.mark.parametrize("form", ["node-link", "ro-crate", "ach"])
def test_an_export_made_twice_has_the_same_bytes(made, tmp_path, form):
    for name in ("one", "two"):
        done = run(made, form, tmp_path / name, "--date", "2026-03-01")
        assert done.exit_code == 0, done.output
    assert everything(tmp_path / "one") == everything(tmp_path / "two")
    assert everything(tmp_path / "one")


def test_what_is_there_is_refused_without_force_and_left_alone(made, tmp_path):
    target = tmp_path / "pact.cff"
    target.write_text("mine")
    done = run(made, "citation", target)
    assert done.exit_code == 1
    assert "--force" in done.output
    assert target.read_text() == "mine"
    assert run(made, "citation", target, "--force").exit_code == 0
    assert target.read_text().startswith("cff-version")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_of_something_else_is_never_replaced(made, tmp_path, force):
    target = tmp_path / "letters"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    done = run(made, "parquet", target, *force)
    assert done.exit_code == 1
    assert everything(target) == {"letter.txt": b"mine"}


def test_an_export_in_a_folder_is_replaced_with_force(made, tmp_path):
    target = tmp_path / "tables"
    assert run(made, "parquet", target).exit_code == 0
    first = everything(target)
    (target / "ties.parquet").write_bytes(b"broken")
    assert run(made, "parquet", target).exit_code == 1
    assert run(made, "parquet", target, "--force").exit_code == 0
    assert everything(target) == first


@pytest.mark.parametrize(
    ("form", "name"), [("graphml", ""), ("graphml", "no/where.graphml"), ("gexf", ".")]
)
def test_a_place_that_cannot_be_written_is_refused_first(
    made, tmp_path, monkeypatch, form, name
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(exporting, "load_case", None)  # never reached
    words = ["export", str(made), "--format", form, "-o", name]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "Hint:" in done.output


def test_a_failure_leaves_nothing(tmp_path, made):
    broken = tmp_path / "broken"
    shutil.copytree(made, broken)
    (broken / "case.toml").write_text("actors = 3", encoding="utf-8")
    done = run(broken, "parquet", tmp_path / "tables")
    assert done.exit_code == 1
    assert not (tmp_path / "tables").exists()


def test_a_case_in_a_crate_is_checked_and_explained(made, tmp_path):
    crate = tmp_path / "crate"
    assert run(made, "ro-crate", crate).exit_code == 0
    checked = CliRunner().invoke(main, ["check", str(crate / "case")])
    assert checked.exit_code == 0, checked.output
    results = json.loads((crate / "results.json").read_text(encoding="utf-8"))
    first = results["results"][0]["id"]
    words = ["why", str(crate / "case"), first, "--worlds", "30"]
    assert CliRunner().invoke(main, words).exit_code == 0
