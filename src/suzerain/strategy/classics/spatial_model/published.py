"""Numbers of the published definition, in one place.

They are those of KTAB's spatial model of politics (github.com/KAPSARC/KTAB, files
`kmodel.cpp`, `smp.cpp`, `smpbcn.cpp`), read there as facts. They are part of the
method: whoever changes one no longer runs that model.
"""

from __future__ import annotations

SCALE = 100.0
"""Positions and saliences are written on 0 to 100 and reckoned on 0 to 1."""

LEAST_COALITION = 1e-8
"""Strength every coalition of voters has before anyone joins it."""

LEAST_SIDE = 1e-10
"""Strength either side of a challenge has before anyone joins it."""

EVEN_MARGIN = 1e-8
"""Gain of utility from which a binary vote counts in full; below it in proportion."""

BINARY_PART = 0.2
"""Part of a `PropBin` vote that is binary."""

CUBIC_PART = 0.5
"""Part of a `PropCbc` vote that is cubic."""

PROSPECT_DIVISOR = 3.0
"""A gain weighs two of these thirds under `ASymProsp`; a loss weighs in full."""

DOUBLINGS = {"Linear": 0, "Square": 1, "Quartic": 2, "Octic": 3}
"""How often a strength is squared before the ratio of strengths is taken."""

SURE_RATIO = 1.1
"""Ratio of strengths at which the binary victory model calls the stronger sure."""

LEAST_CHANCE = 1e-6
"""Strength of the certain loser under the binary victory model, beside 1."""

EVEN_CHANCE = 0.5
"""Chance of an option against itself."""

LEAST_INCENTIVE = 1e-10
"""Incentive of a favourite to stand again, in the Markov model with incentives."""

UNIFORM_STEP = 1e-6
"""Change of a probability at which the uniform Markov model stops."""

INCENTIVE_STEP = 1e-8
"""Change of a probability at which the Markov model with incentives stops."""

MOST_PASSES = 1000
"""Passes after which a Markov model counts as not settling."""

RISK_RANGES = {"Min": (1, 0, 1, 1), "Mid": (3, 1, 2, 2), "Max": (2, 1, 1, 1)}
"""(a, b, c, d) of risk R = (a p - b max - c min) / (d (max - min))."""

RISK_WEIGHTS = {
    "None": (1, 0),
    "OneThird": (2, 1),
    "Half": (1, 1),
    "TwoThirds": (1, 2),
    "Full": (0, 1),
}
"""Weights of one's own risk attitude and the other's in the estimate of the latter."""

LEAST_GAIN = 1e-5
"""Expected gain of utility below which no actor challenges another."""

LEAST_WEIGHT = 1e-6
"""Weight that keeps an actor where it is when neither side cares or can coerce."""

DECIMALS = 10_000.0
"""Interpolated bargains are rounded to this fraction of the scale of 0 to 1."""

SAME_POSITION = 1e-3
"""Distance on 0 to 1 below which two positions count as one."""

LEAST_TURNS = 2
"""Turns before which a run does not stop."""

MOST_TURNS = 100
"""Turns after which a run stops."""

QUIET_RATIO = 0.02
"""A turn is quiet if it moves less than this part of what the first turn moved."""

LEAST_MOVE = 1e-4
"""What is added to the first turn's movement, so that none of it can be nothing."""

FEWEST_ACTORS = 3
"""Fewest actors of a scenario."""

MOST_ACTORS = 250
"""Most actors of a scenario."""

LARGEST_INFLUENCE = 1e8
"""Largest influence of an actor."""

SEED = 0xD67CC16FE69C185C
"""The toolkit's seed when none is given."""

EVEN_SPREAD = 1e-12
"""Difference of probabilities that is rounding; of this package alone."""

DUST = 1e-9
"""Rounding when saliences written in decimals are added up; of this package alone."""
