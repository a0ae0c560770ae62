"""Admiralty grades: a letter for the source and, apart from it, a number for the claim.

The letter says how reliable a source has been and is given by the user; the number says
whether independent sources bear a claim out, and never looks at the letter. Documents
that copy one another count once (`evidence.independence`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from suzerain.core.errors import EvidenceError
from suzerain.evidence.claim import Claim
from suzerain.evidence.independence import cluster_documents
from suzerain.sources.document import Document

Letter = Literal["A", "B", "C", "D", "E", "F"]
Number = Literal[1, 2, 3, 4, 5, 6]
LETTERS: Mapping[Letter, str] = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
NUMBERS: Mapping[Number, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What a claim is worth, in two marks that are given independently.

    Args:
        claim: Id of the claim.
        source: Letter of its source; `F` when nobody has judged it.
        credibility: Number of the claim, 1 to 6.
        supports: Independent sources that state it.
        contradicts: Independent sources that state the opposite.
        reason: Why this number, in words.
    """

    claim: str
    source: Letter
    credibility: Number
    supports: int
    contradicts: int
    reason: str

    def __str__(self) -> str:
        return f"{self.source}{self.credibility}"


def grade_claims(
    documents: Iterable[Document],
    claims: Sequence[Claim],
    *,
    letters: Mapping[str, Letter] | None = None,
) -> tuple[Grade, ...]:
    """Grade claims by what independent sources say of the same thing.

    Args:
        documents: The documents of the claims.
        claims: The claims.
        letters: Reliability of sources by document id, name, or publisher.

    Returns:
        One grade for each claim, in their order.

    Raises:
        EvidenceError: If a letter is not one of A to F.

    Examples:
        >>> text = "Egypt attacked Libya."
        >>> one = Document(id="doc-1", name="a", text=text)
        >>> said = Claim(
        ...     id="c-1-0-20-0",
        ...     doc="doc-1",
        ...     start=0,
        ...     end=20,
        ...     quote=text[:20],
        ...     kind="event",
        ...     subject="EGY",
        ...     relation="ASSAULT",
        ...     object="LBY",
        ... )
        >>> [str(grade) for grade in grade_claims([one], [said], letters={"a": "B"})]
        ['B6']
    """
    listed = list(documents)
    known = _letters(listed, letters or {})
    cluster = {
        doc: number
        for number, group in enumerate(cluster_documents(listed, claims))
        for doc in group
    }
    firm: dict[tuple[object, ...], set[int]] = defaultdict(set)
    soft: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for claim in claims:
        shelf = firm if claim.certainty == "asserted" else soft
        shelf[_matter(claim)].add(cluster.get(claim.doc, -1))
    return tuple(_grade(claim, known, firm, soft) for claim in claims)


def _letters(
    documents: Iterable[Document], given: Mapping[str, Letter]
) -> dict[str, Letter]:
    for name, letter in given.items():
        if letter not in LETTERS:
            raise EvidenceError(
                f"the source {name!r} has the grade {letter!r}",
                ", ".join(f"{key} ({words})" for key, words in LETTERS.items()),
                "write one of these letters",
            )
    return {
        one.id: next(
            (given[key] for key in (one.id, one.name, one.publisher) if key in given),
            "F",
        )
        for one in documents
    }


def _grade(
    claim: Claim,
    known: Mapping[str, Letter],
    firm: Mapping[tuple[object, ...], set[int]],
    soft: Mapping[tuple[object, ...], set[int]],
) -> Grade:
    same, other = _matter(claim), _matter(claim, opposite=True)
    stated = firm.get(same, set())
    hinted = soft.get(same, set()) - stated
    against = firm.get(other, set()) | soft.get(other, set())
    number, reason = _number(claim, len(stated), len(hinted), len(against))
    return Grade(
        claim=claim.id,
        source=known.get(claim.doc, "F"),
        credibility=number,
        supports=len(stated) + len(hinted),
        contradicts=len(against),
        reason=reason,
    )


def _number(claim: Claim, firm: int, soft: int, against: int) -> tuple[Number, str]:
    """Compare how many independent sources stand on either side."""
    support = firm + soft
    opposed = f"{against} independent source(s) state the opposite"
    ladder: tuple[tuple[bool, Number, str], ...] = (
        (against > support, 5, f"{opposed}, {support} this"),
        (against > 0, 4, opposed),
        (claim.certainty == "denied", 4, "the source itself says that it is denied"),
        (firm > 1, 1, f"{firm} independent sources state it"),
        (support > 1, 2, f"{support} independent sources state it, not all firmly"),
        (
            claim.certainty in {"hedged", "conditional"},
            3,
            "one source, which puts it with reserve",
        ),
        (True, 6, "one source only"),
    )
    return next((number, reason) for holds, number, reason in ladder if holds)


def _matter(claim: Claim, *, opposite: bool = False) -> tuple[object, ...]:
    """What a claim is about, without its wording, speaker and certainty."""
    turned = {"positive": "negative", "negative": "positive"}
    polarity = turned[claim.polarity] if opposite else claim.polarity
    return (
        claim.subject, claim.relation, claim.object, claim.good, claim.unit,
        claim.value, claim.low, claim.high, claim.time, polarity,
    )  # fmt: skip
