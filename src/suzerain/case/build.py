"""Ledger to case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suzerain.case.actor import Actor
from suzerain.case.acts import find_events, latest_date
from suzerain.case.case import Case
from suzerain.case.contests import find_contests
from suzerain.case.event import Event
from suzerain.case.gaps import find_gaps, near_tie
from suzerain.case.members import Group, candidate_groups
from suzerain.case.needs import find_needs
from suzerain.case.pact import Pact, Stance, ThirdPower
from suzerain.case.parties import acting, codes_of, kind_of
from suzerain.case.powers import find_powers
from suzerain.case.questions import find_questions
from suzerain.case.relations import FLEETING_WORDS, HYPOTHETICAL_KINDS, WAR_WORDS
from suzerain.case.review import is_confirmed
from suzerain.case.shares import find_ties
from suzerain.case.stances import find_stances
from suzerain.case.terms import find_terms
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register, load_register
from suzerain.core.codes import actor_name, goods
from suzerain.core.errors import NothingRead
from suzerain.evidence.claim import Claim
from suzerain.evidence.independence import cluster_documents
from suzerain.evidence.proposed import PROPOSALS
from suzerain.sources.document import Document
from suzerain.sources.language import foreign_language


def build_case(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    *,
    name: str = "case",
    register: Register | None = None,
) -> Case:
    """Build a case from what documents say, for any countries.

    No rule knows any country: every threshold is a row `case.*` of the register, and
    everything inferred is marked and names the claims behind it.

    Args:
        documents: The documents that the claims quote.
        claims: What they say; unconfirmed guesses are kept, but not counted.
        name: Short name of the case.
        register: Assumptions; the shipped ones by default.

    Returns:
        The case. Its first pact is the best supported one.

    Raises:
        NothingRead: If no two actors are said to have a pact or to exchange anything.
    """
    texts, read = tuple(documents), tuple(claims)
    ledger = tuple(one for one in read if not is_proposal(one))
    known = load_register() if register is None else register
    origins = origins_of(texts)
    groups = candidate_groups(ledger, known, origins)
    if not groups:
        raise _nothing(texts, ledger)
    pacts = tuple(_pact(group, ledger) for group in groups)
    ties, misfits = find_ties(ledger, known, pacts[0], origins)
    needs = find_needs(ledger, ties, pacts, known)
    stances = find_stances(ledger, pacts)
    powers = find_powers(ledger, ties, stances, pacts[0].members)
    as_of = latest_date(texts, ledger)
    events = find_events(ledger)
    return Case(
        name=name,
        title=f"The pact of {actor_name('+'.join(pacts[0].members))}",
        as_of=as_of,
        actors=_actors(pacts, ties, powers, stances, events, ledger),
        needs=needs,
        ties=ties,
        pacts=pacts,
        powers=powers,
        stances=stances,
        events=events,
        contests=find_contests(ledger, pacts[0], powers, ties, needs, origins),
        questions=find_questions(pacts, as_of, known),
        claims=read,
        documents=texts,
        register=known,
        gaps=(
            *near_tie(groups, known),
            *find_gaps(pacts, powers, ties, as_of),
            *misfits,
            *_unknown_goods(ledger),
        ),
    )


def is_proposal(claim: Claim) -> bool:
    """Say whether a claim is a guess that no reviewer has confirmed.

    Guesses are the classifier's, made where no rule knew the words, and those of a
    language model that the user asked; they are listed for review and count for
    nothing until somebody accepts them.
    """
    return bool(PROPOSALS & set(claim.notes)) and not is_confirmed(claim)


def origins_of(documents: Iterable[Document]) -> Mapping[str, str]:
    """Name the origin of each document; copies of one text share one."""
    groups = cluster_documents(documents)
    return {copy: group[0] for group in groups for copy in group}


def _pact(group: Group, claims: tuple[Claim, ...]) -> Pact:
    members = group.members
    war = is_at_war(claims, members)
    return Pact(
        id="-".join(member.lower() for member in members),
        name=f"the pact of {actor_name('+'.join(members))}",
        members=members,
        terms=find_terms(claims, members, at_war=war),
        during_war=war,
        temporary=is_fleeting(claims, members),
        basis=group.basis,
        support=round(group.support, DIGITS),
    )


DIGITS = 6


def is_at_war(claims: Iterable[Claim], members: tuple[str, ...]) -> bool:
    """Say whether a source has a member fighting an outside actor now."""
    return any(
        claim.relation in WAR_WORDS
        and claim.polarity == "positive"
        and claim.kind not in HYPOTHETICAL_KINDS | {"history"}
        and bool(set(members) & {*acting(claim.subject), *acting(claim.object)})
        for claim in claims
    )


def is_fleeting(claims: Iterable[Claim], members: tuple[str, ...]) -> bool:
    """Say whether a source calls the bond of the members temporary or a bargain."""
    return any(
        claim.relation in FLEETING_WORDS
        and claim.polarity == "positive"
        and set(members) <= {*codes_of(claim.subject), *codes_of(claim.object)}
        for claim in claims
    )


def _actors(
    pacts: tuple[Pact, ...],
    ties: tuple[Tie, ...],
    powers: tuple[ThirdPower, ...],
    stances: tuple[Stance, ...],
    events: tuple[Event, ...],
    claims: tuple[Claim, ...],
) -> tuple[Actor, ...]:
    codes = [member for pact in pacts for member in pact.members]
    codes += [code for tie in ties for code in (tie.provider, tie.recipient)]
    codes += [power.actor for power in powers]
    codes += [stance.actor for stance in stances]
    codes += [code for event in events for code in (event.actor, *acting(event.target))]
    codes += [code for claim in claims for code in _needing(claim)]
    return tuple(
        Actor(code=code, name=actor_name(code), kind=kind_of(code))
        for code in dict.fromkeys(codes)
    )


def _needing(claim: Claim) -> tuple[str, ...]:
    return acting(claim.subject) if claim.relation in ("NEEDS", "DEPENDS_ON") else ()


def _unknown_goods(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    unknown = sorted({c.good for c in claims if c.good and c.good not in goods()})
    return tuple(
        f"The good {good!r} is not in the table of goods; what is said of it counts "
        "under the nearest general good or not at all."
        for good in unknown
    )


def _nothing(documents: tuple[Document, ...], claims: tuple[Claim, ...]) -> NothingRead:
    named = sorted(
        {
            code
            for claim in claims
            for code in (*acting(claim.subject), *acting(claim.object))
        }
    )
    if not claims:
        found = "no claim about any state"
    elif len(named) == 0:
        found = f"{len(claims)} claims, none of which names a state"
    else:
        found = f"{len(claims)} claims naming {', '.join(named)}"
    foreign = ", ".join(
        f"{document.name} seems to be in {foreign_language(document.language)}"
        for document in documents
        if foreign_language(document.language)
    )
    return NothingRead(
        f"{len(documents)} document(s) speak of no pact: {found}, and no two actors "
        "that agree, ally or give one another anything"
        + (f" ({foreign}, and the reader reads English)" if foreign else ""),
        "English texts in which two or more states, blocs or bodies have a pact or "
        "exchange something",
        "give an English translation"
        if foreign
        else "look at what was read with `suzerain read`, or add a document about "
        "the pact",
    )
