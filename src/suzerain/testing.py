"""Hypothesis strategies and assertions, public."""

from __future__ import annotations

from typing import Literal, get_args

from hypothesis import strategies as st

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.event import Event
from suzerain.case.pact import Attitude, Pact, Stance, Status, Term, ThirdPower
from suzerain.case.question import Contest, Item, Question
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, Register, load_register
from suzerain.core.codes import goods
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Certainty, Claim, Kind, Polarity
from suzerain.sources.document import Block, BlockKind, Document, document_id

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
RELATIONS = (
    "PACT",
    "PARTNER",
    "SUPPLIES_ARMS",
    "SUPPLIES_ENERGY",
    "AID",
    "TROOPS_IN",
    "BUYS_ENERGY",
    "NEEDS",
    "DEPENDS_ON",
    "TRADE_SHARE",
    "OIL_SHARE",
    "AWARE_OF",
    "ENDORSES",
    "CRITICISE",
    "AT_WAR_WITH",
    "DIPLOMATIC_COVER",
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
WORDS = st.text(st.characters(codec="ascii", categories=("L", "N")), max_size=12)
GOODS = st.sampled_from(sorted(goods()))
DATES = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
SHARES = st.floats(0, 1, allow_nan=False, width=32)


@st.composite
def spreads(draw: st.DrawFn, *, top: float = 1.0) -> Spread:
    """Make ranges between 0 and `top`, of any shape."""
    low, mode, high = sorted(draw(SHARES) * top for _ in range(3))
    shape = draw(st.sampled_from(("point", "uniform", "triangular", "loguniform")))
    if shape == "point":
        return Spread.point(low)
    if shape == "triangular":
        return Spread(low=low, mode=mode, high=high, shape="triangular")
    if shape == "loguniform" and low > 0:
        return Spread(low=low, high=high, shape="loguniform")
    return Spread(low=low, high=high)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Make documents of any text, with blocks."""
    text = draw(st.text(st.characters(), min_size=1, max_size=80))
    end = draw(st.integers(0, len(text)))
    kind = draw(st.sampled_from(get_args(BlockKind)))
    return Document(
        id=document_id(text),
        name=draw(TEXTS),
        text=text,
        title=draw(TEXTS),
        published=draw(DATES),
        publisher=draw(TEXTS),
        language=draw(st.sampled_from(("", "en", "fr"))),
        blocks=(Block(start=0, end=end, kind=kind),),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


def actor_codes() -> st.SearchStrategy[str]:
    """Make codes of actors, alone, as a person of one, or joined."""
    single = st.sampled_from(CODES)
    person = single.map(lambda code: f"{code}/Lead")
    joined = st.lists(single, min_size=2, max_size=3, unique=True).map(
        lambda codes: "+".join(sorted(codes))
    )
    return st.one_of(single, person, joined)


@st.composite
def claims(draw: st.DrawFn, *, document: Document | None = None) -> Claim:
    """Make claims that quote a document exactly.

    Args:
        draw: Given by Hypothesis.
        document: The document quoted; any by default.
    """
    source = draw(documents()) if document is None else document
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    low, high = sorted((draw(SHARES), draw(SHARES)))
    number = draw(st.integers(0, 9))
    return Claim(
        id=f"c-{source.id.removeprefix('doc-')}-{start}-{end}-{number}",
        doc=source.id,
        start=start,
        end=end,
        quote=source.text[start:end],
        kind=draw(st.sampled_from(get_args(Kind))),
        subject=draw(actor_codes()),
        relation=draw(st.sampled_from(RELATIONS)),
        object=draw(st.one_of(st.just(""), actor_codes())),
        value=draw(st.one_of(st.none(), SHARES)),
        low=draw(st.one_of(st.none(), st.just(low))),
        high=draw(st.one_of(st.none(), st.just(high))),
        unit=draw(st.sampled_from(("", "share"))),
        polarity=draw(st.sampled_from(get_args(Polarity))),
        certainty=draw(st.sampled_from(get_args(Certainty))),
        attributed_to=draw(st.one_of(st.just(""), actor_codes())),
        time=draw(DATES),
        place=draw(TEXTS),
        good=draw(st.one_of(st.just(""), GOODS)),
        extractor=draw(TEXTS),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@st.composite
def ledgers(
    draw: st.DrawFn, *, size: int = 12
) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Make documents with claims on them, each claim with an id of its own."""
    texts = draw(st.lists(documents(), min_size=1, max_size=3, unique_by=_id))
    found = draw(
        st.lists(
            st.sampled_from(texts).flatmap(lambda text: claims(document=text)),
            max_size=size,
            unique_by=_id,
        )
    )
    return tuple(texts), tuple(found)


def _id(record: Document | Claim) -> str:
    return record.id


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Make cases in which nothing is wrong, with every kind of record."""
    texts, ledger = draw(ledgers(size=4))
    codes = draw(st.lists(st.sampled_from(CODES), min_size=3, unique=True))
    members, outside = tuple(codes[:2]), tuple(codes[2:])
    basis = tuple(claim.id for claim in ledger)
    quoted = tuple(claim.id for claim in ledger if claim.quote.strip())
    chosen = draw(st.lists(GOODS, min_size=1, max_size=3, unique=True))
    pact = draw(_pacts(members, chosen, basis))
    ties = [
        Tie(
            provider=outside[0],
            recipient=members[0],
            good=good,
            share=draw(spreads()),
            inferred=draw(st.booleans()),
            basis=(*basis, "case.unstated_share.some"),
            notes=tuple(draw(st.lists(TEXTS, max_size=2))),
        )
        for good in chosen
    ]
    needs = [
        Need(
            actor=members[0],
            good=good,
            weight=draw(spreads(top=1 / len(chosen))),
            home=draw(spreads()),
            urgent=draw(st.booleans()),
            basis=(f"good.{good}.need_weight",),
        )
        for good in chosen
    ]
    return Case(
        name=draw(WORDS),
        title=draw(TEXTS),
        as_of=draw(DATES),
        actors=tuple(Actor(code=code, name=draw(TEXTS)) for code in codes),
        needs=tuple(needs),
        ties=tuple(ties),
        pacts=(pact,),
        powers=tuple(
            ThirdPower(actor=code, role=draw(_ROLES), basis=basis) for code in outside
        ),
        stances=_stances(draw, outside, pact, basis),
        events=tuple(
            Event(
                time=draw(DATES),
                actor=outside[0],
                relation="AID",
                target=members[0],
                claim=claim,
            )
            for claim in basis[:1]
        ),
        contests=(_contest(draw, outside[0], pact, quoted),),
        questions=(_question(draw, pact, basis),),
        claims=ledger,
        documents=texts,
        register=draw(registers()),
        gaps=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


_ROLES: st.SearchStrategy[Literal["third", "rival"]] = st.sampled_from(
    ("third", "rival")
)


@st.composite
def _pacts(
    draw: st.DrawFn, members: tuple[str, ...], chosen: list[str], basis: tuple[str, ...]
) -> Pact:
    terms = tuple(
        Term(
            giver=members[number % 2],
            taker=members[1 - number % 2],
            good=good,
            status=draw(st.sampled_from(get_args(Status))),
            basis=basis,
            inferred=draw(st.booleans()),
        )
        for number, good in enumerate(chosen)
    )
    return Pact(
        id="-".join(members).lower(),
        name=draw(TEXTS),
        members=members,
        terms=terms,
        during_war=draw(st.booleans()),
        temporary=draw(st.booleans()),
        basis=basis,
        support=draw(SHARES),
    )


def _stances(
    draw: st.DrawFn, outside: tuple[str, ...], pact: Pact, basis: tuple[str, ...]
) -> tuple[Stance, ...]:
    return tuple(
        Stance(
            actor=outside[0],
            speaker=f"{outside[0]}/Lead",
            target=pact.id,
            attitude=draw(st.sampled_from(get_args(Attitude))),
            claim=claim,
        )
        for claim in basis
    )


def _contest(
    draw: st.DrawFn, actor: str, pact: Pact, basis: tuple[str, ...]
) -> Contest:
    item = Item(claims=basis, sort="denial", cluster=draw(TEXTS))
    return Contest(
        id=f"contest.{actor}.{pact.id}",
        question=draw(TEXTS),
        actor=actor,
        pact=pact.id,
        evidence=(item,) if basis else (),
        asserted=basis[:1],
    )


def _question(draw: st.DrawFn, pact: Pact, basis: tuple[str, ...]) -> Question:
    term = pact.terms[0]
    return Question(
        id=f"question.{term.good}.{term.giver}.{term.taker}",
        text=draw(TEXTS),
        term=term.id,
        by=draw(DATES),
        rule=draw(TEXTS),
        basis=basis,
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Make registers in which an analyst has overruled some entries."""
    shipped = load_register()
    chosen = draw(st.lists(st.sampled_from(sorted(shipped)), max_size=2, unique=True))
    return shipped.overrule(
        Assumption(
            id=key,
            spread=draw(spreads()),
            unit="ratio",
            reason=draw(TEXTS.filter(bool)),
            citation=draw(TEXTS.filter(bool)),
        )
        for key in chosen
    )
