"""A made case of hundreds of actors and tens of thousands of claims."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "brief"))

import sample

from suzerain.case.actor import Actor
from suzerain.case.case import Case
from suzerain.case.pact import Stance, ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register, load_register
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document, document_id

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GOODS = ("trade", "oil", "exports")
PROVIDERS = 4
POWERS = 30


def code(k: int) -> str:
    """Codes that no state has: Z and two letters, then Y and two."""
    first = "ZYQ"[k // len(LETTERS) ** 2]
    return first + LETTERS[k // len(LETTERS) % 26] + LETTERS[k % 26]


def large_case(actors: int = 300, claims: int = 20_000, documents: int = 400) -> Case:
    """Make the sample case large.

    Args:
        actors: Actors beside those of the sample.
        claims: Claims beside those of the sample, one sentence each.
        documents: Documents that they are spread over.
    """
    base = sample.case()
    codes = [code(k) for k in range(actors)]
    papers, said = _papers(codes, claims, documents)
    by_pair: dict[tuple[str, str, str], list[str]] = {}
    for one in said:
        by_pair.setdefault((one.subject, one.object, one.good), []).append(one.id)
    ties = [
        Tie(
            provider=provider,
            recipient=recipient,
            good=good,
            share=Spread(low=0.02 + 0.01 * (k % 20), high=0.3 + 0.01 * (k % 20)),
            basis=tuple(basis[:3]),
        )
        for k, ((provider, recipient, good), basis) in enumerate(by_pair.items())
    ]
    stances = [
        Stance(
            actor=one.subject,
            speaker=one.subject,
            target="xar-xbe",
            attitude="opposes" if k % 2 else "reserved",
            claim=one.id,
        )
        for k, one in enumerate(said[:POWERS])
    ]
    powers = [
        ThirdPower(actor=name, role="third" if k % 2 else "rival", basis=(said[k].id,))
        for k, name in enumerate(codes[:POWERS])
    ]
    declared = load_register()
    return replace(
        base,
        actors=(*base.actors, *(Actor(code=c, name=f"State {c}") for c in codes)),
        ties=(*base.ties, *ties),
        powers=(*base.powers, *powers),
        stances=(*base.stances, *stances),
        claims=(*base.claims, *said),
        documents=(*base.documents, *papers),
        register=Register([declared[key] for key in declared]),
    )


def _papers(
    codes: list[str], claims: int, documents: int
) -> tuple[list[Document], list[Claim]]:
    each = -(-claims // documents)
    papers, said = [], []
    for place in range(documents):
        lines, found = [f"Paper {place} of the archive\n\n"], []
        at = len(lines[0])
        for k in range(place * each, min((place + 1) * each, claims)):
            recipient = k % len(codes)
            step = 1 + (k // len(codes)) % PROVIDERS
            provider = (recipient + 13 * step) % len(codes)
            good = GOODS[(k // len(codes)) % len(GOODS)]
            quote = f"State {codes[provider]} sends {good} to State {codes[recipient]}"
            found.append((at, quote, codes[provider], codes[recipient], good, k))
            line = f"{quote}, says report {k} of the harbour office.\n"
            lines.append(line)
            at += len(line)
        text = "".join(lines)
        paper = Document(
            id=document_id(text), name=f"paper-{place}.txt", text=text, language="en"
        )
        papers.append(paper)
        said += [_claim(paper, *one) for one in found]
    return papers, said


def _claim(
    paper: Document,
    start: int,
    quote: str,
    provider: str,
    recipient: str,
    good: str,
    k: int,
) -> Claim:
    end = start + len(quote)
    return Claim(
        id=f"c-{paper.id.removeprefix('doc-')}-{start}-{end}-{k}",
        doc=paper.id,
        start=start,
        end=end,
        quote=quote,
        kind="tie",
        subject=provider,
        relation="SUPPLIES_GOODS",
        object=recipient,
        good=good,
        extractor="sample 1",
    )
