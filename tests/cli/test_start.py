"""A verb loads what it needs and no more."""

from __future__ import annotations

import subprocess
import sys

import pytest
from places import EXAMPLES

HEAVY = ("numpy", "lxml", "pypdf", "jinja2", "msgspec", "charset_normalizer")
WORK = ("suzerain.strategy", "suzerain.outlook", "suzerain.brief")


def loaded(*words: str) -> set[str]:
    """Names of all modules that a run of the command has loaded."""
    code = (
        "import sys\nfrom suzerain.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, check=True
    )
    return set(done.stderr.decode().split())


@pytest.mark.parametrize(
    "words", [("--help",), ("--version",), ("brief", "--help"), ("completion", "bash")]
)
def test_help_loads_nothing_heavy(words):
    assert not loaded(*words) & {*HEAVY, *WORK, "suzerain.case.case"}


def test_reading_plain_text_loads_no_reader_of_other_formats_and_no_engine():
    files = map(str, sorted(EXAMPLES.glob("*.txt")))
    unneeded = {"lxml", "pypdf", "jinja2", "charset_normalizer", *WORK}
    assert not loaded("read", "--json", *files) & unneeded


def test_checking_loads_no_engine():
    assert not loaded("check", str(EXAMPLES)) & {*WORK, "jinja2", "suzerain.measures"}


def test_measuring_solves_nothing():
    words = ("measure", str(EXAMPLES), "--json", "--worlds", "20")
    assert not loaded(*words) & set(WORK)
