"""What speaks for an actor as one side of a claim, and against it."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from suzerain.evidence.actor_codes import states
from suzerain.evidence.attribution import speaker_at
from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.focus import LATEST, Focus
from suzerain.evidence.relations import relations
from suzerain.evidence.side_places import ABSENT, CLOSE, Parts, find_places
from suzerain.evidence.subjects import subject_of

SUBJECT, OBJECT = "s", "o"
NEAR = 3
MOST = 6
RANKED = 5
LEADING = 3
LOW = 4
LARGEST = 6
ONE_SIDED = frozenset({"AGREE", "COOPERATE", "AT_WAR_WITH"})


class Scene:
    """Where a claim stands, and whom its sentence and the text before it name.

    Args:
        draft: The claim.
        context: Its sentence.
        focus: Whom the document is about.
    """

    def __init__(self, draft: Draft, context: Context, focus: Focus) -> None:
        parsed = context.parsed
        relation = relations()[draft.relation]
        self.focus, self.context = focus, context
        self.head = draft.trigger.first
        self.start = parsed.base + parsed.starts[self.head]
        self.relation, self.group = relation.name, relation.group
        self.symmetric = relation.symmetric
        self.codes = draft.subject, draft.object
        self.subject, self.object = states(draft.subject), states(draft.object)
        learned = "learned" in draft.notes
        self.kind = "L" if learned else "F" + draft.trigger.frame.pos[0]
        verb = parsed.verb_at[self.head]
        self.voice = "p" if verb is not None and verb.passive else "a"
        self.recent = focus.claims[: -LATEST - 1 : -1]
        speaker = speaker_at(context.speeches, self.head)
        self.speaker = states(speaker) if "(unnamed)" not in speaker else frozenset()
        self.salient = focus.salient(self.start)
        self.fresh = {state: at for at, state in enumerate(self.salient)}
        self.where, self.after = find_places(parsed, self.head)
        self.surface = self._surface()

    def _surface(self) -> Parts:
        """Grammatical subject of the verb that the claim hangs on."""
        parsed = self.context.parsed
        verb = parsed.verb_at[self.head]
        if verb is None:
            left, _right = parsed.clause(self.head)
            inside = [
                one
                for one in parsed.verbs
                if one.finite and left <= one.head < self.head
            ]
            verb = inside[-1] if inside else None
        group = subject_of(self.context, verb) if verb is not None else None
        return states(group.code) if group is not None else frozenset()

    @property
    def undergone(self) -> bool:
        """Whether the one that is named suffers what another does: "was fined"."""
        done = self.group in {"act", "transfer"}
        return done and not self.subject and self.voice == "p"

    def may_stay_alone(self, code: str) -> bool:
        """Whether a claim of one side can be made: not of two that are equals.

        Args:
            code: That side.
        """
        several = len(states(code)) > 1
        return several or not self.symmetric or self.relation in ONE_SIDED

    def candidates(self, known: str) -> list[str]:
        """Codes that may be meant beside the one that is known, nobody first.

        Args:
            known: Code of the side that the claim names.
        """
        focus = self.focus
        found = list(self.codes)
        for group in self.context.parsed.groups:
            found.append(group.code)
            if "+" in group.code:
                found += group.code.split("+")
        for subject, object_, _ in self.recent:
            found += [_joined(subject), _joined(object_), _joined(subject | object_)]
        leading = list(focus.rank)[:RANKED]
        found.append(self.context.pact)
        found += map(_joined, map(frozenset, combinations(leading[:LEADING], 2)))
        found += [*leading, *self.salient[:RANKED], *sorted(self.speaker)]
        mine = states(known)
        codes: dict[Parts, str] = {}
        for code in found:
            parts = states(code)
            if 0 < len(parts) <= LARGEST and not parts & mine:
                codes.setdefault(parts, code)
        return ["", *(one for one in codes.values() if "(unnamed)" not in one)]

    def side(self, side: str, code: str) -> list[str]:
        """What is known about one candidate for one side.

        Args:
            side: `s` or `o`.
            code: The candidate, or empty for nobody.
        """
        if not code:
            return self._none()
        parts = states(code)
        group, kind, voice = self.group, self.kind, self.voice
        where = self.where.get(parts)
        loc = where[0] if where else ABSENT
        size = min(len(parts), NEAR)
        claim = (kind, group, self.relation, voice)
        names = [*_standing(side, self._given(parts), size, loc, claim)]
        if loc != CLOSE:
            names += self._apart(side, parts, loc)
        if parts == self.speaker:
            names += [f"{side}speaker:{loc}", f"{side}speaker:{group}"]
        if parts == self.surface:
            names += [f"{side}surface:{voice}:{kind}", f"{side}surface:{voice}:{group}"]
        for one in where[1:] if where else ():
            names += _placed(f"{side}@{one}", group, voice, kind)
        for at, (subject, object_, _) in enumerate(self.recent):
            was = "s" if subject == parts else "o" if object_ == parts else ""
            if was:
                names.append(f"{side}was {was}:{min(at, 2)}:{loc}")
        return names

    def _apart(self, side: str, parts: Parts, loc: str) -> list[str]:
        """What the document says of one whom the clause does not name."""
        focus = self.focus
        back = [focus.distance(one, self.start) for one in parts]
        distance = -1 if min(back) < 0 else min(max(back), MOST)
        names = [f"{side}back:{distance}:{loc}"]
        if loc == ABSENT and any(one | two == parts for one, two, _ in self.recent):
            names.append(f"{side}told")
        if parts <= focus.headline:
            names.append(f"{side}headline:{loc}")
        if parts == states(self.context.pact):
            names += [f"{side}pact:{loc}", f"{side}pact:{loc}:{self.group}"]
        return names

    def _given(self, parts: Parts) -> str:
        """Which side the frame or the clause gave to these, or to more or fewer."""
        if parts == self.subject:
            return "s"
        if parts == self.object:
            return "o"
        for name, side in (("s", self.subject), ("o", self.object)):
            if parts < side:
                return f"<{name}"
            if side and parts > side:
                return f">{name}"
        return "-"

    def _none(self) -> list[str]:
        given = f"none:{'o' if self.object else '-'}"
        after = f"none:after:{min(self.after, 2)}"
        kind, group, relation = self.kind, self.group, self.relation
        return [
            "none", f"none:{relation}", f"none:{group}:{kind}", f"{given}:{kind}",
            f"{given}:{kind}:{self.voice}", f"{given}:{group}", f"{given}:{relation}",
            after, f"{after}:{group}", f"none:many:{len(self.subject) > 1}",
            f"none:few:{len(self.focus.rank) <= 2}",
            f"none:quoted:{bool(self.speaker)}",
        ]  # fmt: skip

    def pair(self, subject: str, other: str) -> list[str]:
        """What is known about two candidates together.

        Args:
            subject: Code of who does it.
            other: Code of whom it is done to, or empty.
        """
        mine, yours = states(subject), states(other)
        names = self._as_given(mine, yours)
        if not yours:
            return names
        here, there = self.where.get(mine), self.where.get(yours)
        key = (here[0] if here else ABSENT) + (there[0] if there else ABSENT)
        names += _placed(f"pin:{key}", self.group, self.voice, self.kind)
        if key != CLOSE + CLOSE:
            names += self._together(mine, yours, key)
        for at, (one, two, relation) in enumerate(self.recent):
            same = relation == self.relation
            akin = relations()[relation].group == self.group
            like = "=" if same else "~" if akin else ""
            if (one, two) == (mine, yours):
                names.append(f"pwas:{min(at, 2)}{like}")
            elif (two, one) == (mine, yours):
                names.append(f"pturned:{min(at, 2)}{like}")
            elif same and one == mine:
                names.append(f"phalf:{min(at, 2)}")
        return names

    def _as_given(self, mine: Parts, yours: Parts) -> list[str]:
        kind = self.kind
        if mine == self.subject and yours == self.object:
            return [f"pg:same:{kind}", f"pg:same:{kind}:{self.group}"]
        if mine == self.object and yours == self.subject:
            return [
                f"pg:turn:{kind}", f"pg:turn:{kind}:{self.group}",
                f"pg:turn:{self.voice}", f"pg:turn:{self.relation}",
            ]  # fmt: skip
        if mine | yours == self.subject | self.object:
            return ["pg:union"]
        if mine == self.object:
            return [f"pg:half:{kind}", f"pg:half:{kind}:{self.group}"]
        return ["pg:else"]

    def _together(self, mine: Parts, yours: Parts, key: str) -> list[str]:
        """How the document names two of whom the clause leaves one out."""
        focus = self.focus
        first = min(mine)
        least = min([focus.together.get((first, one), 0) for one in yours])
        shared = int(least / (focus.spread.get(first, 0) or 1) * NEAR + 0.5)
        names = [
            f"ptogether:{shared}:{key}",
            f"pfreq:{_above(focus.rank, yours, mine)}:{key}",
            f"psal:{_above(self.fresh, yours, mine)}:{key}",
        ]
        if mine | yours == set(focus.pair):
            names.append(f"pmain:{key}")
        return names


@lru_cache(maxsize=16384)
def _standing(
    side: str, given: str, size: int, loc: str, claim: tuple[str, str, str, str]
) -> tuple[str, ...]:
    """What follows from how one is named, whoever it is."""
    kind, group, relation, voice = claim
    mark, many, near = f"{side}g:{given}", f"{side}n:{size}", f"{side}loc:{loc}"
    return (
        f"{mark}:{kind}", f"{mark}:{kind}:{group}", f"{mark}:{relation}",
        f"{mark}:{kind}:{voice}", f"{mark}:{kind}:{loc}", f"{many}:{loc}",
        f"{many}:{group}", near, f"{near}:{group}", f"{near}:{voice}:{kind}",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _placed(place: str, group: str, voice: str, kind: str) -> tuple[str, ...]:
    """What follows from a place, for a sort of claim."""
    return place, f"{place}:{group}", f"{place}:{voice}:{kind}"


@lru_cache(maxsize=4096)
def _joined(parts: Parts) -> str:
    return "+".join(sorted(parts))


def _above(rank: dict[str, int], yours: Parts, mine: Parts) -> int:
    """How many others than these two sides stand higher."""
    places = [rank.get(one, MOST) for one in yours]
    worst = max(places)
    if len(mine) > 1 or len(places) > 1:
        places += [rank.get(one, MOST) for one in mine]
        return min(worst - sum([one < worst for one in places]), LOW)
    return min(worst - (rank.get(next(iter(mine)), MOST) < worst), LOW)
