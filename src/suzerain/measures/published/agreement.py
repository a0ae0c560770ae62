"""How often two states vote alike, an abstention being half an agreement.

    agreement = 1 - sum_k |a_k - b_k| / (2 n), votes being 1, 0 (abstention) and -1,

over the `n` votes in which both took part; it is `(1 + S) / 2` of the same votes.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import SuzerainError
from suzerain.measures.published.portfolio import (
    Array,
    apartness,
    joint_table,
    observed_distance,
    pair,
)

YES: Final = 1
ABSTAIN: Final = 0
NO: Final = -1

Abstention = Literal["half", "other", "absent"]


def agreement(
    first: ArrayLike, second: ArrayLike, *, abstention: Abstention = "half"
) -> float:
    """Measure the part of their common votes in which two states agree.

    Args:
        first: Votes of one state: `YES` (1), `ABSTAIN` (0), `NO` (-1), NaN where it
            is absent. Shape `(vote,)`.
        second: Votes of the other on the same items.
        abstention: What an abstention of one of them against a yes or no is: `half`
            an agreement (Lijphart 1963), a vote like any `other`, so none, or
            `absent`, as if the abstaining state had not taken part.

    Returns:
        0 to 1; NaN without a common vote.

    Raises:
        SuzerainError: If a vote is none of these.

    Examples:
        Four common votes: two the same, one abstention against a yes, one opposite.

        >>> agreement([1, 1, 1, 1, np.nan], [1, 1, 0, -1, 1])
        0.625

    References:
        Lijphart 1963; Bailey, Strezhnev & Voeten 2017.
    """
    return float(agreements(pair(first, second), abstention=abstention)[0, 1])


def agreements(votes: ArrayLike, *, abstention: Abstention = "half") -> Array:
    """Measure the agreement of all pairs of states.

    Arguments and errors are those of `agreement`, with all votes in one matrix of
    shape `(state, vote)`.

    Returns:
        0 to 1, symmetric; NaN for a pair without a common vote. Shape
        `(state, state)`.

    Examples:
        >>> agreements([[1, 1], [1, 0], [-1, -1]])
        array([[1.  , 0.75, 0.  ],
               [0.75, 1.  , 0.25],
               [0.  , 0.25, 1.  ]])
    """
    if abstention not in get_args(Abstention):
        raise SuzerainError(
            f"no way {abstention!r} to count an abstention",
            ", ".join(get_args(Abstention)),
            "use half",
        )
    cast = np.asarray(votes, np.float64)
    if abstention == "absent":
        cast = np.where(cast == ABSTAIN, np.nan, cast)
    scale, table = joint_table(cast, levels=(NO, ABSTAIN, YES))
    apart = apartness(scale, "nominal" if abstention == "other" else "absolute")
    return 1 - observed_distance(table, apart)
