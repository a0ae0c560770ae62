"""The 64-bit Mersenne twister.

NumPy holds the 32-bit one only. The numbers are those of Nishimura 2000.
"""

from __future__ import annotations

from collections.abc import Iterator

MASK = 0xFFFFFFFFFFFFFFFF
LENGTH = 312
MIDDLE = 156
SEEDING = 6364136223846793005
MATRIX = 0xB5026F5AA96619E9
UPPER = 0xFFFFFFFF80000000
LOWER = 0x7FFFFFFF
TOP = 62
TEMPER = (
    (29, 0x5555555555555555),
    (-17, 0x71D67FFFEDA60000),
    (-37, 0xFFF7EEE000000000),
    (43, MASK),
)


def words(seed: int) -> Iterator[int]:
    """Yield words of 64 bits without end.

    Args:
        seed: Any whole number from 0 to 2^64 - 1.

    Yields:
        Whole numbers from 0 to 2^64 - 1.

    Examples:
        The C++ standard names the 10,000th word of the usual seed.

        >>> from itertools import islice
        >>> next(islice(words(5489), 9999, None))
        9981545732273789042
    """
    state = [seed & MASK]
    for place in range(1, LENGTH):
        last = state[-1]
        state.append((SEEDING * (last ^ (last >> TOP)) + place) & MASK)
    while True:
        for place in range(LENGTH):
            mixed = state[place] & UPPER | state[(place + 1) % LENGTH] & LOWER
            turned = mixed >> 1 ^ (MATRIX if mixed & 1 else 0)
            state[place] = state[(place + MIDDLE) % LENGTH] ^ turned
        for word in state:
            yield _temper(word)


def _temper(word: int) -> int:
    for shift, mask in TEMPER:
        moved = word >> shift if shift > 0 else word << -shift
        word ^= moved & mask
    return word
