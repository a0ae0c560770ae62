"""Who forecasts in several studies: rates, gravity, published measures and ours."""

from __future__ import annotations

from typing import Final

from suzerain.core.assumption import load_register
from suzerain.outlook.backtest.study import Kind, Predictor

GRAVITY: Final = ("log_product", "log_other_product", "log_distance")
SHARES: Final = ("trade_share", "salience", "trade_to_product")
STANDING: Final = ("power_gap", "apart")
LEVERAGE: Final = (
    "dependence",
    "reverse",
    "joint",
    "other_hold",
    "other_apart",
    "hold_on_other",
)


def together(name: str, meaning: str, kind: Kind, *parts: tuple[str, ...]) -> Predictor:
    """Make a regression on several groups of features.

    Args:
        name: Its name.
        meaning: What it goes by, in a line.
        kind: Whose features they are.
        parts: Names of features, in groups; what stands twice counts once.

    Examples:
        >>> together("two", "both", "both", ("a", "b"), ("b", "c")).features
        ('a', 'b', 'c')
    """
    features = dict.fromkeys(feature for part in parts for feature in part)
    return Predictor(name=name, meaning=meaning, kind=kind, features=tuple(features))


def registered(key: str) -> int:
    """Return a whole number that a back-test keeps to, such as its first year.

    Args:
        key: Its id in the register.

    Examples:
        >>> registered("backtest.first_sanctions")
        1970
    """
    return round(load_register()[key].spread.centre)


BASE: Final = Predictor(
    name="base", meaning="the rate of all that had settled", kind="base", rate=True
)
BY_GRAVITY: Final = together(
    "gravity", "products of both and the distance between them", "base", GRAVITY
)
BY_SHARE: Final = together(
    "trade-share",
    "the other's part of all trade of the one who would lose (Barbieri)",
    "published",
    ("trade_share",),
)
BY_POWER: Final = together(
    "power-gap",
    "capabilities of the one who would cut less those of the other (CINC)",
    "published",
    ("power_gap",),
)
BY_VOTES: Final = together(
    "votes",
    "how far the two stand from each other in the General Assembly",
    "published",
    ("apart",),
)
BY_DEPENDENCE: Final = together(
    "dependence",
    "what a cut takes from the one who would lose, with substitution",
    "ours",
    ("dependence",),
)
BY_LEVERAGE: Final = together(
    "leverage",
    "dependence both ways, the joint cut with the largest other supplier, and the "
    "hold and distance of the next power",
    "ours",
    LEVERAGE,
)


def beside(
    rate: Predictor,
    gravity: tuple[str, ...],
    published: tuple[str, ...],
    ours: tuple[str, ...],
    *,
    by_gravity: str,
    by_ours: str,
) -> tuple[Predictor, ...]:
    """Line up who forecasts ties that begin and end: rates, groups, and all of them.

    Args:
        rate: A rate by kind, beside the rate of all.
        gravity: Features of size, distance and what went before.
        published: Features of published measures.
        ours: Features of this project.
        by_gravity: What gravity goes by, in a line.
        by_ours: What ours goes by, in a line.

    Examples:
        >>> rate = Predictor(name="r", meaning="by kind", kind="base", rate=True)
        >>> made = beside(rate, ("a",), ("b",), ("c",), by_gravity="", by_ours="")
        >>> [one.features for one in made[2:]]
        [('a',), ('b',), ('c',), ('a', 'b'), ('a', 'c'), ('a', 'b', 'c')]
    """
    return (
        Predictor(
            name="base rate", meaning="part of all asked before", kind="base", rate=True
        ),
        rate,
        together("gravity", by_gravity, "base", gravity),
        together(
            "published alone",
            "Barbieri's share and interdependence, Oneal and Russett's trade to "
            "product, votes cast apart",
            "published",
            published,
        ),
        together("ours alone", by_ours, "ours", ours),
        together("gravity and published", "both", "published", gravity, published),
        together("gravity and ours", "both", "both", gravity, ours),
        together("all", "all three", "both", gravity, published, ours),
    )
