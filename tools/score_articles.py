"""Score what the reader takes from the annotated articles, half by half.

Prints precision, recall and F1 of members, patron, terms, stated shares, stances,
denials, doubted terms and war. The expectations stand in
`tests/articles/expected.toml`.

Run it from the repository root: `python tools/score_articles.py [dev|held-out]`;
`--miss` also lists what was missed and what was wrong.
"""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import suzerain as sz
from suzerain.case.returns import stands_for_a_return

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "articles"
SLACK = 0.05  # shares closer than this are the same
WORLDS = 300
ASPECTS = (
    "members",
    "patron",
    "terms",
    "shares",
    "stances",
    "denial",
    "doubted",
    "war",
)
ATTITUDES = {
    "endorses": "for",
    "supports": "for",
    "tolerates": "for",
    "reserved": "reserved",
    "concerned": "concerned",
    "opposes": "against",
}


@dataclass(slots=True)
class Score:
    """How many were right, wrong and missed, and which."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Part of what was found that is right; 1 when nothing was found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Part of what was wanted that was found; 1 when nothing was wanted."""
        wanted = self.right + len(self.missed)
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def compare(
    found: set[str],
    wanted: list[str],
    optional: set[str] | frozenset[str] = frozenset(),
) -> Score:
    """Match what was found with what was wanted; `a|b` wants one of the two."""
    score = Score()
    used: set[str] = set()
    for want in wanted:
        hits = found & set(want.split("|"))
        score.right += bool(hits)
        used |= hits
        if not hits:
            score.missed.append(want)
    score.wrong = sorted(found - used - optional)
    return score


def load(split: str | None = None) -> dict[str, dict[str, Any]]:
    """Read the scored expectations, of one half or of both."""
    text = (FOLDER / "expected.toml").read_text(encoding="utf-8")
    return {
        name: wanted
        for name, wanted in tomllib.loads(text).items()
        if "split" in wanted and split in (None, wanted["split"])
    }


def score_article(name: str, wanted: dict[str, Any]) -> dict[str, Score]:
    """Read one article and compare it with what is expected of it."""
    documents = sz.read_documents([FOLDER / f"{name}.txt"])
    claims = sz.extract(documents)
    try:
        case = sz.build_case(documents, claims, name=name)
    except sz.SuzerainError:
        case = None
    pact = case.pact if case is not None else None
    members = set(pact.members) if pact else set()
    terms = (
        [t for t in pact.terms if not stands_for_a_return(t, pact.terms)]
        if pact
        else []
    )
    patron = _patron(case) if pact else ""
    denying = _deniers(claims)
    return {
        "members": compare(members, wanted["members"]),
        "patron": compare(
            {patron} - {""}, [wanted["patron"]] if wanted["patron"] else []
        ),
        "terms": compare(
            {f"{t.good}.{t.giver}.{t.taker}" for t in terms},
            wanted["terms"],
            {*wanted.get("optional", ()), *wanted["doubted"], *_markets(wanted)},
        ),
        "shares": _shares(case.ties if case is not None else (), wanted["shares"]),
        "stances": _stances(case, members, wanted),
        "denial": compare(
            denying, wanted["denial"], set(wanted.get("optional_denial", ()))
        ),
        "doubted": compare(
            {f"{t.good}.{t.giver}.{t.taker}" for t in terms if t.status == "doubted"},
            wanted["doubted"],
            set(wanted.get("optional", ())),
        ),
        "war": compare(
            {"war"} if pact and pact.during_war else set(),
            ["war"] if wanted["war"] else [],
        ),
    }


def _patron(case: Any) -> str:
    try:
        return sz.solve(case, sz.Worlds(count=WORLDS)).patron or ""
    except sz.SuzerainError:  # a pact without terms
        return ""


def _markets(wanted: dict[str, Any]) -> set[str]:
    """Whoever is sold a wanted good also gives a market: neither asked nor wrong."""
    found = set()
    for term in wanted["terms"]:
        for one in term.split("|"):
            _good, giver, taker = one.split(".")
            found.add(f"exports.{taker}.{giver}")
    return found


def _deniers(claims: Any) -> set[str]:
    found: set[str] = set()
    for claim in claims:
        if claim.kind == "denial" or claim.certainty == "denied":
            speaker = claim.attributed_to or (
                claim.subject if claim.relation == "DENIES" else ""
            )
            found |= {part.split("/")[0] for part in speaker.split("+") if part}
    return found


def _shares(ties: Any, wanted: list[list[Any]]) -> Score:
    stated = {tie for tie in ties if not tie.inferred}
    score = Score()
    used = set()
    for provider, recipient, good, low, high in wanted:
        hits = {
            tie
            for tie in stated
            if (tie.provider, tie.recipient) == (provider, recipient)
            and tie.good in good.split("|")
            and abs(tie.share.low - low) <= SLACK
            and abs(tie.share.high - high) <= SLACK
        }
        used |= hits
        score.right += bool(hits)
        if not hits:
            score.missed.append(f"{provider}>{recipient} {good} {low}-{high}")
    score.wrong = sorted(
        f"{tie.id} {tie.share.low:.2f}-{tie.share.high:.2f}" for tie in stated - used
    )
    return score


def _stances(case: Any, members: set[str], wanted: dict[str, Any]) -> Score:
    found = {
        (stance.actor, ATTITUDES[stance.attitude])
        for stance in (case.stances if case is not None else ())
        if stance.actor not in members | set(wanted.get("optional_stances", ()))
    }
    disclaimers = {f"{actor} reserved" for actor in wanted["denial"]}
    return compare(
        {f"{actor} {attitude}" for actor, attitude in found},
        [
            "|".join(f"{actor} {one}" for one in attitude.split("|"))
            for actor, attitude in wanted["stances"].items()
        ],
        disclaimers,
    )


def score_half(split: str) -> dict[str, Score]:
    """Add up the articles of one half, aspect by aspect."""
    totals = {aspect: Score() for aspect in ASPECTS}
    for name, wanted in load(split).items():
        for aspect, score in score_article(name, wanted).items():
            score.wrong = [f"{name}: {one}" for one in score.wrong]
            score.missed = [f"{name}: {one}" for one in score.missed]
            totals[aspect].add(score)
    return totals


def table(split: str, scores: dict[str, Score]) -> str:
    """Write the scores of one half as a table of plain text."""
    lines = [f"{split:10} precision  recall    F1   right wrong missed"]
    lines += [
        f"{aspect:10} {one.precision:9.2f} {one.recall:7.2f} {one.f1:5.2f}"
        f" {one.right:7} {len(one.wrong):5} {len(one.missed):6}"
        for aspect, one in scores.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("split", nargs="*", help="dev, held-out; both by default")
    parser.add_argument("--miss", action="store_true", help="list misses and errors")
    chosen = parser.parse_args()
    for split in chosen.split or ("dev", "held-out"):
        scores = score_half(split)
        print(table(split, scores))
        if chosen.miss:
            for aspect, one in scores.items():
                for line in one.missed:
                    print(f"  {aspect} missed: {line}")
                for line in one.wrong:
                    print(f"  {aspect} wrong: {line}")
        print()


if __name__ == "__main__":
    main()
