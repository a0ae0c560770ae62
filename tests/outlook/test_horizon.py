from __future__ import annotations

import pytest

from suzerain.core.errors import UnresolvedQuestion
from suzerain.outlook.horizon import years_between


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2024", "2025", 1),
        ("2024-06", "2024-06-30", 0),
        ("2023-12-31", "2024-12-31", 1),
        ("2024-12-31", "2024-01-01", 0),
        ("2023-12-31", "2025-07-02", 1.5),
    ],
)
def test_a_bare_month_or_year_counts_to_its_end(start, end, years):
    assert years_between(start, end) == pytest.approx(years, abs=0.01)


@pytest.mark.parametrize("text", ["soon", "2024-13", "2024-02-30", ""])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(UnresolvedQuestion, match="no date"):
        years_between("2024", text)
