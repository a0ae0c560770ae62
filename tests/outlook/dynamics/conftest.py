"""What the tests of the dynamics share."""

from __future__ import annotations

import pytest
from moving_case import made

from suzerain.case.case import Case


@pytest.fixture(scope="session")
def case() -> Case:
    return made()
