"""Settings that every test shares."""

from __future__ import annotations

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


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The two founding articles, which live beside the repository."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the founding articles (../shared/seeds) are not on this machine")
    return found
