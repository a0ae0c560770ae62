"""Train the choice of whom a claim means beside the one its clause names.

    python training/train_counterparts.py            check, train, write the weights
    python training/train_counterparts.py --check    cross-check only, write nothing

Learns from the annotated articles of the development half and of `training/articles`.
Each claim of the reader that stands for a claim of people, and whose sides had to be
chosen, is one example; so is each claim of people that stands around a verb, as if its
relation had been guessed right. A conditional logit (McFadden 1974) with a penalty on
the squares of its weights is fitted by gradient ascent.
"""

# ruff: noqa: T201, INP001
from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from train_relations import read_lines

from suzerain.evidence import counterpart, extract, proposed
from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.clauses import find_clauses
from suzerain.evidence.context import Context
from suzerain.evidence.counterpart import Choice
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.extract import _read
from suzerain.evidence.focus import Focus
from suzerain.evidence.gold import GoldArticle, read_gold
from suzerain.evidence.proposed import draft_of
from suzerain.evidence.relations import relations
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.scoring import match_claims
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading

HERE = Path(__file__).resolve().parent
DEV = Path(counterpart.__file__).parent / "gold" / "dev"
WEIGHTS = Path(counterpart.__file__).parent / "tables" / "counterpart_weights.csv"
HEAD = (
    "# Whom a claim means beside the one its clause names: weights of a conditional\n"
    "# logit, written by training/train_counterparts.py from our own articles.\n"
    "feature,weight\n"
)
PENALTY = 8.0
STEPS = 300
RATE = 0.3
FOLDS = 5
EACH = 1
"""Of our own sentences, one of so many is read."""
LEAST = 2
"""Examples in which a feature must occur."""
ROUNDS = 2
SMALLEST = 0.02
WRONG = 0.1
"""What an example counts whose relation the reader has wrong."""
NOTE = "choice "
MEASURED = frozenset({"share", "measure"})

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A choice that the reader had, and which of its ways people took.

    Args:
        article: Number of the article.
        choices: The ways.
        right: Indices of those that agree with people; empty where none does.
        worth: How much it counts.
        read: Whether the reader made the claim, and with the right relation.
    """

    article: int
    choices: tuple[Choice, ...]
    right: tuple[int, ...]
    worth: float = 1.0
    read: bool = True


@dataclass(slots=True)
class Heard:
    """What is noted while articles are read.

    Args:
        claims: Claims of people in the article at hand.
        seen: Each choice that the reader had.
        told: Each choice that there would be for a claim of people.
    """

    claims: tuple[Claim, ...] = ()
    seen: list[list[Choice]] = field(default_factory=list)
    told: list[tuple[Claim, list[Choice]]] = field(default_factory=list)


def read_examples(articles: Sequence[GoldArticle]) -> list[Example]:
    """Read articles and note each choice that can be judged."""
    examples: list[Example] = []
    with listening() as heard:
        for number, article in enumerate(articles):
            heard.claims = article.claims
            heard.told.clear()
            found: set[str] = set()
            for pair in match_claims(_read(article.document), article.claims):
                at = [one for one in pair.found.notes if one.startswith(NOTE)]
                if not at:
                    continue
                choices = tuple(heard.seen[int(at[0].removeprefix(NOTE))])
                same = pair.same_relation
                right = _right(choices, pair.gold)
                worth = 1.0 if same else WRONG
                examples.append(Example(number, choices, right, worth, same))
                if same and proposed.LEARNED in pair.found.notes:
                    found.add(pair.gold.id)
            examples += [
                Example(number, tuple(choices), _right(choices, claim), 1.0, False)
                for claim, choices in heard.told
                if claim.id not in found
            ]
    return examples


@contextmanager
def listening() -> Iterator[Heard]:
    """Note each choice that the reader has; a claim says which one was its own."""
    heard = Heard()
    plain, picked, proposing = (
        counterpart.find_choices, proposed.with_counterpart, proposed.propose
    )  # fmt: skip

    def listed(*args: Any, **named: Any) -> list[Choice]:
        found = plain(*args, **named)
        heard.seen.append(found)
        return found

    def noted(*args: Any) -> Any:
        before = len(heard.seen)
        draft = picked(*args)
        if len(heard.seen) > before:
            notes = (*draft.notes, f"{NOTE}{len(heard.seen) - 1}")
            return replace(draft, notes=notes)
        return draft

    def told(context: Context, taken: Any, focus: Focus) -> list[Draft]:
        for claim, draft in _as_proposed(context, heard.claims):
            if proposed.is_open(draft):
                ways = plain(draft, context, focus, turn=True)
                heard.told.append((claim, ways))
        return proposing(context, taken, focus)

    with (
        patch.object(proposed, "find_choices", listed),
        patch.object(extract, "with_counterpart", noted),
        patch.object(extract, "propose", told),
    ):
        yield heard


def _as_proposed(
    context: Context, claims: Sequence[Claim]
) -> Iterator[tuple[Claim, Draft]]:
    """Claims of people in a sentence, as if the classifier had proposed them."""
    parsed = context.parsed
    start, end = parsed.base, parsed.base + len(parsed.text)
    here = [
        one
        for one in claims
        if start <= one.start
        and one.end <= end
        and relations()[one.relation].group not in MEASURED
    ]
    clauses = find_clauses(context) if here else []
    for claim in here:
        left = parsed.token_at(claim.start - start)
        right = parsed.token_at(claim.end - start)
        for clause in clauses:
            if left <= clause.verb.head < right:
                yield claim, draft_of(clause, claim.relation)
                break


def read_own(number: int) -> list[Example]:
    """Choices in our own sentences of one clause, whose two sides are marked."""
    rows = [one for one in read_lines() if one.target and one.label in relations()]
    found: list[Example] = []
    for one in rows[::EACH]:
        document = make_document(Reading(text=one.sentence), "sentence")
        mentions = find_mentions(document)
        left, right = (
            frozenset(
                state
                for mention in mentions
                if first <= mention.start < last
                for state in states(mention.code)
            )
            for first, last in (one.source, one.target or (0, 0))
        )
        if not left or not right or left & right:
            continue
        with listening() as heard:
            _read(document)
        if len(heard.seen) == 1:
            choices = tuple(heard.seen[0])
            good = _agreeing(choices, one.label, left, right)
            found.append(Example(number, choices, good, 1.0, False))
    return found


def _right(choices: Sequence[Choice], gold: Claim) -> tuple[int, ...]:
    return _agreeing(choices, gold.relation, states(gold.subject), states(gold.object))


def _agreeing(
    choices: Sequence[Choice], label: str, left: frozenset[str], right: frozenset[str]
) -> tuple[int, ...]:
    symmetric = relations()[label].symmetric
    return tuple(
        at
        for at, one in enumerate(choices)
        if (states(one.subject), states(one.object)) == (left, right)
        or (symmetric and states(one.subject) | states(one.object) == left | right)
    )


def train(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the weights; features too rare to learn from are left out."""
    usable = [one for one in examples if one.right]
    counts = Counter(
        name for one in usable for name in {n for c in one.choices for n in c.features}
    )
    names = sorted(name for name in counts if counts[name] >= LEAST)
    index = {name: at for at, name in enumerate(names)}
    columns: list[int] = []
    rows: list[int] = []
    owner: list[int] = []
    good: list[bool] = []
    for at, one in enumerate(usable):
        for number, choice in enumerate(one.choices):
            found = [index[name] for name in choice.features if name in index]
            columns += found
            rows += [len(owner)] * len(found)
            owner.append(at)
            good.append(number in one.right)
    column, row, owners = np.array(columns), np.array(rows), np.array(owner)
    rights = np.array(good)
    worth = np.array([one.worth for one in usable])[owners]
    weights: Floats = np.zeros(len(index))
    gathered: Floats = np.full(len(index), 1e-8)
    for _ in range(STEPS):
        scores = np.bincount(row, weights[column], len(owners))
        chance = _softmax(scores, owners, len(usable))
        aim = _softmax(np.where(rights, scores, -np.inf), owners, len(usable))
        pull = (worth * (aim - chance))[row]
        slope = np.bincount(column, pull, len(index)) - PENALTY * weights
        gathered += slope**2
        weights += RATE * slope / np.sqrt(gathered)
    return dict(zip(names, weights.tolist(), strict=True))


def _softmax(scores: Floats, owners: Numbers, count: int) -> Floats:
    top = np.full(count, -np.inf)
    np.maximum.at(top, owners, scores)
    risen = np.exp(scores - top[owners])
    return risen / np.bincount(owners, risen, count)[owners]


def hits(examples: Sequence[Example], weights: dict[str, float]) -> int:
    """How many choices are made as people made them."""
    right = 0
    for one in examples:
        scores = [sum(weights.get(n, 0.0) for n in c.features) for c in one.choices]
        right += bool(scores) and scores.index(max(scores)) in one.right
    return right


def main() -> None:
    """Check, train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=Path, default=HERE / "articles")
    asked = parser.parse_args()
    articles = [
        one
        for folder in (DEV, asked.articles)
        if folder.is_dir()
        for one in read_gold(folder, half="dev")
    ]
    for _ in range(1 if asked.check else ROUNDS):
        examples = read_examples(articles)
        single = read_own(len(articles))
        right = total = 0
        for fold in range(FOLDS):
            rest = [one for one in examples if one.article % FOLDS != fold]
            held = [one for one in examples if one.article % FOLDS == fold and one.read]
            right += hits(held, train([*rest, *single]))
            total += len(held)
        print(
            f"held out: {right / max(total, 1):.3f} of {total}; {len(examples)} read, "
            f"{len(single)} sentences"
        )
        if not asked.check:
            weights = train([*examples, *single])
            kept = {n: w for n, w in weights.items() if abs(w) >= SMALLEST}
            lines = [
                f'"{name}",{weight:.2f}\n' for name, weight in sorted(kept.items())
            ]
            WEIGHTS.write_text(HEAD + "".join(lines), encoding="utf-8")
            counterpart.choice_weights.cache_clear()


if __name__ == "__main__":
    main()
