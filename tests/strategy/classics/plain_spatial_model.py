"""The spatial model with one loop for each index, as the toolkit's source reads.

It shares no code and no constant with the engine. Only stochastic transitions are left
out; `pick` may take their place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

Matrix = list[list[float]]
Pick = Callable[[int, list[float]], int]
POWERS = {"Linear": 1, "Square": 2, "Quartic": 4, "Octic": 8}


def vote(rule: str, weight: float, first: float, second: float) -> float:
    du = first - second
    sign = max(-1.0, min(1.0, du / 1e-8))
    if rule == "Binary":
        return weight * sign
    if rule == "PropBin":
        return weight * (0.8 * du + 0.2 * sign)
    if rule == "Prop":
        return weight * du
    if rule == "PropCbc":
        return weight * (0.5 * du + 0.5 * du**3)
    if rule == "Cubic":
        return weight * du**3
    return weight * du if du < 0 else weight * du * 2 / 3


def coalition_matrix(rule: str, weights: Sequence[float], worth: Matrix) -> Matrix:
    options = len(worth[0])
    strength = [[1e-8] * options for _ in range(options)]
    for i in range(options):
        for j in range(i):
            for k, weight in enumerate(weights):
                cast = vote(rule, weight, worth[k][i], worth[k][j])
                if cast > 0:
                    strength[i][j] += cast
                if cast < 0:
                    strength[j][i] -= cast
    return strength


def chance_of(model: str, first: float, second: float) -> float:
    if model != "Binary":
        power = POWERS[model]
        return first**power / (first**power + second**power)
    if first >= 1.1 * second:
        return 1 / (1 + 1e-6)
    if second >= 1.1 * first:
        return 1e-6 / (1 + 1e-6)
    share = first / (first + second)
    return (2.1 * share - 1) / 0.1


def chances(model: str, strength: Matrix) -> Matrix:
    return [
        [0.5 if i == j else chance_of(model, strength[i][j], strength[j][i]) for j in r]
        for r in [range(len(strength))]
        for i in r
    ]


def probabilities(
    rules: dict[str, str], weights: Sequence[float], worth: Matrix
) -> list[float]:
    strength = coalition_matrix(rules["voting_rule"], weights, worth)
    chance = chances(rules["victory_model"], strength)
    model, options = rules["election_model"], range(len(strength))
    if model == "Conditional":
        products = [math.prod(chance[i]) for i in options]
        return [one / sum(products) for one in products]
    if model == "MarkovUniform":
        challenge = [[1 / len(options)] * len(options) for _ in options]
        least = 1e-6
    else:
        drive = [
            [strength[i][j] * chance[i][j] + 1e-10 * (i == j) for j in options]
            for i in options
        ]
        sums = [sum(drive[k][j] for k in options) for j in options]
        challenge = [[drive[i][j] / sums[j] for j in options] for i in options]
        least = 1e-8
    return resting(chance, challenge, least)


def resting(chance: Matrix, challenge: Matrix, least: float) -> list[float]:
    options = range(len(chance))
    odds, change = [1 / len(chance)] * len(chance), 1.0
    while change > least:
        after = [
            sum(
                chance[i][j] * (odds[i] * challenge[j][i] + odds[j] * challenge[i][j])
                for j in options
            )
            for i in options
        ]
        change = max(abs(a - b) for a, b in zip(after, odds, strict=True))
        odds = [(a + b) / 2 for a, b in zip(after, odds, strict=True)]
    return odds


def apart(
    ideal: Sequence[float], place: Sequence[float], care: Sequence[float]
) -> float:
    top = sum((s * (a - b)) ** 2 for a, b, s in zip(ideal, place, care, strict=True))
    return math.sqrt(top / sum(s * s for s in care))


def value(far: float, risk: float) -> float:
    return (1 - far) * (1 + far * risk) if far <= 1 else (1 - far) * (1 + risk)


def attitudes(odds: Sequence[float], scale: str) -> list[float]:
    low, high = min(odds), max(odds)
    wide = high - low
    if scale == "Min":
        return [(p - low) / wide for p in odds]
    if scale == "Mid":
        return [(3 * p - (high + 2 * low)) / (2 * wide) for p in odds]
    return [(2 * p - (high + low)) / wide for p in odds]


def seen_attitude(own: float, other: float, adjust: str) -> float:
    return {
        "None": own,
        "OneThird": (2 * own + other) / 3,
        "Half": (own + other) / 2,
        "TwoThirds": (own + 2 * other) / 3,
        "Full": other,
    }[adjust]


def third_vote(
    rules: dict[str, str], weight: float, uses: Sequence[float], chance: float
) -> float:
    first, second, own = uses
    with_first = {"FullCommit": 3 * first}.get(rules["commitment"], first + first + own)
    beaten_by_second = {"NoCommit": second + second + own}.get(
        rules["commitment"], 3 * second
    )
    beaten_by_first = {"NoCommit": first + first + own}.get(
        rules["commitment"], 3 * first
    )
    with_second = {"FullCommit": 3 * second}.get(
        rules["commitment"], second + second + own
    )
    helping = chance * with_first + (1 - chance) * beaten_by_second
    opposing = chance * beaten_by_first + (1 - chance) * with_second
    return vote(rules["voting_rule"], weight, helping, opposing)


def contest(
    rules: dict[str, str],
    seen: Matrix,
    sides: tuple[int, int],
    who: tuple[Sequence[float], Sequence[float]],
) -> tuple[float, float]:
    """Chance that i beats j, and what i gains by the challenge."""
    (i, j), (influence, care) = sides, who
    weights = [c * s for c, s in zip(influence, care, strict=True)]
    rule = rules["voting_rule"]
    mine = vote(rule, weights[i], seen[i][i], seen[i][j])
    theirs = vote(rule, weights[j], seen[j][i], seen[j][j])
    up = 1e-10 + max(mine, 0) + max(theirs, 0)
    down = 1e-10 + max(-mine, 0) + max(-theirs, 0)
    all_up, all_down = up, down
    for n, weight in enumerate(weights):
        if n in (i, j):
            continue
        lean = vote(rule, weight, seen[n][i], seen[n][j])
        little_up, little_down = up + max(lean, 0), down + max(-lean, 0)
        chance = little_up / (little_up + little_down)
        uses = (seen[n][i], seen[n][j], seen[n][n])
        cast = third_vote(rules, weight, uses, chance)
        if abs(cast) < 1e-12 * weight:  # both sides are worth the same
            cast = 0
        all_up, all_down = all_up + max(cast, 0), all_down + max(-cast, 0)
    chance = all_up / (all_up + all_down)
    won, lost = 2 * seen[i][i], 2 * seen[i][j]
    fought = chance * won + (1 - chance) * lost
    gain = (1 - care[j]) * won + care[j] * fought - (seen[i][i] + seen[i][j])
    return chance, gain


def bargain_between(
    rule: str, places: tuple[float, float], cares: tuple[float, float], chance: float
) -> tuple[float, float]:
    (a, b), (sa, sb), other = places, cares, 1 - chance
    if rule == "S2PMax":
        da, db = max(other - chance, 0), max(chance - other, 0)
        to_b = da * sb**2 / (da * sb**2 + 1e-6 + (1 - da) * sa**2)
        to_a = db * sa**2 / (db * sa**2 + 1e-6 + (1 - db) * sb**2)
        return a + to_b * (b - a), b + to_a * (a - b)
    power = 2 if rule == "S2P2" else 1
    wa, wb = sa**power * chance**power, sb**power * other**power
    total = wa + 1e-6 + wb
    first, second = (
        ((wa + 1e-6) * a + wb * b) / total,
        (wa * a + (1e-6 + wb) * b) / total,
    )
    return int(0.5 + first * 10000) / 10000, int(0.5 + second * 10000) / 10000


class PlainState:
    """One turn, in plain lists."""

    def __init__(self, rules, influence, salience, ideal, position):
        self.rules, self.influence, self.salience = rules, influence, salience
        self.ideal, self.position = ideal, position
        count = range(len(influence))
        self.count = count
        self.far = [
            [apart(ideal[i], position[j], salience[i]) for j in count] for i in count
        ]
        flat = [[value(self.far[i][j], 0) for j in count] for i in count]
        self.risk = attitudes(
            probabilities(rules, influence, flat), rules["risk_range"]
        )
        self.own = [[value(self.far[i][j], self.risk[i]) for j in count] for i in count]

    def seen_by(self, h: int) -> Matrix:
        adjust = self.rules["risk_adjust"]
        views = [seen_attitude(self.risk[h], one, adjust) for one in self.risk]
        return [
            [value(self.far[i][j], views[i]) for j in self.count] for i in self.count
        ]

    def probability(self) -> list[float]:
        unique: list[int] = []
        for i in self.count:
            if not any(self._same(i, j) for j in unique):
                unique.append(i)
        worth = [[row[j] for j in unique] for row in self.own]
        odds = probabilities(self.rules, self.influence, worth)
        last = [
            max(place for place, j in enumerate(unique) if self._same(i, j))
            for i in self.count
        ]
        return [odds[place] for place in last]

    def _same(self, i: int, j: int) -> bool:
        return math.dist(self.position[i], self.position[j]) < 1e-3

    def proposals(self) -> list[tuple[int, int, list[float], list[float]]]:
        care = [sum(row) for row in self.salience]
        who, made = (self.influence, care), []
        for i in self.count:
            seen = self.seen_by(i)
            best, best_chance, best_gain = -1, 0.0, -1.0
            for j in self.count:
                if i == j:
                    continue
                chance, gain = contest(self.rules, seen, (i, j), who)
                if gain > 1e-5 and gain > best_gain:
                    best, best_chance, best_gain = j, chance, gain
            if best < 0:
                continue
            mine = self._version(i, best, best_chance)
            gain = contest(self.rules, self.seen_by(best), (i, best), who)[1]
            theirs = self._version(i, best, gain)
            if self.rules["proposal"] == "InitOnlyInterp":
                versions = [mine]
            elif self.rules["proposal"] == "InitRcvrInterp":
                versions = [mine, theirs]
            else:
                versions = [self._between(i, best, mine, theirs)]
            made += [(i, best, *one) for one in versions]
        return made

    def _version(
        self, i: int, j: int, chance: float
    ) -> tuple[list[float], list[float]]:
        both = [
            bargain_between(self.rules["interpolation"], places, cares, chance)
            for places, cares in zip(
                zip(self.position[i], self.position[j], strict=True),
                zip(self.salience[i], self.salience[j], strict=True),
                strict=True,
            )
        ]
        return [one for one, _ in both], [one for _, one in both]

    def _between(self, i, j, mine, theirs):
        wi = self.influence[i] * sum(self.salience[i])
        wj = self.influence[i] * sum(self.salience[j])
        return [
            [(wi * a + wj * b) / (wi + wj) for a, b in zip(first, second, strict=True)]
            for first, second in zip(mine, theirs, strict=True)
        ]

    def after(self, one, actor: int) -> float:
        """Mean utility to an actor of the state after a bargain; None is no bargain."""
        total, pair = 0.0, ()
        if one is not None:
            pair = one[:2]
            for place in one[2:]:
                far = apart(self.ideal[actor], place, self.salience[actor])
                total += value(far, self.risk[actor])
        for n in self.count:
            if n not in pair:
                total += self.own[actor][n]
        return total / len(self.own)

    def moved(self, pick: Pick) -> Matrix:
        made, places = self.proposals(), []
        for k in self.count:
            options = [None, *(one for one in made if k in one[:2])]
            worth = [[self.after(one, n) for one in options] for n in self.count]
            odds = probabilities(self.rules, self.influence, worth)
            taken = options[pick(k, odds)]
            if taken is None:
                places.append(self.position[k])
            else:
                places.append(taken[2] if taken[0] == k else taken[3])
        return places


def likeliest(_: int, odds: list[float]) -> int:
    return odds.index(max(odds))


def plain_run(scenario, rules: dict[str, str], most: int = 100, pick: Pick = likeliest):
    """Positions, 0 to 100, and probabilities of every turn."""
    influence = scenario.influence.tolist()
    salience = (scenario.salience / 100).tolist()
    start = (scenario.position / 100).tolist()
    rates = scenario.accommodation
    states = [PlainState(rules, influence, salience, start, start)]
    steps: list[float] = []
    while len(steps) < most:
        before = states[-1]
        places = before.moved(pick)
        ideals = places
        if rates is not None:
            ideals = [
                [
                    sum(
                        a * x[d] for a, x in zip(rates[i].tolist(), places, strict=True)
                    )
                    + (1 - min(sum(rates[i].tolist()), 1)) * before.ideal[i][d]
                    for d in range(len(places[0]))
                ]
                for i in before.count
            ]
        states.append(PlainState(rules, influence, salience, ideals, places))
        pair = next(pairwise(states[-2:]))
        steps.append(
            sum(
                math.dist(a, b)
                for a, b in zip(*(s.position for s in pair), strict=True)
            )
        )
        if len(steps) >= 2 and steps[-1] / (steps[0] + 1e-4) < 0.02:
            break
    positions = [[[100 * x for x in row] for row in state.position] for state in states]
    return positions, [state.probability() for state in states]
