"""`suzerain brief` writes Word and PDF, whole or not at all."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result
from places import EXAMPLES

from suzerain.cli.main import main

ARTICLES = sorted(map(str, EXAMPLES.glob("*.txt")))
FEW = ("--worlds", "60")
needs_typst = pytest.mark.skipif(
    importlib.util.find_spec("typst") is None,
    reason="Typst (the extra `documents`) is not installed",
)


def brief(*words: object) -> Result:
    return CliRunner().invoke(main, ["brief", *map(str, words), *FEW])


@needs_typst
@pytest.mark.parametrize(
    ("words", "name"),
    [(("--docx",), "paper"), ((), "paper.DOCX"), (("--docx",), "paper.doc")],
)
def test_the_option_or_the_suffix_makes_a_word_document(words, name, tmp_path):
    done = brief(ARTICLES[0], *words, "-o", tmp_path / name)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    with zipfile.ZipFile(tmp_path / name) as package:
        assert "word/footnotes.xml" in package.namelist()


@needs_typst
def test_a_pdf_goes_down_a_pipe_and_is_the_same_as_the_file(tmp_path):
    path = tmp_path / "brief.pdf"
    assert brief(ARTICLES[0], "-o", path).exit_code == 0
    piped = brief(ARTICLES[0], "--pdf")
    assert piped.exit_code == 0
    assert piped.stdout_bytes == path.read_bytes()
    assert len(pypdf.PdfReader(io.BytesIO(piped.stdout_bytes)).pages) > 2


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_without_typst_nothing_is_solved_or_written(kind, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    path: Path = tmp_path / f"brief.{kind}"
    path.write_text("old")
    done = brief(ARTICLES[0], "-o", path)
    assert done.exit_code == 1
    assert "suzerain[documents]" in done.stderr
    assert "solving" not in done.stderr
    assert path.read_text() == "old"


def test_an_unknown_suffix_names_those_that_are_known(tmp_path):
    done = brief(ARTICLES[0], "-o", tmp_path / "brief.odt")
    assert done.exit_code == 1
    for suffix in (".html", ".docx", ".pdf", ".md", ".json"):
        assert suffix in done.stderr
