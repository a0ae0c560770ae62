"""Which state is meant where a clause names only one side: a trained choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.focus import LATEST, Focus
from suzerain.evidence.parsed import Group, Parsed
from suzerain.evidence.relations import relations
from suzerain.evidence.vocabulary import read_vocabulary

NEAR = 3
ZEROS = repeat(0.0)  # weights of features that have none
MOST = 6
PLACED = frozenset(
    ("in", "of", "with", "from", "to", "against", "on", "at", "for", "by", "over")
)


@dataclass(slots=True)  # not frozen: made by the thousand, and that takes its time
class Choice:
    """One way to fill the two sides of a claim.

    Args:
        subject: Code of who does it.
        object: Code of whom it is done to, or empty.
        side: `s` or `o`, the side that is filled.
        about: What speaks for and against who fills it; shared by both sides.
        more: What speaks for and against the choice as a whole.
    """

    subject: str
    object: str
    side: str
    about: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """All that speaks for it and against it."""
        return (*self.more, *[self.side + name for name in self.about])


@cache
def choice_weights() -> dict[str, float]:
    """Weights of the features, as trained."""
    rows = read_vocabulary("counterpart_weights.csv")
    return {row["feature"]: float(row["weight"]) for row in rows}


def best(choices: Sequence[Choice]) -> Choice:
    """The choice with the greatest weight, the first of equals.

    Args:
        choices: At least one.
    """
    return max(choices, key=_worth)


def _worth(one: Choice) -> float:
    whole = sum(map(choice_weights().get, one.more, ZEROS))
    return whole + _side_worth(one.side, one.about)


@lru_cache(maxsize=16384)
def _side_worth(side: str, about: tuple[str, ...]) -> float:
    """How much speaks for who fills a side; the same few things recur all the time."""
    return sum(map(_side_weights(side).get, about, ZEROS))


def forget_weights() -> None:
    """Read the weights anew, where they were trained just now."""
    for kept in (choice_weights, _side_weights, _side_worth):
        kept.cache_clear()


@cache
def _side_weights(side: str) -> dict[str, float]:
    """Weights of what is about who fills a side."""
    return {
        name.removeprefix(side): weight
        for name, weight in choice_weights().items()
        if name.startswith(side)
    }


def find_choices(
    draft: Draft, context: Context, focus: Focus, *, turn: bool
) -> list[Choice]:
    """List the ways to fill the side that a claim leaves open.

    Args:
        draft: A claim that names at least one side.
        context: Its sentence.
        focus: Whom the document is about.
        turn: Whether the side that is named may be the other one.
    """
    known = draft.subject or draft.object
    where = _Where(draft, context, focus)
    slots = [bool(draft.subject)]
    one_sided = not (draft.subject and draft.object)
    if turn and one_sided and not _undergone(draft, where) and not _by(draft, where):
        slots.append(not slots[0])
    both = bool(draft.subject and draft.object)
    given = draft.object if both else ""
    found = []
    others = where.candidates()
    sort = "2" if both else "s" if draft.subject else "o"
    described: dict[str, tuple[str, ...]] = {}
    for first in slots:
        turned = first != slots[0]
        base = _slot(draft, sort) if turned else []
        base += [f"turn:{sort}:{where.voice}"] if turned else []
        for code in others:
            if turned and both and code != given:
                continue
            if not code and not first:
                continue
            side = "o" if first else "s"
            if code not in described:
                described[code] = where.features(code)
            sides = (known, code) if first else (code, known)
            more = base if code else [*base, f"none:{draft.relation}"]
            found.append(Choice(*sides, side, described[code], tuple(more)))
    return found


@lru_cache(maxsize=4096)
def _together(parts: frozenset[str]) -> str:
    """One code of several states, in the order of the alphabet."""
    return "+".join(sorted(parts))


def _undergone(draft: Draft, where: _Where) -> bool:
    """Whether what is done to somebody is what another does: "was fined"."""
    done = relations()[draft.relation].group in {"act", "transfer"}
    return done and not draft.subject and where.voice == "passive"


def _by(draft: Draft, where: _Where) -> bool:
    """Whether the one that is named did it: "was fined by X"."""
    parsed = where.context.parsed
    return where.voice == "passive" and any(
        group.code == draft.subject
        and group.governor > where.head
        and parsed.words[group.governor] == "by"
        for group in parsed.groups
    )


def _slot(draft: Draft, sort: str) -> list[str]:
    group = relations()[draft.relation].group
    return [f"turn:{sort}", f"turn:{sort}:{draft.relation}", f"turn:{sort}:{group}"]


class _Where:
    """Where a clause stands, and whom it and the text before it name."""

    def __init__(self, draft: Draft, context: Context, focus: Focus) -> None:
        self.focus = focus
        self.context = context
        self.known = draft.subject or draft.object
        self.given = draft.object if draft.subject and draft.object else ""
        self.mine = states(self.known)
        self.first = min(self.mine, default="")
        parsed = context.parsed
        self.head = draft.trigger.first
        self.relation = draft.relation
        self.start = parsed.base + parsed.starts[self.head]
        self.clause = parsed.clause(self.head)
        self.group = relations()[draft.relation].group
        verb = parsed.verb_at[self.head]
        self.voice = "passive" if verb is not None and verb.passive else "active"
        self.few = len(focus.rank) <= 2
        self.many = "+" in (draft.subject or draft.object)
        self.speakers = {
            state for one in context.speeches for state in states(one.speaker)
        }
        self.here: dict[frozenset[str], list[str]] | None = None
        self.claimed: dict[frozenset[str], list[str]] | None = None

    def candidates(self) -> list[str]:
        """Codes that may be meant, the most likely by rank first."""
        focus, mine, given = self.focus, self.mine, self.given
        found = [state for state in list(focus.rank)[:MOST] if state not in mine]
        for group in self.context.parsed.groups:
            code = group.code
            parts = states(code)
            if parts and "(unnamed)" not in code and not parts & mine:
                found.append(code)
        for subject, object_ in focus.claims[-LATEST:]:
            found += [
                _together(side)
                for side in (subject, object_)
                if side and not side & mine
            ]
        pair = self.context.pact
        if pair and not states(pair) & mine:
            found.append(pair)
        codes = {_together(states(code)): code for code in found}
        if given:
            codes[_together(states(given))] = given
        return ["", *dict.fromkeys(codes.values())]

    def features(self, code: str) -> tuple[str, ...]:
        """What is known about one candidate."""
        if not code:
            return (
                "none", f"none:{self.group}", f"none:many:{self.many}",
                f"none:given:{bool(self.given)}", f"none:few:{self.few}",
            )  # fmt: skip
        focus = self.focus
        parts, mine = states(code), self.mine
        size = len(parts)
        names = [f"size:{min(size, NEAR)}", self._rank(parts, mine)]
        if parts <= focus.headline:
            names.append("headline")
        if parts <= focus.opening:
            names.append("opening")
        back = [focus.distance(one, self.start) for one in parts]
        distance = -1 if min(back) < 0 else max(back)
        names.append(f"back:{min(distance, MOST)}")
        shared = 0.0
        if mine:
            first, met = self.first, focus.together.get
            least = min([met((first, one), 0) for one in parts])
            shared = least / (focus.spread.get(first, 0) or 1)
        names.append(f"together:{int(shared * NEAR + 0.5)}")
        if self.speakers and not self.speakers.isdisjoint(parts):
            names.append("speaker")
            names.append(f"speaker:{not self.speakers.isdisjoint(mine)}")
        if self.here is None or self.claimed is None:
            self.here, self.claimed = self._named_here(), self._claimed()
        names += self.claimed.get(parts, ())
        names += self.here.get(parts, ())
        if code == self.given:
            names.append("given")
        if parts == states(self.context.pact):
            names.append("pact")
        return tuple(names)

    def _rank(self, parts: frozenset[str], mine: frozenset[str]) -> str:
        """How many actors that are not yet named the document names more often."""
        rank_of = self.focus.rank.get
        rank = max([rank_of(one, MOST) for one in parts])
        if not rank:
            return "rank:0"
        left = rank
        for one in parts | mine:
            left -= rank_of(one, MOST) < rank
        return f"rank:{min(left, MOST)}"

    def _claimed(self) -> dict[frozenset[str], list[str]]:
        """Which side each group of states was on in the latest claims."""
        found: dict[frozenset[str], list[str]] = {}
        near = "0"
        for subject, object_ in self.focus.claims[: -LATEST - 1 : -1]:
            for parts, side in {object_: "object", subject: "subject"}.items():
                names = found.setdefault(parts, [])
                name = f"was {side}:{near}"
                if name not in names:
                    names.append(name)
            near = "1"
        return found

    def _named_here(self) -> dict[frozenset[str], list[str]]:
        """Where the sentence names each group of states, in the clause first."""
        parsed = self.context.parsed
        left, right = self.clause
        apart: dict[frozenset[str], list[str]] = {}
        close: dict[frozenset[str], list[str]] = {}
        for group in parsed.groups:
            parts = states(group.code)
            side = "after" if group.first > self.head else "before"
            if not left <= group.first < right:
                apart.setdefault(parts, [f"sentence {side}"])
            elif parts not in close:
                form = _form(parsed, group)
                close[parts] = [f"clause {side}", f"clause {side} {form}"]
        return apart | close


def _form(parsed: Parsed, group: Group) -> str:
    if group.adjective:
        return "adjective"
    if group.possessive:
        return "owner"
    if group.governor >= 0:
        word = parsed.words[group.governor]
        return word if word in PLACED else "preposition"
    return group.sort if group.sort in {"pronoun", "nominal"} else "bare"
