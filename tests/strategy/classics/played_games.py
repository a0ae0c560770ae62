"""Games played by made players, and their likelihood written as in the textbook."""

from __future__ import annotations

import math

import numpy as np

PROPOSALS = "y ~ x1 | 0 | x2 | x3 | 0 | z1 | 1 | w1"
CRISES = "move + fight ~ x1 | 0 | x2 | z1"


def phi(t):
    return math.erfc(-t / math.sqrt(2)) / 2


def logistic(t):
    return 1 / (1 + math.exp(-t))


def crisis_chances(u11, u13, u14, u24, *, link=phi, private=False):
    """The three ends of egame12, one row."""
    p4 = link(u24 / math.sqrt(2))
    p3 = 1 - p4
    spread = p3**2 + p4**2 + 1 if private else 2
    p2 = link((p3 * u13 + p4 * u14 - u11) / math.sqrt(spread))
    return [1 - p2, p2 * p3, p2 * p4]


def answer_chances(u11, u12, u13, u14, u22, u24, *, link=phi, private=False):
    """The four ends of egame122, one row."""
    p4, p6 = link(u22 / math.sqrt(2)), link(u24 / math.sqrt(2))
    p3, p5 = 1 - p4, 1 - p6
    spread = p3**2 + p4**2 + p5**2 + p6**2 if private else 2
    p2 = link((p5 * u13 + p6 * u14 - p3 * u11 - p4 * u12) / math.sqrt(spread))
    return [(1 - p2) * p3, (1 - p2) * p4, p2 * p5, p2 * p6]


def proposal_chances(*utilities, link=phi, private=False):
    """The four ends of egame123, one row."""
    u11, u13, u15, u16, u23, u25, u26, u36 = utilities
    p6 = link(u36 / math.sqrt(2))
    p5 = 1 - p6
    spread = 1 + p5**2 + p6**2 if private else 2
    p4 = link((p5 * u25 + p6 * u26 - u23) / math.sqrt(spread))
    p3 = 1 - p4
    spread = 1 + p3**2 + p4**2 * (p5**2 + p6**2) if private else 2
    p2 = link((p3 * u13 + p4 * (p5 * u15 + p6 * u16) - u11) / math.sqrt(spread))
    return [1 - p2, p2 * p3, p2 * p4 * p5, p2 * p4 * p6]


def drawn(chances, rng):
    """One end a row, drawn by its chance."""
    table = np.array(chances)
    return (rng.random(len(table))[:, None] > table.cumsum(axis=1)).sum(axis=1)


def crises(rows=1500, seed=3, *, private=False, link=phi):
    """Rows of egame12, with the truth."""
    rng = np.random.default_rng(seed)
    x1, x2, z1 = rng.normal(size=(3, rows))
    truth = np.array([0.5, -0.8, 0.3, 1.0, -0.4, 0.9])
    a, b, c, d, e, f = truth
    end = drawn(
        [
            crisis_chances(u1, 0, u4, u, link=link, private=private)
            for u1, u4, u in zip(a + b * x1, c + d * x2, e + f * z1, strict=True)
        ],
        rng,
    )
    data = {"x1": x1, "x2": x2, "z1": z1, "move": 1.0 * (end > 0)}
    return data | {"fight": 1.0 * (end == 2), "end": end}, truth


def proposals(rows=1500, seed=4, *, private=True):
    """Rows of egame123, with the truth."""
    rng = np.random.default_rng(seed)
    x1, x2, x3, z1, w1 = rng.normal(size=(5, rows))
    truth = np.array([0.2, 0.8, 0.6, -0.7, -0.5, 0.9, 0.4, 1.1, -0.6, 0.3, 0.8])
    a, b, c, d, e, f, g, h, i, j, k = truth
    values = zip(
        a + b * x1, c + d * x2, e + f * x3, g + h * z1, j + k * w1, strict=True
    )
    end = drawn(
        [
            proposal_chances(u1, 0, u5, u6, 0, v5, i, w6, private=private)
            for u1, u5, u6, v5, w6 in values
        ],
        rng,
    )
    return {"x1": x1, "x2": x2, "x3": x3, "z1": z1, "w1": w1, "y": end}, truth


def offers(rows=1500, seed=5, highest=12.0):
    """Rows of the ultimatum model, with the truth."""
    rng = np.random.default_rng(seed)
    x, z = rng.normal(size=(2, rows))
    truth = np.array([3.0, 1.0, 2.0, 1.5, math.log(1.2), math.log(0.8)])
    first, second = truth[0] + truth[1] * x, truth[2] + truth[3] * z
    s1, s2 = np.exp(truth[4:])
    kept = first + rng.logistic(scale=s1, size=rows)
    low, high = np.full(rows, -90.0), np.full(rows, 90.0)
    for _ in range(80):  # where one more unit offered gains as much as it costs
        middle = (low + high) / 2
        worth = highest - middle - kept - s2 * (1 + np.exp((middle - second) / s2))
        low, high = np.where(worth > 0, middle, low), np.where(worth > 0, high, middle)
    offer = np.clip(low, 0, highest)
    accepted = offer > second + rng.logistic(scale=s2, size=rows)
    return {"x": x, "z": z, "offer": offer, "yes": 1 * accepted}, truth
