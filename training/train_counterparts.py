"""Train the choice of whom a claim means beside the one its clause names.

    python training/train_counterparts.py            check, train, write the weights
    python training/train_counterparts.py --check    cross-check only, write nothing

Learns from the annotated articles of the development half and of `training/articles`:
each claim of the reader that stands for a claim of people, and whose sides had to be
chosen, is one example. A conditional logit (McFadden 1974) with a penalty on the
squares of its weights is fitted by gradient ascent.
"""

# ruff: noqa: T201, INP001
from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from conditional_logit import chosen, fit
from numpy.typing import NDArray
from train_relations import read_lines

from suzerain.evidence import counterpart, extract, proposed
from suzerain.evidence.actor_codes import states
from suzerain.evidence.counterpart import Choice
from suzerain.evidence.extract import _read
from suzerain.evidence.gold import GoldArticle, read_gold
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
PENALTY = 2.0
STEPS = 250
RATE = 0.3
FOLDS = 5
EACH = 3
"""Of our own sentences, one of so many is read."""
LEAST = 2
ROUNDS = 2
SMALLEST = 0.02
NOTE = "choice "

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A choice that the reader had, and which of its ways people took.

    Args:
        article: Number of the article.
        choices: The ways.
        right: Indices of those that agree with people.
    """

    article: int
    choices: tuple[Choice, ...]
    right: tuple[int, ...]


def read_examples(articles: Sequence[GoldArticle]) -> list[Example]:
    """Read articles and note each choice that can be judged."""
    examples: list[Example] = []
    with listening() as seen:
        for number, article in enumerate(articles):
            for pair in match_claims(_read(article.document), article.claims):
                at = [one for one in pair.found.notes if one.startswith(NOTE)]
                if not at:
                    continue
                choices, gold = seen[int(at[0].removeprefix(NOTE))], pair.gold
                right = _right(
                    choices, gold.relation, states(gold.subject), states(gold.object)
                )
                if right:
                    examples.append(Example(number, tuple(choices), right))
    return examples


@contextmanager
def listening() -> Iterator[list[list[Choice]]]:
    """Note each choice that the reader has; a claim says which one was its own."""
    seen: list[list[Choice]] = []
    plain, picked = counterpart.find_choices, proposed.with_counterpart

    def listed(*args: Any, **named: Any) -> list[Choice]:
        found = plain(*args, **named)
        seen.append(found)
        return found

    def noted(*args: Any) -> Any:
        before = len(seen)
        draft = picked(*args)
        if len(seen) > before:
            return replace(draft, notes=(*draft.notes, f"{NOTE}{len(seen) - 1}"))
        return draft

    with (
        patch.object(proposed, "find_choices", listed),
        patch.object(extract, "with_counterpart", noted),
    ):
        yield seen


def read_own(number: int) -> list[Example]:
    """Choices in our own sentences of one clause, whose two sides are marked."""
    rows = [one for one in read_lines() if one.target and one.label in relations()]
    articles, wanted = [], []
    for one in rows[::EACH]:
        document = make_document(Reading(text=one.sentence), "sentence")
        sides = [
            frozenset(
                state
                for mention in find_mentions(document)
                if first <= mention.start < last
                for state in states(mention.code)
            )
            for first, last in (one.source, one.target or (0, 0))
        ]
        if all(sides) and not sides[0] & sides[1]:
            articles.append(document)
            wanted.append((one.label, sides[0], sides[1]))
    found: list[Example] = []
    for at, (document, (label, left, right)) in enumerate(
        zip(articles, wanted, strict=True)
    ):
        with listening() as seen:
            _read(document)
        if len(seen) == 1:
            good = _right(seen[0], label, left, right)
            if good:
                found.append(Example(number + at, tuple(seen[0]), good))
    return found


def _right(
    choices: Sequence[Choice], label: str, left: frozenset[str], right: frozenset[str]
) -> tuple[int, ...]:
    wanted = (left, right)
    symmetric = relations()[label].symmetric
    return tuple(
        at
        for at, one in enumerate(choices)
        if (states(one.subject), states(one.object)) == wanted
        or (
            symmetric
            and states(one.subject) | states(one.object) == frozenset.union(*wanted)
        )
    )


def train(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the weights; features too rare to learn from are left out."""
    return fit(
        [[choice.features for choice in one.choices] for one in examples],
        [one.right for one in examples],
        least=LEAST,
        penalty=PENALTY,
        rate=RATE,
        steps=STEPS,
    )


def hits(examples: Sequence[Example], weights: dict[str, float]) -> int:
    """How many choices are made as people made them."""
    return sum(
        chosen([choice.features for choice in one.choices], weights) in one.right
        for one in examples
    )


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
            held = [one for one in examples if one.article % FOLDS == fold]
            right += hits(held, train([*rest, *single]))
            total += len(held)
        part = right / max(total, 1)
        print(f"held out: {part:.3f} of {total}, and {len(single)} sentences")
        if not asked.check:
            weights = train([*examples, *single])
            kept = {n: w for n, w in weights.items() if abs(w) >= SMALLEST}
            lines = [
                f'"{name}",{weight:.2f}\n' for name, weight in sorted(kept.items())
            ]
            WEIGHTS.write_text(HEAD + "".join(lines), encoding="utf-8")
            counterpart.forget_weights()


if __name__ == "__main__":
    main()
