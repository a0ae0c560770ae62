"""Settings that every test shares."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from places import SHARED

settings.register_profile(
    "suzerain",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suzerain")

# A shell that runs us in the background makes us deaf to Ctrl-C, and what we start too;
# the tests of an interrupt need ears.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The two founding articles, which live beside the repository."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the founding articles (../shared/seeds) are not on this machine")
    return found


# Left out of the quick part: what starts processes, builds the docs, or solves many
# cases. The laws run in the whole suite.
LONG = (
    "tests/cli/",
    "tests/house/test_docs.py",
    "tests/house/test_how_to.py",
    "tests/house/test_bibliography.py",
    "tests/house/test_constants.py",
    "tests/house/test_notebooks.py",
    "tests/articles/",
    "tests/seeds/",
    "tests/sources/readers/",
    "tests/sources/test_shelf.py",
    "tests/sources/test_download.py",
    "tests/strategy/test_laws.py",
    "tests/strategy/test_bargain.py",
    "tests/case/test_files.py",
    "tests/brief/test_other_cases.py",
    "tests/outlook/test_invariance.py",
    "README.md",
    "docs/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what the quick part leaves out."""
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker(pytest.mark.slow)
