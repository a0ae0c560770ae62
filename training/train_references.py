"""Train the choice of whom a pronoun or a description means.

    python training/train_references.py            check, train, write the weights
    python training/train_references.py --check    cross-check only, write nothing

What ships is trained `--without c1- c2- c3- c4- c5- c6- c7-`: with these articles too,
no score of an article outside them rose.

Learns from the mentions (`NAME.mentions.jsonl`) of the development half and of
`training/articles`. Each pronoun or description that the reader has to settle is one
example; its options are weighed by a conditional logit (McFadden 1974), one for each
kind of word. What a verb is mostly said of, states or things, is counted beforehand in
the same articles and in our own single sentences. Nothing is drawn at random.
"""

# ruff: noqa: T201, INP001
from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from pathlib import Path
from unittest.mock import patch

import numpy as np
from conditional_logit import chosen, fit
from numpy.typing import NDArray
from train_relations import read_lines

from suzerain.evidence import coreference, referent_choice, referent_verbs
from suzerain.evidence.discourse import Discourse
from suzerain.evidence.gold import GoldArticle, GoldMention, read_gold
from suzerain.evidence.light_reader import BE, DETERMINERS, PREPOSITIONS
from suzerain.evidence.mention import Draft, actor_of
from suzerain.evidence.referent_relations import Place
from suzerain.evidence.referents import FAR, Option
from suzerain.evidence.resolve import find_mentions
from suzerain.sources.document import Document
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading

HERE = Path(__file__).resolve().parent
TABLES = Path(referent_choice.__file__).parent / "tables"
DEV = TABLES.parent / "gold" / "dev"
WEIGHTS = TABLES / "referent_weights.csv"
SIDES = TABLES / "verb_sides.csv"
HEAD = (
    "# Whom a pronoun or a description means: weights of a conditional logit, per\n"
    "# kind of word, written by training/train_references.py from our own articles.\n"
    "word,sign,weight\n"
)
SIDES_HEAD = (
    "# Whether an actor (++) or a thing (--) mostly leads a verb, is led by its\n"
    "# passive, undergoes it; written by training/train_references.py.\n"
    "verb,leads,suffers,undergone\n"
)
PENALTY = 1.5
NOBODY = 0.4
"""Worth of an example that means nobody: a lost claim is worse than a doubtful one."""
STEPS = 300
RATE = 0.5
FOLDS = 10
LEAST = 3
SMALLEST = 0.02
FEWEST = 3
STEPS_OF_LOG = ((-1.0, "--"), (-0.2, "-"), (0.5, "0"), (1.2, "+"))
LINKS = frozenset(("and", "that", "which", "who", "but"))
THE = frozenset(("the", "a", "an", "its", "their", "his", "no", "all"))

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A word that the reader had to settle, and whom people took it to mean.

    Args:
        article: Number of the article.
        family: Kind of word.
        sort: `pronoun` or `nominal`.
        signs: What speaks for and against each.
        right: Indices of those that agree with people.
        named: Whether people took it to mean somebody.
    """

    article: int
    family: str
    sort: str
    signs: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    named: bool


def parts_of(code: str) -> frozenset[str]:
    """The actors of a code; none for people without a state."""
    return frozenset(filter(None, actor_of(code).split("+")))


Weights = Sequence[dict[str, dict[str, float]]]


def read_examples(
    articles: Sequence[GoldArticle], *, own: bool = False, weights: Weights = ()
) -> list[Example]:
    """Read articles and note each word that can be judged.

    Args:
        articles: The articles.
        own: Whether earlier words mean what the reader says, not what people say.
        weights: For each fold its weights, else those that ship.
    """
    found: list[Example] = []
    for number, article in enumerate(articles):
        if not article.mentions:
            continue
        table = weights[number % len(weights)] if weights else None
        with _listening(found, number, article.mentions, own=own, table=table):
            find_mentions(article.document)
    return found


@contextmanager
def _listening(
    found: list[Example],
    number: int,
    mentions: Sequence[GoldMention],
    *,
    own: bool,
    table: dict[str, dict[str, float]] | None,
) -> Iterator[None]:
    plain = referent_choice.pick

    def picked(
        place: Place,
        family: str,
        options: Sequence[Option],
        signs: Sequence[Sequence[str]],
    ) -> Option:
        draft = place.draft
        gold = next(
            (
                one
                for one in mentions
                if one.start < draft.end and draft.start < one.end
            ),
            None,
        )
        if gold is None:
            return plain(place, family, options, signs)
        wanted = parts_of(gold.code)
        right = [at for at, o in enumerate(options) if parts_of(o.code) == wanted]
        found.append(
            Example(
                number,
                family,
                draft.sort,
                tuple(tuple(names) for names in signs),
                tuple(right),
                bool(wanted),
            )
        )
        if own:
            return plain(place, family, options, signs)
        return options[right[0]] if right else Option(actor_of(gold.code), FAR)

    weights = referent_choice.referent_weights
    with (
        patch.object(referent_choice, "pick", picked),
        patch.object(
            referent_choice,
            "referent_weights",
            weights if table is None else lambda: table,
        ),
    ):
        yield


def train(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Fit the weights of each kind of word; rare signs are left out."""
    return {
        family: _fit([one for one in examples if one.family == family and one.right])
        for family in sorted({one.family for one in examples})
    }


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    return fit(
        [one.signs for one in examples],
        [one.right for one in examples],
        least=LEAST,
        penalty=PENALTY,
        rate=RATE,
        steps=STEPS,
        worth=[1.0 if one.named else NOBODY for one in examples],
    )


def is_right(example: Example, weights: dict[str, dict[str, float]]) -> bool:
    """Whether a word is settled as people did."""
    table = weights.get(example.family, {})
    return chosen(example.signs, table) in example.right


def check(articles: Sequence[GoldArticle]) -> None:
    """Print how many words of unseen articles are settled as people did."""
    examples = read_examples(articles)
    folds = [
        train([one for one in examples if one.article % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    _report("earlier words as people have them", examples, folds)
    read = read_examples(articles, own=True, weights=folds)
    _report("earlier words as the reader has them", read, folds)


def _report(title: str, examples: Sequence[Example], folds: Weights) -> None:
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for one in examples:
        good = is_right(one, folds[one.article % FOLDS])
        named = "somebody" if one.named else "nobody"
        for kind in (one.family, one.sort):
            for what in (named, "all"):
                total[kind, what] += 1
                right[kind, what] += good
    print(title)
    for key in sorted(total):
        print(f"  {key[0]:8} {key[1]:9} {right[key] / total[key]:.3f} of {total[key]}")


def count_verbs(documents: Sequence[Document]) -> dict[str, list[str]]:
    """Tell for each verb who mostly leads it, suffers it and undergoes it."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    plain = coreference.resolve_first_person

    def counted(memory: Discourse, waiting: list[Draft]) -> list[Draft]:
        _count(memory, counts)
        return plain(memory, waiting)

    with patch.object(coreference, "resolve_first_person", counted):
        for document in documents:
            find_mentions(document)
    table = {}
    for verb in sorted({verb for verb, _, _ in counts}):
        row = [_sign(counts[verb, s, True], counts[verb, s, False]) for s in range(3)]
        if any(sign != referent_verbs.UNKNOWN for sign in row):
            table[verb] = row
    return table


def _sign(actors: int, things: int) -> str:
    if actors + things < FEWEST:
        return referent_verbs.UNKNOWN
    odds = log((actors + 0.5) / (things + 0.5))
    return next((sign for most, sign in STEPS_OF_LOG if odds < most), "++")


def _count(memory: Discourse, counts: Counter[tuple[str, int, bool]]) -> None:
    """Count who stands around the verbs of a text."""
    text, words = memory.scene.text, memory.scene.words
    owner: list[Draft | None] = [None] * len(words)
    met = iter(memory.met)
    one = next(met, None)
    for at, word in enumerate(words):
        while one is not None and one.end <= word.start:
            one = next(met, None)
        if one is not None and one.start <= word.start:
            owner[at] = one
    for at, word in enumerate(words):
        verb = referent_verbs.base_of(word.key)
        if not verb or owner[at] is not None:
            continue
        first, passive = at, False
        while first and at - first < 4 and (
            words[first - 1].key in BE or words[first - 1].key in referent_verbs.SKIPPED
        ):  # fmt: skip
            first -= 1
            passive |= words[first].key in BE
        finite = first < at or word.key != verb
        gap = text[words[first - 1].end : words[first].start] if first else "."
        if finite and gap == " ":
            _count_leader(
                counts,
                verb,
                words[first - 1].key,
                owner[first - 1],
                side=1 if passive and not word.key.endswith("ing") else 0,
            )
        if not passive and at + 1 < len(words) and (
            text[word.end : words[at + 1].start] == " "
        ):  # fmt: skip
            _count_object(memory, counts, verb, at, owner)


def _count_leader(
    counts: Counter[tuple[str, int, bool]],
    verb: str,
    key: str,
    led: Draft | None,
    *,
    side: int,
) -> None:
    closed = key in PREPOSITIONS or key in DETERMINERS or key in LINKS or len(key) < 3
    if led is not None:
        counts[verb, side, True] += led.sort != "demonym"
    elif not closed and not referent_verbs.base_of(key):
        counts[verb, side, False] += 1


def _count_object(
    memory: Discourse,
    counts: Counter[tuple[str, int, bool]],
    verb: str,
    at: int,
    owner: list[Draft | None],
) -> None:
    words = memory.scene.words
    one = owner[at + 1]
    if one is not None:
        owns = memory.scene.text[one.end : one.end + 2] in {"'s", "\u2019s"}
        counts[verb, 2, True] += one.sort != "demonym" and not owns
    elif words[at + 1].key in THE and at + 2 < len(words) and owner[at + 2] is None:
        counts[verb, 2, False] += 1


def main() -> None:
    """Check, train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=Path, default=HERE / "articles")
    parser.add_argument(
        "--without", nargs="*", default=(), help="leave out articles named like this"
    )
    asked = parser.parse_args()
    articles = [
        one
        for folder in (DEV, asked.articles)
        if folder.is_dir()
        for one in read_gold(folder, half="dev")
        if not one.name.startswith(tuple(asked.without))
    ]
    if not asked.check:
        documents = [one.document for one in articles]
        documents += [
            make_document(Reading(text=text), "sentence")
            for text in sorted({one.sentence for one in read_lines()})
        ]
        rows = count_verbs(documents)
        lines = [f"{verb},{','.join(row)}\n" for verb, row in rows.items()]
        SIDES.write_text(SIDES_HEAD + "".join(lines), encoding="utf-8")
        referent_verbs.verb_sides.cache_clear()
    check(articles)
    if asked.check:
        return
    weights = train(read_examples(articles))
    lines = [
        f'{family},"{name}",{weight:.2f}\n'
        for family, table in weights.items()
        for name, weight in sorted(table.items())
        if abs(weight) >= SMALLEST
    ]
    WEIGHTS.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
