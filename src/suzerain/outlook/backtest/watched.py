"""Units whose forecasts are shown by themselves, as the table lists them."""

from __future__ import annotations

from suzerain.core.codes import read_table
from suzerain.outlook.backtest.study import Watched


def watched_in(study: str) -> tuple[Watched, ...]:
    """Return what a study shows by itself.

    Args:
        study: Its name.

    Examples:
        >>> watched_in("no such study")
        ()
    """
    return tuple(
        Watched(
            unit=tuple(row["unit"].split()), origin=int(row["origin"]), why=row["why"]
        )
        for row in read_table("watched.csv")
        if row["study"] == study
    )
