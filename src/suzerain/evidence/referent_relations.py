"""How a mention stands to a pronoun or description that may mean it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from suzerain.evidence.control import HARMING, forms_of
from suzerain.evidence.discourse import Discourse, is_person, is_state
from suzerain.evidence.mention import Draft
from suzerain.evidence.referents import AHEAD, REACH, Before, Option, look_back
from suzerain.evidence.standing import (
    ADJECTIVE,
    OBJECT,
    OBLIQUE,
    OWNER,
    SUBJECT,
    Standing,
)

SINGULAR = frozenset(("it", "its", "itself"))
SIMPLE = frozenset(("it", "him", "her", "them"))
CONTROLLED = re.compile(r" (?:to|into|from) \w+(?: \w+)? ")
OPENED = frozenset(("that", "which", "because", "if", "when"))
OWNED = ("'s", "\u2019s")
PHRASE = 40  # code points: an owner stands no farther from "its"
PART_OF = re.compile(
    r"\b(?:third|half|quarter|fifth|sixth|seventh|eighth|tenth|thirds|quarters|cent"
    r"|percent|%|most|all|much|part|share|bulk|fraction|tenths|majority) of $"
)
SHARING = forms_of(
    "take", "supply", "provide", "absorb", "cover", "hold", "account", "furnish",
    "finance", "fund", "meet", "deliver", "generate", "own", "control", "guarantee",
)  # fmt: skip
RECENT = (100, 80, 30, 10, 0)
ROLES = {SUBJECT: 60, OBJECT: 30, OWNER: 25, OBLIQUE: 20, ADJECTIVE: 0}
LEADS = 20
OWN_CLAUSE = 60
NONE = -50
STRENGTH = {
    name: number
    for number, name in enumerate((
        "possessor", "controlled", "beside", "leads", "leads-pn", "leads-adj",
        "same-subject", "outer-leads", "same-object", "outer-subject", "other-leads",
        "outer-object", "other-subject", "same-owner", "same-oblique",
    ))
}  # fmt: skip
WEAK = 40


@dataclass(slots=True)
class Place:
    """Where the word to be settled stands.

    Args:
        memory: What has been met.
        draft: The word.
        mine: Its standing in its clause.
        number: Its sentence.
        leader: Who leads its clause, if he stands before it.
        context: Its role, told finer.
        before: What stands before it.
        faced: Actors named behind it in its clause that it acts on, if it leads.
    """

    memory: Discourse
    draft: Draft
    mine: Standing = field(init=False)
    number: int = field(init=False)
    leader: Draft | None = field(init=False)
    context: str = field(init=False)
    before: Before = field(init=False)
    faced: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Look the word up."""
        self.mine = self.memory.at(self.draft)
        self.number = self.memory.sentence(self.draft.start)
        leader = self.mine.clause.leader
        early = leader is not None and leader.start < self.draft.start
        self.leader = leader if early else None
        self.context = self._context()
        self.before = look_back(self.memory, self.draft.start)
        self.faced = set()
        pair = self.draft.office.startswith("pair:")
        if pair and self.mine.role == SUBJECT:
            self.faced = self._faced()

    def _faced(self) -> set[str]:
        found = set()
        for one in self.memory.after(self.draft.end):
            theirs = self.memory.at(one)
            if theirs.clause is self.mine.clause and is_state(one):
                found.update(one.actor.split("+"))
        return found

    def _context(self) -> str:
        role = self.mine.role
        if role == OWNER:
            text, end = self.memory.scene.text, self.draft.end
            own = "own-" * text.startswith(" own ", end)
            after = "obj" if self.leader is not None else "pre"
            return own + ("prep" if self.mine.preposition else after)
        if role != SUBJECT:
            return role
        opener = self.mine.clause.opener
        if opener in OPENED:
            return f"S{opener}"
        first = self.memory.opening(self.draft.start) + 2 >= self.draft.start
        return "Sopen" if first else "S"

    def bars(self, option: Option) -> bool:  # noqa: PLR0911
        """Whether a word cannot mean an option.

        "It" is no person and none of "X, Y and Z"; "X, its ally" is no ally of X;
        nobody bombs "its ports" or leaves "it" when these are his own, unless it
        says so; in a sentence that a person leads, "its" is no state of an earlier one.
        Of "both rely on X", X is neither.
        """
        mine, word = self.mine, self.draft.office
        if word in SINGULAR and option.said and all(
            id(one) in self.before.joined or is_person(one) for _, one in option.said
        ):  # fmt: skip
            return True
        if self.draft.sort == "nominal":
            return mine.role == SUBJECT and not self.faced.isdisjoint(
                option.code.split("+")
            )
        if word == "its" and option.back > 0 and self._led_by_person():
            return True
        if mine.role == OWNER and mine.beside is not None:
            return any(one is mine.beside for _, one in option.said)
        leader = mine.clause.leader
        if leader is None or all(one is not leader for _, one in option.said):
            return False
        if mine.role == OWNER:
            harmed = self.context == "obj" and mine.verb in HARMING
            return (harmed and word in {"its", "their"}) or self._shares(leader)
        return mine.role == OBJECT and word in SIMPLE

    def _led_by_person(self) -> bool:
        """Whether a person leads the sentence, so that no earlier state is at hand."""
        leader = self.memory.stands.led(self.number).leader
        early = leader is not None and leader.start < self.draft.start
        return early and leader is not None and is_person(leader)

    def _shares(self, leader: Draft) -> bool:
        """Whether a part of another's is meant: "X buys half of its gas"."""
        start, end = self.draft.start, self.draft.end
        text = self.memory.scene.text
        return (
            self.mine.verb in SHARING
            and not text.startswith(" own ", end)
            and PART_OF.search(text[max(start - 24, 0) : start]) is not None
            and any(
                one.actor and one.actor != leader.actor and "+" not in one.actor
                for one in self.before.groups[0]
            )
        )

    def relation(self, one: Draft, back: int) -> str:
        """How a mention so many sentences back stands to the word."""
        theirs = self.memory.at(one)
        role = theirs.phrase or theirs.role
        if back == 0:
            return self._near(one, theirs, role)
        main = self.memory.stands.led(self.number - back)
        near = min(back, 3)
        if main.leader is one:
            return f"p{near}-main"
        return f"p{near}-{'leads' if theirs.clause.leader is one else role}"

    def _near(self, one: Draft, theirs: Standing, role: str) -> str:  # noqa: PLR0911
        mine = self.mine
        gap = self.memory.scene.text[one.end : self.draft.start]
        if gap[:2] in OWNED and len(gap) < PHRASE:
            return "possessor"
        if role == OBJECT and len(gap) < PHRASE and CONTROLLED.fullmatch(gap):
            return "controlled"
        if mine.beside is one:
            return "beside"
        if mine.clause.leader is one:
            told = "-pn" * (one.sort == "pronoun")
            return "leads" + ("-adj" if theirs.role == ADJECTIVE else told)
        if theirs.clause is mine.clause:
            return f"same-{role}"
        outer = mine.clause.outer
        if outer is not None and outer.leader is one:
            return "outer-leads"
        if outer is not None and theirs.clause is outer:
            return f"outer-{role}"
        return f"other-{'leads' if theirs.clause.leader is one else role}"

    def relation_of(self, option: Option) -> str:
        """The strongest standing of its mentions in their latest sentence."""
        if not option.said:
            return "ahead" if option.back == AHEAD else "far"
        found = [
            self.relation(one, back) for back, one in option.said if back == option.back
        ]
        return min(found, key=_weakness)

    def salience(self, option: Option) -> int:
        """How much an option stands out: by nearness, role and who leads."""
        most = NONE
        for back, one in option.said if option.back <= REACH else ():
            theirs = self.memory.at(one)
            role = theirs.phrase or theirs.role
            score = RECENT[back] + ROLES[role]
            if back == 0:
                score = self._own(one, theirs, role, score)
            else:
                main = self.memory.stands.led(self.number - back)
                score += LEADS * (role == SUBJECT)
                if role == SUBJECT and theirs.clause is main:
                    score += LEADS
                elif main.leader is not None and main.leader is not one:
                    score -= LEADS
            most = max(most, score)
        return most

    def _own(self, one: Draft, theirs: Standing, role: str, score: int) -> int:
        mine, leader = self.mine, self.leader
        if mine.role in {OBJECT, OBLIQUE}:
            barred = leader is one and theirs.clause is mine.clause
            return 0 if barred else score
        if mine.role == OWNER:
            leads = leader is not None and leader.actor == one.actor
            return score + OWN_CLAUSE * leads
        return score + LEADS * (role == SUBJECT)


def _weakness(name: str) -> int:
    far = name.endswith(("main", "leads", "object"))
    return STRENGTH.get(name, WEAK - 10 if far else WEAK)
