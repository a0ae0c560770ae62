"""Random cases and random changes of them, for laws that hold of every case."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import get_args

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.event import Event
from suzerain.case.pact import Attitude, Pact, Stance, Status, Term, ThirdPower
from suzerain.case.question import Contest, Item, Question
from suzerain.case.tie import Tie
from suzerain.core.assumption import load_register
from suzerain.core.codes import goods
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III", "JJJ")
SORTS = ("denial", "silence", "closeness", "displeasure", "timing", "consultation")
SPOKEN = ("", "AAA", "BBB", "CCC", "FFF", "JJJ", "experts")
FOR_ONE = ("credibility", "stake", "keep", "omega", "theta", "kappa", "inducement")


def random_case(random: Random) -> Case:
    """Make a case: two or three members, powers and rivals, whatever ties."""
    members = CODES[: random.choice((2, 2, 2, 3))]
    outside = [code for code in CODES if code not in members]
    thirds = outside[: random.randint(0, 3)]
    rivals = outside[3 : 3 + random.randint(0, 3)]
    used = random.sample(sorted(goods()), random.randint(3, 8))
    if random.random() < 0.3 and "exports" not in used:
        used.append("exports")
    pact = _pact(random, members, used)
    claims = _claims(random)
    case = Case(
        name="random",
        as_of=random.choice(("", "2024-03-01")),
        actors=tuple(Actor(code=code, name=code) for code in CODES),
        needs=_needs(random, [*members, *thirds, *outside[4:6]], used),
        ties=_ties(random, [*members, *thirds, *outside[3:6]], used),
        pacts=(pact,),
        powers=(
            *(ThirdPower(actor=code, role="third") for code in thirds),
            *(ThirdPower(actor=code, role="rival") for code in rivals),
        ),
        stances=_stances(random, thirds, pact),
        events=_events(random, pact, outside, rivals),
        contests=_contests(random, pact, outside, claims),
        claims=claims,
        questions=_questions(random, pact, claims),
        documents=_documents(random),
    )
    rows = load_register()
    own = [one for one in _own_rows(random, pact, thirds, used) if one[0] in rows]
    changed = [
        replace(rows[key], id=key, spread=spread, inherits="") for key, spread in own
    ]
    return replace(case, register=rows.overrule(changed))


def random_changes(random: Random, case: Case) -> list[str]:
    """Make one to three changes as a user would type them; some cannot be meant."""
    texts: dict[str, str] = {}
    for _ in range(random.randint(1, 3)):
        text = _change(random, case)
        texts.setdefault(text.partition("=")[0].rstrip("*"), text)
    return list(texts.values())


def _change(random: Random, case: Case) -> str:
    members = case.pacts[0].members
    terms = case.pacts[0].terms
    sort = random.randint(0, 9)
    if sort == 0:
        return f"no:{random.choice(terms).good}"
    if sort == 1:
        level = random.choice((0, 0.3, 0.5, 0.8))
        return f"{random.choice(terms).id}={level}"
    if sort == 2:
        code = random.choice([code for code in CODES if code not in members][:4])
        return f"consent:{code}={random.choice(('refuse', 'absent'))}"
    if sort == 3:
        pay = random.choice(("aid", "offer"))
        return f"{pay}:{random.choice(members)}={random.uniform(0, 0.05):.4f}"
    return f"{random.choice(_ids(random, case))}{_value(random)}"


def _ids(random: Random, case: Case) -> list[str]:
    pact = case.pacts[0]
    term, code = random.choice(pact.terms), random.choice(CODES[2:6])
    about = f"{term.good}.{term.giver}.{term.taker}"
    rows = [f"power.{name}" for name in FOR_ONE] + ["pact.relative_size", "rival.own"]
    rows += ["pact.unseen_kept", "pact.bargaining_power", "power.reaction"]
    rows += ["measure.rho", "pact.cut_off_chance", "likelihood.pact.trust"]
    rows += ["forecast.base_rate", "forecast.leak", "prior.told", "rival.bond.unstated"]
    ids = [f"power.{random.choice(FOR_ONE)}.{code}", f"pact.delivery.promised.{about}"]
    ids += [f"good.{term.good}.{name}" for name in ("term_size", "giver_cost", "home")]
    ids += [f"group.{goods()[term.good].group}.evasion", random.choice(rows)]
    ids += [f"good.*.{random.choice(('provocation', 'strategic_cost'))}"]
    ids += [f"{random.choice(case.needs).id}.{random.choice(('weight', 'home'))}"]
    ids += [random.choice(case.ties).id, f"tie.*.{code}.*"]
    return ids


def _value(random: Random) -> str:
    low = random.uniform(0, 0.6)
    return random.choice(
        (
            f"*={random.choice((0, 0.5, 0.8, 1.5, 2)):g}",
            f"={low:.3f}",
            f"={low:.3f}..{low + random.uniform(0, 0.3):.3f}",
        )
    )


def _spread(random: Random, most: float) -> Spread:
    low, high = sorted((random.uniform(0, most), random.uniform(0, most)))
    shape = random.choice(("uniform", "triangular", "loguniform", "point"))
    if shape == "point":
        return Spread.point(high)
    if shape == "triangular":
        return Spread(low=low, mode=(low + high) / 2, high=high, shape="triangular")
    if shape == "loguniform":
        return Spread(low=max(low, 0.001), high=max(high, 0.002), shape="loguniform")
    return Spread(low=low, high=high)


def _pact(random: Random, members: tuple[str, ...], used: list[str]) -> Pact:
    terms: dict[str, Term] = {}
    for _ in range(random.randint(2, 6)):
        giver, taker = random.sample(members, 2)
        status = random.choice(get_args(Status))
        one = Term(giver=giver, taker=taker, good=random.choice(used), status=status)
        basis = tuple(f"c-{random.randint(0, 7)}" for _ in range(2))
        terms.setdefault(one.id, replace(one, basis=basis))
    return Pact(
        id="pact",
        name="A pact",
        members=members,
        terms=tuple(terms.values()),
        during_war=random.random() < 0.5,
        temporary=random.random() < 0.5,
    )


def _needs(random: Random, who: list[str], used: list[str]) -> tuple[Need, ...]:
    pairs = [(code, good) for code in who for good in used if random.random() < 0.5]
    pairs = pairs or [(who[0], used[0])]
    return tuple(
        Need(
            actor=code, good=good, weight=_spread(random, 0.3), home=_spread(random, 1)
        )
        for code, good in pairs
    )


def _ties(random: Random, who: list[str], used: list[str]) -> tuple[Tie, ...]:
    flows = [
        (a, b, good)
        for a in who
        for b in who
        for good in used
        if a != b and random.random() < 0.18
    ]
    flows = flows or [(who[1], who[0], used[0])]
    return tuple(
        Tie(provider=a, recipient=b, good=good, share=_spread(random, 0.9))
        for a, b, good in flows
    )


def _stances(random: Random, thirds: list[str], pact: Pact) -> tuple[Stance, ...]:
    return tuple(
        Stance(
            actor=code,
            speaker=code,
            target=random.choice((pact.id, *pact.members)),
            attitude=random.choice(get_args(Attitude)),
            claim=f"c-{random.randint(0, 7)}",
        )
        for code in thirds
        for _ in range(random.randint(0, 2))
    )


def _events(
    random: Random, pact: Pact, outside: list[str], rivals: list[str]
) -> tuple[Event, ...]:
    found = [
        Event(
            time="2024",
            actor=random.choice(outside[:4]),
            relation="SANCTION",
            target="+".join(random.sample(pact.members, random.randint(1, 2))),
            claim="c-0",
        )
    ]
    if len(rivals) > 1:
        one, two = random.sample(rivals, 2)
        found.append(
            Event(time="2024", actor=one, relation="ALLY", target=two, claim="c-1")
        )
    return tuple(found)


def _claims(random: Random) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=f"c-{k}",
            doc=f"doc-{k % 2}",
            start=0,
            end=5,
            quote="words",
            kind=random.choice(("stance", "event", "forecast")),
            subject="CCC",
            relation="RESERVED",
            object="pact",
            attributed_to=random.choice(SPOKEN),
            certainty=random.choice(("asserted", "reported", "hedged", "denied")),
        )
        for k in range(8)
    )


def _contests(
    random: Random, pact: Pact, outside: list[str], claims: tuple[Claim, ...]
) -> tuple[Contest, ...]:
    items = tuple(
        Item(
            claims=tuple(one.id for one in random.sample(claims, 2)),
            sort=random.choice(SORTS),
            cluster=random.choice(("one", "two", "three")),
        )
        for _ in range(random.randint(1, 5))
    )
    actor = random.choice(outside[:2])
    who = f"contest.{actor}.pact"
    told = Contest(id=who, question="?", actor=actor, pact=pact.id, evidence=items)
    return (told,)


def _questions(
    random: Random, pact: Pact, claims: tuple[Claim, ...]
) -> tuple[Question, ...]:
    return tuple(
        Question(
            id=f"question.{k}",
            text=f"Will {term.id} move?",
            term=term.id,
            by=random.choice(("", "2026-01-01")),
            rule="Yes, if two independent sources report it.",
            basis=tuple(one.id for one in random.sample(claims, 2)),
        )
        for k, term in enumerate(pact.terms[:2])
    )


def _documents(random: Random) -> tuple[Document, ...]:
    if random.random() < 0.3:
        return ()
    texts = ("Ships left the port of Alpha. " * 5, "Beta sells grain to Gamma. " * 5)
    return tuple(Document(id=f"doc-{k}", name="", text=t) for k, t in enumerate(texts))


def _own_rows(
    random: Random, pact: Pact, thirds: list[str], used: list[str]
) -> list[tuple[str, Spread]]:
    found: dict[str, Spread] = {}
    for code in thirds:
        member, good = random.choice(pact.members), random.choice(used)
        if random.random() < 0.4:
            found[f"power.use.{good}.{code}.{member}"] = _spread(random, 1)
        if random.random() < 0.3:
            found[f"power.offer.{good}.{code}.{member}"] = _spread(random, 1)
        if random.random() < 0.5:
            found[f"power.credibility.{code}"] = _spread(random, 1)
        if random.random() < 0.5:
            found[f"power.stake.{code}"] = _spread(random, 0.2)
        if random.random() < 0.3:
            found[f"power.kappa.{code}"] = Spread.point(0)
    if random.random() < 0.2:
        found["measure.rho"] = Spread(low=0.5, high=1.6)
    if random.random() < 0.2:
        found["measure.rho"] = Spread.point(1)
    return list(found.items())
