"""Documents are opened by the programs that a ministry has: LibreOffice and poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import sample
from hostile import ARABIC, HEBREW, hostile

from suzerain.brief.brief import Brief, compose
from suzerain.brief.documents.plan import outline

pytest.importorskip("typst", reason="Typst (the extra `documents`) is not installed")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice"
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None or shutil.which("pdffonts") is None,
    reason="poppler is not installed: apt-get install poppler-utils",
)
SLOW = 180


def asked(*command: str | Path) -> str:
    """Run a program and give what it says."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=True,
        timeout=SLOW,
    )
    return done.stdout


def pages(pdf: Path) -> list[str]:
    """Text of each page, as poppler reads it."""
    return asked("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def through_office(brief: Brief, folder: Path) -> Path:
    """Open a Word file in LibreOffice and print it."""
    brief.save(folder / "brief.docx")
    home = f"-env:UserInstallation=file://{folder}/office"
    asked(
        OFFICE or "",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder / "printed",
        folder / "brief.docx",
    )
    return folder / "printed" / "brief.pdf"


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(sample.results())


@pytest.fixture(scope="module")
def typeset(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return brief.save(tmp_path_factory.mktemp("typeset") / "brief.pdf")


@pytest.fixture(scope="module")
def printed(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return through_office(brief, tmp_path_factory.mktemp("printed"))


@needs_poppler
def test_poppler_finds_the_pdf_tagged_with_title_and_embedded_fonts(typeset, brief):
    told = asked("pdfinfo", typeset)
    assert re.search(r"Tagged: +yes", told)
    assert brief.title in told
    fonts = asked("pdffonts", typeset).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


@needs_poppler
def test_the_executive_page_is_one_page_and_every_page_is_counted(typeset, brief):
    found = pages(typeset)
    flat = " ".join(found[0].split())
    for finding in brief.bottom_line:
        assert finding.head in flat
    assert "Key judgments" in found[1]
    for place, page in enumerate(found, start=1):
        assert f"page {place} of {len(found)}" in page


@needs_office
@needs_poppler
def test_libreoffice_prints_the_word_file_with_an_executive_page_first(printed, brief):
    found = pages(printed)
    flat = " ".join(found[0].split())
    for finding in brief.bottom_line:
        assert finding.head in flat
    assert "Key judgments" not in flat
    assert "Key judgments" in found[1]
    assert f"page {len(found)} of {len(found)}" in found[-1]
    assert "Run record" in found[-1]


@needs_office
@needs_poppler
def test_footnotes_stand_on_the_page_of_their_mark(printed, brief):
    first = " ".join(pages(printed)[0].split())
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", first)}
    assert marks == set(range(1, len(marks) + 1))
    for note in outline(brief).notes[: len(marks)]:
        assert " ".join(note.split()[:4]) in first


@needs_poppler
def test_no_heading_is_left_alone_at_the_foot_of_a_page(typeset, brief):
    titles = [s.title for s in brief.sections]
    for page in pages(typeset):
        body = [line.strip() for line in page.splitlines() if line.strip()]
        text = [line for line in body if not line.startswith("[")]
        assert not any(line in titles for line in text[-2:-1])


@needs_poppler
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_words_from_right_to_left_come_out_whole_in_fonts_that_have_them(
    form, tmp_path
):
    if form == "docx" and OFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice")
    strange = hostile()
    path = (
        strange.save(tmp_path / "brief.pdf")
        if form == "pdf"
        else through_office(strange, tmp_path)
    )
    said = asked("pdftotext", path, "-")
    plain = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", said)
    for words in (ARABIC, HEBREW):
        for word in words.split():
            assert word in plain or word[::-1] in plain
