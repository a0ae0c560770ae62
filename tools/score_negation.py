"""How often the reader gives a clause the right polarity, on marked sentences.

Run it: `python tools/score_negation.py`. Each line of `training/events/negation.tsv` is
a polarity, a relation and a sentence with its source in `[S ...]` and its target in
`[T ...]`. Lines come in pairs, a negated and a
plain one; rules may be mended with the odd pairs in view, the even pairs only measure.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document, document_id

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "training" / "events" / "negation.tsv"
MARK = re.compile(r"\[([ST]) ([^\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a half of the sentences gives.

    Args:
        right: Negated sentences read as negated.
        wrong: Sentences not negated that are read as negated.
        missed: Negated sentences read as not negated.
        plain: Sentences not negated that are read so.
        silent: Sentences of which no claim of this relation is made.
        other: Of these, such of which another claim with the pair is made.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    plain: int = 0
    silent: int = 0
    other: int = 0

    @property
    def precision(self) -> float:
        """Share of what is read as negated that is."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of what is negated, and read at all, that is read so."""
        return self.right / max(self.right + self.missed, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One sentence and the claim made of it."""

    line: int
    negative: bool
    relation: str
    text: str
    claim: Claim | None
    other: bool

    @property
    def dev(self) -> bool:
        """Whether rules may be mended with it in view."""
        return self.line % 4 in {1, 2}


def outcomes(path: Path = SENTENCES) -> Iterator[Outcome]:
    """Read each marked sentence."""
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.count("\t") != 2:
            continue
        label, relation, marked = row.split("\t")
        text = MARK.sub(r"\2", marked)
        claims = extract([Document(id=document_id(text), name="n", text=text)])
        yield Outcome(
            line=number,
            negative=label == "negative",
            relation=relation,
            text=text,
            claim=_claim(claims, relation),
            other=any(_holds(one, _spans(marked)) for one in claims),
        )


def _spans(marked: str) -> dict[str, int]:
    """Offsets of the two marked names in the sentence without marks."""
    spans, shift = {}, 0
    for found in MARK.finditer(marked):
        spans[found[1]] = found.start() - shift
        shift += len(found[0]) - len(found[2])
    return spans


def _claim(claims: tuple[Claim, ...], relation: str) -> Claim | None:
    """The claim of this relation, else of its kin (`AID_MILITARY` for `AID`)."""
    for one in claims:
        if one.relation == relation:
            return one
    family = relation.split("_", maxsplit=1)[0]
    return next((one for one in claims if one.relation.split("_")[0] == family), None)


def _holds(claim: Claim, spans: dict[str, int]) -> bool:
    """Whether a claim's passage holds both names."""
    return all(claim.start <= start < claim.end for start in spans.values())


def negation_scores(path: Path = SENTENCES) -> dict[str, Score]:
    """Score the odd pairs (`dev`) and the even ones (`held-out`) apart."""
    counts = {"dev": dict.fromkeys(Score.__slots__, 0)}
    counts["held-out"] = dict(counts["dev"])
    for one in outcomes(path):
        half = counts["dev" if one.dev else "held-out"]
        if one.claim is None:
            half["silent"] += 1
            half["other"] += one.other
            continue
        read = one.claim.polarity == "negative"
        name = {(True, True): "right", (False, True): "wrong", (True, False): "missed"}
        half[name.get((one.negative, read), "plain")] += 1
    return {name: Score(**half) for name, half in counts.items()}


def main() -> None:
    """Print the scores, and the dev lines that are read wrongly where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="show dev lines misread")
    parser.add_argument("--silent", action="store_true", help="show those unread too")
    asked = parser.parse_args()
    for name, score in negation_scores().items():
        print(
            f"{name}: precision {score.precision:.2f}, "
            f"recall {score.recall:.2f}, {score}"
        )
    for one in outcomes() if asked.show else ():
        claim = one.claim
        if not one.dev or (claim is None and not asked.silent):
            continue
        if claim is None or (claim.polarity == "negative") != one.negative:
            told = claim and (claim.subject, claim.relation, claim.object)
            sys.stdout.write(f"{one.line} {one.negative} {told} {one.text}\n")


if __name__ == "__main__":
    main()
