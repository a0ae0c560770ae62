"""The slow twin: the equations of the expected utility model, one actor at a time."""

from __future__ import annotations


class Plain:
    """Actors on a line; every quantity is written as its equation."""

    def __init__(
        self,
        capability,
        position,
        salience,
        *,
        odds="all votes",
        capitulates=False,
        nearest=False,
    ):
        self.power, self.x, self.care = list(capability), list(position), list(salience)
        self.n = len(self.x)
        self.span = max(self.x) - min(self.x)
        self.exponent = [1.0] * self.n
        self.odds, self.capitulates, self.nearest = odds, capitulates, nearest

    def vote(self, k, first, second):
        r = self.exponent[k]
        near = (abs(self.x[k] - first) / self.span) ** r
        far = (abs(self.x[k] - second) / self.span) ** r
        return self.power[k] * self.care[k] * (far - near)

    def chance(self, first, second):
        if first == second:
            return 0.0
        votes = [self.vote(k, first, second) for k in range(self.n)]
        if self.odds == "this vote":
            cast = sum(map(abs, votes))
        else:
            cast = sum(
                abs(self.vote(k, a, b))
                for k in range(self.n)
                for a in self.x
                for b in self.x
            )
        return sum(max(0, vote) for vote in votes) / cast

    def expects(self, r, i, j):
        """What i expects of challenging j, in the eyes of one of exponent r."""
        d = abs(self.x[i] - self.x[j]) / self.span
        won, lost = 2 - 4 * (0.5 - 0.5 * d) ** r, 2 - 4 * (0.5 + 0.5 * d) ** r
        p = self.chances[i, j]
        fought = self.care[j] * (p * won + (1 - p) * lost)
        return fought + (1 - self.care[j]) * won - (2 - 4 * 0.5**r)

    def reckon_chances(self):
        every = range(self.n)
        self.chances = {
            (i, j): self.chance(self.x[i], self.x[j]) for i in every for j in every
        }

    def round(self):
        every = range(self.n)
        self.exponent = [1.0] * self.n
        self.reckon_chances()
        danger = [sum(self.expects(1.0, j, i) for j in every if j != i) for i in every]
        most, least = max(danger), min(danger)
        if most > least:
            risk = [(2 * d - most - least) / (most - least) for d in danger]
            self.exponent = [(1 - r / 3) / (1 + r / 3) for r in risk]
        self.reckon_chances()
        self.x = [self.next_place(i) for i in every]

    def next_place(self, i):
        offers = {"fight": [], "deal": [], "yield": []}
        for j in range(self.n):
            if self.x[i] == self.x[j]:
                continue
            mine = self.expects(self.exponent[i], i, j)
            theirs = self.expects(self.exponent[i], j, i)
            away = abs(self.x[i] - self.x[j])
            if theirs > mine > 0:
                offers["fight"].append((away, self.x[j]))
            elif theirs > 0 > mine and theirs > -mine:
                place = self.x[i] + (self.x[j] - self.x[i]) * abs(mine / theirs)
                mixed = (abs(mine) * self.x[i] + abs(theirs) * self.x[j]) / (
                    abs(mine) + abs(theirs)
                )
                key = abs(self.x[i] - place) if self.nearest else mixed
                offers["deal"].append((key, place))
            elif self.capitulates and theirs > 0 > mine:
                offers["yield"].append((away, self.x[j]))
        for kind in ("fight", "deal", "yield"):
            if offers[kind]:
                return min(offers[kind], key=lambda offer: offer[0])[1]
        return self.x[i]

    def median(self):
        """The position with the least weighted distance to all, the lower at a tie."""
        return min(sorted(set(self.x)), key=lambda place: round(self.cost(place), 12))

    def cost(self, place):
        return sum(
            c * s * abs(x - place)
            for c, s, x in zip(self.power, self.care, self.x, strict=True)
        )
