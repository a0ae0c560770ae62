"""What speaks for and against each one whom a description may mean."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.evidence.companions import named_next
from suzerain.evidence.gazetteer import actor_marks
from suzerain.evidence.referent_relations import Place
from suzerain.evidence.referent_signs import Weighing, kind_of, sort_of
from suzerain.evidence.referents import Option

NEAR = (40, 50, 30, 15, 5)
TOPIC = {"subject": 30, "object": 20, "owner": 20, "oblique": 15, "adjective": 5}
OFTEN, MOST, AT_HOME, MAIN = 6, 5, 20, 40
UNRANKED = 4
"""Rank of an actor that is not among the four met most."""
LATE = 3


class Describing(Weighing):
    """The options of one description, and what speaks for and against each."""

    def __init__(self, place: Place, family: str, options: Sequence[Option]) -> None:
        super().__init__(place, family, options)
        memory, draft = place.memory, place.draft
        self.sought = draft.office.partition(":")[2]
        self.next = named_next(memory, draft)
        met = memory.named.most_common(UNRANKED)
        self.named = {code: rank for rank, (code, _) in enumerate(met)}
        self.led = set(self.place.leader.actor.split("+")) if self.place.leader else ()
        topics = sorted(self.real, key=self._topic, reverse=True)
        self.topics = {one.code: rank for rank, one in enumerate(topics)}
        ranked = sorted(self.real, key=lambda one: -self.scores[one.code])
        self.salient = {one.code: rank for rank, one in enumerate(ranked)}

    def _topic(self, one: Option) -> int:
        """How much an actor is what the text speaks of."""
        memory = self.memory
        often = OFTEN * min(memory.named[one.code], MOST)
        home = AT_HOME * (one.code == memory.author)
        heaviest = memory.main[0][1] if memory.main else 1
        main = MAIN * memory.weight[one.code] // heaviest
        leader = self.place.leader
        near = [
            NEAR[back] + TOPIC[memory.at(said).role]
            for back, said in one.said
            if back or leader is None or leader.start != said.start
        ]
        return often + home + main + max(near, default=0)

    def signs(self) -> list[list[str]]:
        """Per option, nobody first, the names of what speaks for and against it."""
        tell = self._of_two if self.family == "two" else self._of_one
        return [["0.bias"], *[tell(one) for one in self.real]]

    def _of_one(self, one: Option) -> list[str]:
        rule, sort = self.word, sort_of(one.near)
        led = one.code in self.led
        signs = [
            f"joined={id(one.near) in self.place.before.joined}",
            f"sort={sort}",
            f"named={self.named.get(one.code, '-')}",
            f"weight={self.weight(one.code)}",
            f"topic={min(self.topics[one.code], LATE)}",
            f"isled={led}",
            f"rule.back={rule}.{min(one.back, LATE)}",
            f"rule.sort={rule}.{sort}.{min(one.back, 1)}",
            kind_of(one.code),
            *self.chain(one),
        ]
        if rule == "marked":
            fits = self.sought in actor_marks().get(one.code, ())
            signs.append(f"fits={fits}")
        return signs

    def _of_two(self, one: Option) -> list[str]:
        parts = one.code.split("+")
        led = any(part in self.led for part in parts)
        ranks = sum(self.named.get(part, UNRANKED) for part in parts)
        return [
            f"back={one.back}",
            self.difference(one),
            f"score={max(self.scores[one.code], 0) // 40}",
            f"sal={min(self.salient[one.code], UNRANKED)}",
            f"sum={ranks}",
            f"isled={led}",
            f"next={any(part in self.next for part in parts)}",
            *self.chain(one),
            *{f"x={way}" for way in one.ways},
        ]
