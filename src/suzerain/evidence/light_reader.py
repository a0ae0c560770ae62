"""A light reading of a sentence: which mention leads which clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from suzerain.evidence.control import OBJECT_CONTROL
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.vocabulary import verb_lexicon, word_set

SUBJECT, OBJECT, OBLIQUE, OWNER, ADJECTIVE = (
    "subject", "object", "oblique", "owner", "adjective",
)  # fmt: skip
OPENERS = frozenset(
    "that because while although though if unless when where whereas until since"  # noqa: SIM905
    " after before once but so as".split()
)
RELATIVE = frozenset(("which", "who", "whom", "whose", "that"))
OWNERS = frozenset(("its", "his", "their", "our", "my"))
BE, MODALS, ADVERBS = word_set("be"), word_set("modals"), word_set("adverbs")
PREPOSITIONS = word_set("prepositions") | {"to"}
DETERMINERS = word_set("determiners")
TURNED = frozenset(("so", "nor", "neither", "had", "should", "were", "did", "does"))


@dataclass(slots=True)
class Clause:
    """A clause of a light reading.

    Args:
        leader: Its subject, where that is a mention.
        verb: Its first verb, folded, or empty.
        outer: The clause it hangs on.
        things: Whether a word that is no mention leads it.
        opener: The word that opens it, or empty.
    """

    leader: Draft | None = None
    verb: str = ""
    outer: Clause | None = None
    things: bool = False
    opener: str = ""


@dataclass(slots=True)
class Standing:
    """Where a mention stands.

    Args:
        role: Subject, object, oblique, owner or adjective.
        clause: Its clause.
        preposition: The preposition before it, or empty.
        verb: The verb said last before it, or empty.
        phrase: Of an adjective, the role of the noun that it describes.
        beside: A mention that it stands beside in apposition ("X, its ally").
    """

    role: str
    clause: Clause
    preposition: str = ""
    beside: Draft | None = None
    verb: str = ""
    phrase: str = ""


@lru_cache(maxsize=16384)
def _verbal(key: str) -> str:
    """`aux`, `past`, `s`, `base`, `ing` or nothing, for a word by itself."""
    if key in BE or key in MODALS or key in HELPERS:
        return "aux"
    forms = set(verb_lexicon().get(key, {}).values())
    for form in ("past", "s", "base", "ing", "part"):
        if form in forms:
            return form
    return ""


@lru_cache(maxsize=16384)
def _tells(key: str) -> bool:
    """Whether a word may open a clause or be its verb."""
    return key in OPENERS or key in RELATIVE or _verbal(key) not in {"", "ing"}


HELPERS = frozenset("has have had do does did doesn didn won wouldn hasn isn".split())  # noqa: SIM905


class LightReader:
    """Reads one sentence, word by word."""

    def __init__(
        self, scene: Scene, first: int, last: int, drafts: dict[int, Draft]
    ) -> None:
        self.scene, self.first, self.last = scene, first, last
        self.drafts = drafts
        self.top = Clause()
        self.clause = self.top
        self.found: dict[int, Standing] = {}
        self.object: Draft | None = None
        self.latest: Draft | None = None
        self.latest_end = 0
        self.said = ""

    def read(self) -> dict[int, Standing]:
        """Standings of the sentence's mentions, by offset."""
        words, text, drafts = self.scene.words, self.scene.text, self.drafts
        at = self.first
        end = words[at].start if at < self.last else 0
        while at < self.last:
            word = words[at]
            gap, end = text[end : word.start], word.end
            draft = drafts.get(word.start)
            if draft is not None:
                at = self._mention(draft, at)
                end = words[at - 1].end
                continue
            if gap != " " or _tells(word.key):
                self._word(at, word.key, gap)
            at += 1
        return self.found

    def _gap(self, at: int) -> str:
        if at <= self.first:
            return ""
        words = self.scene.words
        return self.scene.text[words[at - 1].end : words[at].start]

    def _word(self, at: int, key: str, gap: str) -> None:
        if ";" in gap or ": " in gap or "\u2014" in gap:
            self._open("")
        relative = key in RELATIVE and self.latest is not None
        if relative and self._just_met(at):
            self._open(key)
            self.clause.leader = self.latest if key != "whose" else None
            return
        if key in OPENERS or key in RELATIVE:
            if key in {"after", "before", "since", "as", "so", "until"} and not (
                self._clause_follows(at)
            ):
                return
            self._open(key)
            return
        self._verb(at, key, gap)

    def _verb(self, at: int, key: str, gap: str) -> None:
        form = _verbal(key)
        if not form or form == "ing":
            return
        before = self.scene.words[at - 1].key if at > self.first else ""
        self.said = key
        if before == "to":
            if self.object is not None and self.clause.verb in OBJECT_CONTROL:
                controlled = self.object
                self._open("to")
                self.clause.leader, self.clause.verb = controlled, key
            return
        if before in DETERMINERS or before in PREPOSITIONS:
            return
        outer = self.clause.outer if self.clause.opener in RELATIVE else None
        if self.clause.verb and gap == ", " and outer is not None:
            self.clause, self.object = outer, None
        if not self.clause.verb or _verbal(self.clause.verb) == "aux":
            self.clause.verb = key
            if self.clause.leader is None:
                self.clause.things = True
        elif form in {"past", "s"}:
            self.clause.verb = key

    def _open(self, opener: str) -> None:
        outer = self.clause
        if not opener and outer.opener in RELATIVE and outer.outer is not None:
            outer = outer.outer
        self.clause = Clause(outer=outer, opener=opener)
        self.object = None

    def _just_met(self, at: int) -> bool:
        gap = self.scene.text[self.latest_end : self.scene.words[at].start]
        return gap in {", ", " "} or (len(gap) < 16 and gap.endswith(", of "))

    def _clause_follows(self, at: int) -> bool:
        """Whether a verb comes before the next comma: "after Iran attacked"."""
        words = self.scene.words
        for index in range(at + 1, min(at + 9, self.last)):
            if index > at + 1 and not self._gap(index).isspace():
                return False
            form = _verbal(words[index].key)
            if words[index].start in self.drafts:
                continue
            led = words[index - 1].start in self.drafts
            if form in {"aux", "past"} or (form in {"s", "base"} and led):
                return True
        return False

    def _mention(self, draft: Draft, at: int) -> int:
        words = self.scene.words
        last = at + 1
        while last < self.last and words[last].start < draft.end:
            last += 1
        role, preposition = self._role(draft, at, last)
        gap = self._gap(at)
        if role == SUBJECT and self.clause.verb and not self._fills(at):
            self._open("")
        beside = None
        if gap == ", " and self.latest is not None and self.latest_end >= (
            words[at - 1].end
        ):  # fmt: skip
            beside = self.latest
        phrase = self._phrase(at) if role == ADJECTIVE else ""
        self.found[draft.start] = Standing(
            role, self.clause, preposition, beside, self.said, phrase
        )
        if role == SUBJECT and self.clause.leader is None:
            self.clause.leader, self.clause.things = draft, False
        if phrase == SUBJECT and self.clause.leader is None:
            self.clause.leader = draft
        if role == OBJECT:
            self.object = draft
        if role not in {OWNER, ADJECTIVE}:
            self.latest = draft
            self.latest_end = draft.end
        return last

    def _role(self, draft: Draft, at: int, last: int) -> tuple[str, str]:  # noqa: PLR0911
        after, follows = self._after(last)
        word = draft.office if draft.sort == "pronoun" else ""
        owns = word in OWNERS or (word == "her" and follows == "noun")
        if owns or after == "s":
            return OWNER, self._preposition(at)
        if draft.sort == "demonym" and follows == "noun":
            return ADJECTIVE, self._preposition(at)
        if follows == "verb" and word in {"it", "they", "he", "she", "we"}:
            return SUBJECT, ""
        preposition = self._preposition(at)
        if preposition:
            return OBLIQUE, preposition
        if follows == "verb" and word not in {"them", "him"}:
            return SUBJECT, ""
        gap = self._gap(at)
        if " and " in f"{gap} " and self.latest is not None:
            return self.found[self.latest.start].role, ""
        if self.clause.verb and not self._turned(at):
            return OBJECT, ""
        if self.latest is not None and self._joined(at):
            return self.found[self.latest.start].role, ""
        return SUBJECT, ""

    def _phrase(self, at: int) -> str:
        """The role of the noun that an adjective describes."""
        if self._preposition(at):
            return OBLIQUE
        return OBJECT if self.clause.verb and not self._turned(at) else SUBJECT

    def _fills(self, at: int) -> bool:
        """Whether a clause whose verb came first still waits for its subject."""
        return self.clause.leader is None and self._turned(at)

    def _joined(self, at: int) -> bool:
        text = self.scene.text[self.latest_end : self.scene.words[at].start]
        return text in {" and ", ", ", " and the ", " or ", ", and "}

    def _turned(self, at: int) -> bool:
        """Whether the verb stands before its subject: "so does B", "had A known"."""
        before = self.scene.words[at - 1].key if at > self.first else ""
        if before in {"the", "a"} and at - 1 > self.first:
            before = self.scene.words[at - 2].key
        return before in TURNED or _verbal(before) == "aux"

    def _after(self, last: int) -> tuple[str, str]:  # noqa: PLR0911
        """The word after a mention, and whether it goes on as a verb or a noun."""
        words = self.scene.words
        place = last
        if place >= self.last:
            return "", ""
        gap = self.scene.text[words[last - 1].end : words[place].start]
        if gap in {"'", "\u2019"}:
            return words[place].key, "noun"
        if not gap.isspace() or words[place].start in self.drafts:
            return "", ""
        while place < self.last and (
            words[place].key in ADVERBS or words[place].key.endswith("ly")
        ):
            place += 1
        if place >= self.last:
            return "", ""
        key = words[place].key
        form = _verbal(key)
        if form in {"aux", "past", "s", "base"}:
            return key, "verb"
        if key in PREPOSITIONS or key in {"and", "or", "nor", "but"}:
            return key, ""
        return key, "noun" if words[place].start not in self.drafts else ""

    def _preposition(self, at: int) -> str:
        """The preposition that governs a mention, at most five words before it."""
        words = self.scene.words
        place = at
        while place > self.first and at - place < 5:
            if "," in (gap := self._gap(place)) or ";" in gap or ":" in gap:
                return ""
            key = words[place - 1].key
            if key in PREPOSITIONS:
                bare = place < at and words[place].key
                return "" if key == "to" and bare and _verbal(bare) else key
            if self.scene.owner[place - 1] is not None and key != "s":
                return ""
            if key in {"and", "or", "but", "that", "which", "who"} or (
                _verbal(key) in {"aux", "past", "s"}
            ):
                return ""
            place -= 1
        return ""
