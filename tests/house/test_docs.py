"""The docs name what exists, and their links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file(page) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_reference_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_decision_is_listed() -> None:
    index = (DOCS / "decisions" / "index.md").read_text()
    names = [path.name for path in (DOCS / "decisions").glob("0*.md")]
    assert [name for name in names if name not in index] == []


def test_every_dependency_has_a_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    records = "\n".join(p.read_text() for p in (DOCS / "decisions").glob("0*.md"))
    names = [re.split(r"[<>=\[;]", line)[0] for line in project["dependencies"]]
    assert [name for name in names if name.lower() not in records.lower()] == []


def test_no_file_names_one_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    pattern = re.compile(r"(?<![\w.])/(?:work|farm|root|tmp/bash_jobs)/")
    guilty = [
        name
        for name in tracked
        if name
        and (ROOT / name).is_file()
        and name != "tests/house/test_docs.py"
        and (ROOT / name).suffix in {".py", ".md", ".toml", ".csv", ".json", ".txt"}
        and pattern.search((ROOT / name).read_text(errors="replace"))
    ]
    assert guilty == []


def test_every_tool_of_a_developer_has_a_reason() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    reasons = (DOCS / "decisions" / "0007-tools.md").read_text()
    names = [re.split(r"[<>=\[;]", line)[0] for line in groups["dev"]]
    assert [name for name in names if f"| {name} |" not in reasons] == []


def _paths(entry: Any) -> Iterator[str]:
    """Pages that a part of the navigation names."""
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from _paths(part)


def test_the_navigation_leads_to_every_page_but_the_single_decisions() -> None:
    site = tomllib.loads((ROOT / "zensical.toml").read_text())["project"]
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    listed = list(_paths(site["nav"]))
    assert len(listed) == len(set(listed))
    assert {page for page in pages if "decisions/0" not in page} == set(listed)


def test_the_built_manual_asks_no_other_host(tmp_path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    subprocess.run(
        [Path(sys.executable).parent / "zensical", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    pages = list((tmp_path / "site").rglob("*.html"))
    loaded = re.compile(r"<(?:script|link|img|iframe)\b[^>]*=\"?(?:https?:)?//[^>]*>")
    assert len(pages) > 20
    assert [found for page in pages for found in loaded.findall(page.read_text())] == []
