"""What a text has named so far, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from suzerain.core.codes import actors
from suzerain.evidence.gazetteer import actor_marks
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.standing import Standing, Stands

WIDEST = 300  # mentions looked back at; no sentences of an article hold more
MOST = 5
NOT_SINGLE = frozenset(("ministry", "department", "officials", "government"))


@dataclass(slots=True)
class Discourse:
    """What has been met so far, and where sentences begin.

    Args:
        scene: The document.
        starts: Offsets at which sentences begin.
        ahead: All settled names, to look forward for "When he spoke, Mr X".
        stands: Where each mention stands in its clause.
        met: Settled drafts in order, descriptions and pronouns included.
        numbers: The sentence of each of them.
        joined: How often two actors were joined by "and", in `met[:counted]`.
        marked: The last actor met that is a kingdom, an island and so on.
        named: How often each state was met.
        voice: Whose statement is read, by offset at which it begins.
        author: The state from which the text is written, or empty.
        weight: How often the whole text names each actor.
        main: The actors that the whole text names most, with how often.
        people: A mention of each person that it names, the most named first.
        latest: Per kind of word, whom it meant last, in which sentence, which word.
        lists: Runs of names joined by "and", by sentence and how many it holds so far.
        counted: Where in `met` the run of names begins that may still go on.
        offsets: Where the names of `ahead` begin.
    """

    scene: Scene
    starts: list[int]
    ahead: list[Draft]
    stands: Stands
    met: list[Draft] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    joined: Counter[str] = field(default_factory=Counter)
    marked: dict[str, str] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    voice: list[tuple[int, str]] = field(default_factory=list)
    author: str = ""
    weight: Counter[str] = field(default_factory=Counter)
    main: list[tuple[str, int]] = field(init=False)
    people: list[Draft] = field(init=False)
    latest: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    lists: dict[tuple[int, int], list[list[Draft]]] = field(default_factory=dict)
    counted: int = 0
    offsets: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Keep where the names stand, to find the next one without a search."""
        self.offsets = [draft.start for draft in self.ahead]
        self.weight = Counter(draft.actor for draft in self.ahead)
        self.main = self.weight.most_common(MOST)
        people = [one for one in self.ahead if one.person and "+" not in one.code]
        often = Counter(one.code for one in people)
        first = {one.code: one for one in reversed(people)}
        self.people = [first[code] for code, _ in often.most_common(MOST)]

    def add(self, draft: Draft) -> None:
        """Take up a settled mention."""
        self.met.append(draft)
        self.numbers.append(self.sentence(draft.start))
        actor = draft.actor
        for part in actor.split("+"):
            self.named[part] += 1
        for mark in actor_marks().get(actor, ()):
            self.marked[mark] = actor

    def after(self, offset: int) -> Iterator[Draft]:
        """Names from an offset on, to the end of its sentence."""
        here = self.sentence(offset)
        end = self.starts[here] if here < len(self.starts) else len(self.scene.text)
        for at in range(bisect_left(self.offsets, offset), len(self.ahead)):
            if self.offsets[at] >= end:
                return
            yield self.ahead[at]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds an offset."""
        return bisect_right(self.starts, offset)

    def within(self, offset: int, reach: int) -> list[list[Draft]]:
        """Drafts before an offset by sentence: its own first, then earlier ones."""
        here = self.sentence(offset)
        first = bisect_left(self.numbers, here - reach, max(len(self.met) - WIDEST, 0))
        found: list[list[Draft]] = [[] for _ in range(reach + 1)]
        for number, draft in zip(self.numbers[first:], self.met[first:], strict=True):
            found[here - number].append(draft)
        return found

    def opening(self, offset: int) -> int:
        """Offset at which the sentence of an offset begins."""
        return self.starts[self.sentence(offset) - 1]

    def at(self, draft: Draft) -> Standing:
        """Where a mention stands in its clause."""
        return self.stands.of(draft)

    def speaker_at(self, offset: int) -> str:
        """Whose statement an offset belongs to, or nothing."""
        at = bisect_right(self.voice, (offset, "\uffff")) - 1
        return self.voice[at][1] if at >= 0 else ""


def is_person(draft: Draft) -> bool:
    """Whether a mention means one person."""
    return draft.person is not None and "+" not in draft.code


def is_holder(draft: Draft) -> bool:
    """Whether a mention means the unnamed holder of an office ("the Thai envoy")."""
    return (
        draft.sort == "office"
        and draft.person is None
        and draft.actor in actors()
        and not NOT_SINGLE & set(draft.office.split())
    )


def is_state(draft: Draft) -> bool:
    """Whether a mention means one state, bloc or body, as a noun."""
    return (
        draft.person is None
        and draft.sort not in {"demonym", "office"}
        and draft.actor in actors()
        and "(unnamed)" not in draft.code
    )


def is_country(draft: Draft) -> bool:
    """Whether a mention means one state, not a body or bloc."""
    return is_state(draft) and actors()[draft.actor].kind == "state"


def is_ministry(draft: Draft) -> bool:
    """Whether a mention means an office of one state, such as its ministry."""
    office = draft.sort == "office" and draft.person is None
    return office and draft.actor in actors() and not is_holder(draft)


def take(draft: Draft, chosen: Draft, confidence: str = "") -> None:
    """Let an open mention mean whom a settled one means."""
    draft.code, draft.person = chosen.code, chosen.person
    draft.confidence = confidence or draft.confidence
