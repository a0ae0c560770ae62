"""The browser that every page is opened in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from app_pages import ARTICLES, Program, running
from chromium import missing

from suzerain.case.build import build_case
from suzerain.case.files import save_case
from suzerain.evidence.extract import extract
from suzerain.sources.read import read_documents

CHROMIUM = which("chromium") or which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example articles, in a folder to copy from."""
    folder = tmp_path_factory.mktemp("examples") / "pact"
    documents = read_documents(ARTICLES)
    save_case(build_case(documents, extract(documents), name="pact"), folder)
    return folder


@pytest.fixture(scope="module")
def served(
    case_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """The case of the example articles, served to the tests of one file."""
    workspace = tmp_path_factory.mktemp("served")
    shutil.copytree(case_folder, workspace / "pact")
    with running(workspace, workspace / "pact") as program:
        yield program
