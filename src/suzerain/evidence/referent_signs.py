"""What speaks for and against each one whom a word may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suzerain.core.codes import actors
from suzerain.evidence.control import TAKING
from suzerain.evidence.mention import Draft, actor_of
from suzerain.evidence.plural_mentions import number_of
from suzerain.evidence.referent_relations import PART_OF, SHARING, Place
from suzerain.evidence.referent_verbs import governing_verb
from suzerain.evidence.referents import FAR, MADE, REACH, Option
from suzerain.evidence.standing import OBJECT

ORGAN = re.compile(
    r" (?:[a-z-]+ )?(?:[Aa]rmy|[Nn]avy|[Aa]ir [Ff]orce|[Gg]overnment|[Mm]inistry"
    r"|[Pp]arliament|cabinet|embassy|side|leadership|military|regime|delegation"
    r"|administration|junta|state|republic|coast guard|police|fleet|mission)\b"
)
WORD = re.compile(r" ?([A-Za-z\u2019'-]+)")
BEFORE = re.compile(r"([A-Za-z]+)[ \u201c\"(]*$")
GAPS = (4, 8, 15)
STEP, MOST = 20, 5
SISTERS = {"it": "its", "its": "it"}
NOUNS = frozenset(("name", "capital", "nominal", "pn", "bloc", "body", "metonym"))


LATE = 3


class Weighing:
    """The options of one word, and what speaks for and against each."""

    def __init__(self, place: Place, family: str, options: Sequence[Option]) -> None:
        memory, draft = place.memory, place.draft
        self.memory, self.draft, self.family = memory, draft, family
        self.place = place
        self.real = options[1:]
        self.word = draft.office.partition(":")[0]
        self.verb, self.side, self.said_of = governing_verb(
            memory, draft, self.place.mine
        )
        self.last = memory.latest.get(family)
        self.sister = memory.latest.get(SISTERS.get(family, ""))
        self.scores = {one.code: self.place.salience(one) for one in self.real}
        self.top = max(self.scores.values(), default=0)
        met = [one for one in self.real if one.near and 0 <= one.back <= MADE]
        met.sort(key=lambda one: -one.near.start if one.near else 0)
        self.order = {one.code: number for number, one in enumerate(met)}

    def signs(self) -> list[list[str]]:
        """Per option, nobody first, the names of what speaks for and against it."""
        nobody, somebody = SIGNS[self.family]
        return [nobody(self), *[somebody(self, one) for one in self.real]]

    def difference(self, one: Option) -> str:
        """How far an option stands behind the one that stands out most."""
        behind = min((self.top - self.scores[one.code]) // STEP, MOST)
        return f"ctx.diff={self.place.context}.{behind}"

    def chain(self, one: Option, *, sister: bool = False) -> list[str]:
        """Whether such a word meant the same one before, and how long ago."""
        last = self.sister if sister else self.last
        if last is None or last[0] != one.code:
            return []
        ago = min(self.place.number - last[1], LATE)
        return [f"chain{'2' * sister}={ago}"]

    def weight(self, code: str) -> str:
        """Rank of an actor by how often the whole text names it."""
        for rank, (known, _) in enumerate(self.memory.main):
            if known == code:
                return str(rank)
        return "-"

    def next_word(self) -> str:
        """The word behind, in lower case."""
        text, end = self.memory.scene.text, self.draft.end
        found = WORD.match(text, end)
        return found[1].lower() if found else text[end : end + 1]

    def word_before(self) -> str:
        """The word before, in lower case; `^` where none stands there."""
        start = self.draft.start
        found = BEFORE.search(self.memory.scene.text[max(0, start - 24) : start])
        return found[1].lower() if found else "^"


def sort_of(one: Draft | None) -> str:
    """What kind of mention this is."""
    if one is None:
        return "-"
    if one.sort == "pronoun":
        return "pn"
    if one.person is not None:
        return "person"
    return "unnamed" if "(unnamed)" in one.code else one.sort


def kind_of(code: str) -> str:
    """Sign of the kind of actor: state, bloc, group or several."""
    if code in actors():
        return f"kind={actors()[code].kind}"
    return "kind=+" if "+" in code else "kind=-"


def _nobody_it(at: Weighing) -> list[str]:
    place = at.place
    role = place.mine.role
    here = min(sum(one.back == 0 for one in at.real), 2)
    taking = f"{role}.{place.mine.verb in TAKING}" if role == OBJECT else ""
    return [
        "0.bias",
        f"0.word.ctx={at.word}.{place.context}",
        f"0.next={at.next_word()}",
        f"0.bef={role}.{at.word_before()}",
        f"0.verb={at.verb}.{at.side}",
        f"0.lex={at.side}.{at.said_of}",
        f"0.n={here}",
        f"0.taking={taking}",
    ]


def _somebody_it(at: Weighing, one: Option) -> list[str]:
    return [
        f"back={one.back}",
        f"order={min(at.order.get(one.code, FAR), REACH)}",
        f"sort={sort_of(one.near)}",
        f"joined={id(one.near) in at.place.before.joined}",
        f"word.rel={at.word}.{at.place.relation_of(one)}",
        at.difference(one),
        *at.chain(one),
        *at.chain(one, sister=True),
        *{f"x={way}" for way in one.ways},
    ]


def _nobody_its(at: Weighing) -> list[str]:
    signs = [
        "0.bias",
        f"0.next={at.next_word()}",
        f"0.verb={at.verb}",
        f"0.lead={sort_of(at.place.mine.clause.leader)}",
    ]
    if at.sister is not None:
        ago = min(at.place.number - at.sister[1], 2)
        signs.append(f"0.again2={not at.sister[0]}.{ago}")
    return signs


def _somebody_its(at: Weighing, one: Option) -> list[str]:
    text, draft, near = at.memory.scene.text, at.draft, one.near
    sort = sort_of(near)
    signs = [
        f"back={one.back}",
        f"sort={sort}",
        f"joined={id(near) in at.place.before.joined}",
        f"word.rel={at.place.relation_of(one)}",
        f"author={one.code == at.memory.author}",
        at.difference(one),
        *at.chain(one, sister=True),
    ]
    if near is not None and sort == "demonym":
        signs.append(f"organ={ORGAN.match(text, near.end) is not None}")
    if near is not None and one.back == 0:
        words = text.count(" ", near.end, draft.start)
        signs.append(f"gap={sum(words >= least for least in GAPS)}")
    if 0 < one.back <= REACH:
        main = at.memory.stands.led(at.place.number - one.back)
        things = main.things and main.leader is None
        signs.append(f"mthings={things}.{min(one.back, 2)}")
    if PART_OF.search(text[max(draft.start - 24, 0) : draft.start]):
        leader = at.place.leader
        leads = leader is not None and leader.actor == one.code
        signs.append(f"part={leads}.{at.place.mine.verb in SHARING}")
    return signs


def _nobody_he(at: Weighing) -> list[str]:
    number = at.place.number
    before = at.memory.stands.led(number - 1) if number > 1 else None
    led = before is not None and before.leader is not None
    things = before is not None and before.things
    here = any(one.back == 0 for one in at.real)
    return ["0.bias", f"0.word={at.word}", f"0.prev={led}.{things}.{here}"]


def _somebody_he(at: Weighing, one: Option) -> list[str]:
    relation = at.place.relation_of(one)
    return [
        f"back={one.back}",
        f"order={min(at.order.get(one.code, FAR), REACH)}",
        f"sort={sort_of(one.near)}",
        f"score={max(at.scores[one.code], 0) // 40}",
        f"times={min(len(one.said), REACH)}",
        f"weight={at.weight(actor_of(one.code))}",
        kind_of(one.code),
        f"word.rel={at.word}.{relation}",
        f"ctx.rel={at.place.context}.{relation}",
        *{f"x={way}" for way in one.ways},
    ]


def _nobody_they(at: Weighing) -> list[str]:
    clause = at.place.mine.clause
    outer = clause.outer is not None and clause.outer.things
    nearest = min((one.back for one in at.real if one.back >= 0), default=FAR)
    return [
        f"0.word={at.word}",
        f"0.next={at.next_word()}",
        f"0.far={nearest}",
        f"0.things={clause.things}.{outer}",
    ]


def _somebody_they(at: Weighing, one: Option) -> list[str]:
    number = number_of(at.memory, one)
    sorts = {sort_of(said) for _, said in one.said}
    return [
        f"back={one.back}",
        f"sort.back={sort_of(one.near)}.{min(one.back, 1)}",
        f"joined={id(one.near) in at.place.before.joined}",
        f"isnamed={bool(sorts & NOUNS)}",
        f"times={min(len(one.said), REACH)}",
        f"score={max(at.scores[one.code], 0) // 40}",
        kind_of(one.code),
        f"num={number}",
        f"num.back={number}.{min(one.back, 2)}",
        f"lex.rel={at.side}.{at.said_of}.{at.place.relation_of(one)}",
        *at.chain(one),
        *{f"x={way}" for way in one.ways},
    ]


SIGNS = {
    "it": (_nobody_it, _somebody_it),
    "its": (_nobody_its, _somebody_its),
    "he": (_nobody_he, _somebody_he),
    "they": (_nobody_they, _somebody_they),
}
