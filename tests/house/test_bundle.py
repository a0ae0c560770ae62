"""The scripts that ship are what their sources make, byte by byte."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "page"
OFFLINE = re.compile(r"EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|E403")


def missing(what: str) -> NoReturn:
    words = f"{what}: the scripts of the page were not built again"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        missing("no Node or no npm here")
    home = tmp_path_factory.mktemp("bundle")
    shutil.copytree(PAGE, home / "page", ignore=shutil.ignore_patterns("node_modules"))
    for committed in sorted((ROOT / "src/suzerain").glob("*/page/*.*")):
        copy = home / committed.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(committed, copy)
    for words in sorted((ROOT / "src/suzerain").glob("**/*.json")):
        copy = home / words.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(words, copy)
    done = run(home / "page", npm, "ci", "--no-audit", "--no-fund")
    if done.returncode and OFFLINE.search(done.stderr):
        missing("the registry of npm does not answer")
    assert done.returncode == 0, done.stderr
    return home / "page"


def test_scripts_are_what_their_sources_make(built: Path):
    done = run(built, "node", "build.mjs", "--check")
    assert done.returncode == 0, done.stderr


def test_types_of_the_scripts_hold(built: Path):
    done = run(built, "node_modules/.bin/tsc", "--noEmit")
    assert done.returncode == 0, done.stdout


def test_a_script_that_was_changed_by_hand_is_found(built: Path, tmp_path: Path):
    home = tmp_path / "copy"
    shutil.copytree(built.parent, home, symlinks=True)
    script = home / "src/suzerain/brief/page/brief.js"
    script.write_text(script.read_text() + "// by hand\n")
    done = run(home / "page", "node", "build.mjs", "--check")
    assert done.returncode == 1
    assert "brief/page/brief.js" in done.stderr


def test_the_lock_names_no_address():
    assert "://" not in (PAGE / "package-lock.json").read_text()


def test_versions_of_libraries_are_exact():
    package = json.loads((PAGE / "package.json").read_text())
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", each) for each in versions.values())


def test_the_notice_holds_every_library_that_may_be_bundled():
    package = json.loads((PAGE / "package.json").read_text())
    notice = (ROOT / "NOTICE").read_text()
    assert [name for name in package["dependencies"] if name not in notice] == []


def test_no_script_asks_anything_of_anywhere():
    for script in (ROOT / "src/suzerain").glob("*/page/*.js"):
        addresses = set(re.findall(r"https?://[\w./-]+", script.read_text()))
        assert {one for one in addresses if "www.w3.org" not in one} == set(), script
