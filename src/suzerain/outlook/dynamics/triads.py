"""Structural balance among friends and enemies, one triad at a time.

A triad with one or three unfriendly links is unbalanced. In each update one triad is
looked at; with three unfriendly links one of them turns friendly, with one it turns
friendly with chance `p` and else one of the two others turns unfriendly (Antal,
Krapivsky & Redner 2005). The share of friendly links then settles at

    rho = 1 / (sqrt(3 (1 - 2 p)) + 1)    for p <= 1/2,    and 1 beyond.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError

TRIAD = 3


def friendly_share(chance: float) -> float:
    """Find where the share of friendly links settles.

    Args:
        chance: Chance `p` that an enmity in a triad of friends turns friendly, 0 to 1.

    Returns:
        Share, 0 to 1.

    Raises:
        OutlookError: If the chance is none.

    Examples:
        >>> [round(friendly_share(p), 4) for p in (0, 0.2, 1 / 3, 0.45)]
        [0.366, 0.4271, 0.5, 0.6461]

    References:
        Antal, Krapivsky & Redner 2005.
    """
    _refuse(chance)
    if 2 * chance >= 1:
        return 1.0
    return float(1 / (np.sqrt(TRIAD * (1 - 2 * chance)) + 1))


def play_triads(
    actors: int,
    chance: float,
    *,
    rounds: int,
    replicates: int = 1,
    seed: int = 1,
) -> NDArray[np.float64]:
    """Simulate triads and return the share of friendly links by round.

    In a round actors are put into threes at random. Each three is one update; as they
    share no link, they are all looked at at once.

    Args:
        actors: How many, 3 or more.
        chance: As for `friendly_share`.
        rounds: How many rounds.
        replicates: How many networks at once.
        seed: Seed of the draws.

    Returns:
        Shares. Shape `(round, replicate)`.

    Raises:
        OutlookError: If there are too few actors, or the chance is none.

    Examples:
        >>> play_triads(9, 1.0, rounds=200).shape
        (200, 1)
    """
    _refuse(chance)
    if actors < TRIAD:
        raise OutlookError(f"{actors} actors", "three or more", "add actors")
    random = np.random.Generator(np.random.SFC64(seed))
    half = random.random((replicates, actors, actors)) * 2 < 1
    friends = np.triu(half, 1)
    friends |= friends.swapaxes(1, 2)
    threes, links = actors // TRIAD, actors * (actors - 1)
    rows = np.arange(replicates)[:, None]
    shares = np.empty((rounds, replicates))
    for spot in range(rounds):
        order = random.random((replicates, actors)).argsort(axis=1)
        who = order[:, : TRIAD * threes].reshape(replicates, threes, TRIAD)
        one, two = _turned(friends, who, chance, random)
        flipped = friends[rows, one, two] ^ (one != two)
        friends[rows, one, two] = flipped
        friends[rows, two, one] = flipped
        shares[spot] = friends.sum(axis=(1, 2)) / links
    return shares


def _turned(
    friends: NDArray[np.bool_],
    who: NDArray[np.intp],
    chance: float,
    random: np.random.Generator,
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Name the link of each three that turns; both ends equal where none does."""
    rows = np.arange(len(who))[:, None]
    one, two = who, np.roll(who, -1, axis=2)
    links = friends[rows[..., None], one, two]
    foes = TRIAD - links.sum(axis=2)
    any_of = random.integers(TRIAD, size=foes.shape)
    foe = links.argmin(axis=2)
    other = np.where(random.random(foes.shape) * 2 < 1, foe + 1, foe + 2) % TRIAD
    spot = np.where(random.random(foes.shape) < chance, foe, other)
    spot = np.where(foes == TRIAD, any_of, spot)[..., None]
    first = np.take_along_axis(one, spot, axis=2)[..., 0]
    second = np.take_along_axis(two, spot, axis=2)[..., 0]
    turns = foes % 2 == 1
    return first, np.where(turns, second, first)


def _refuse(chance: float) -> None:
    if not 0 <= chance <= 1:
        raise OutlookError(f"a chance of {chance:g}", "0 to 1", "write a probability")
