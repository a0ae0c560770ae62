"""How often the verifier takes faithful quotes and refuses unfaithful ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from suzerain.evidence import quote_variants as made
from suzerain.evidence.benchmark import Gauge
from suzerain.evidence.gold import GoldArticle, shipped_gold
from suzerain.evidence.quote_check import Accepted, check_quote
from suzerain.evidence.quote_words import words_of
from suzerain.evidence.sentences import split_sentences
from suzerain.sources.document import Document

WANTED = 600  # variants of each sort
ROUNDS = 40  # times that each way is tried on each sentence, at most
SHORTEST, LONGEST = 6, 70  # words of a sentence
ACCEPTED = "quotes: faithful ones accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A quote made from a true sentence.

    Args:
        sort: What was done to the sentence, such as `added negation`.
        way: How, such as `hardly`.
        quote: The quote.
        document: The document it is held against.
        sentence: Where the true sentence stands in it; of another document, nothing.
    """

    sort: str
    way: str
    quote: str
    document: Document
    sentence: tuple[int, int] | None

    @property
    def is_accepted(self) -> bool:
        """Whether the verifier takes the quote, and finds it in its sentence."""
        found = check_quote(self.quote, self.document)
        if not isinstance(found, Accepted):
            return False
        if self.sentence is None:
            return True
        return found.start < self.sentence[1] and self.sentence[0] < found.end


def verifier_scores(
    articles: Sequence[GoldArticle] | None = None, *, seed: int = 1
) -> tuple[Gauge, ...]:
    """Measure the verifier on quotes made from sentences of annotated articles.

    Every quote is a sentence changed by a seeded way, so anybody gets the same
    figures. Half of the ways are ones that the verifier has no rule for.

    Args:
        articles: The articles; those that ship by default.
        seed: Of the chance by which ways and places are chosen.

    Returns:
        One row for faithful quotes, then one for each sort of unfaithful ones.
    """
    chosen = shipped_gold() if articles is None else articles
    rows = []
    for sort, variants in make_variants(chosen, seed=seed).items():
        taken = sum(variant.is_accepted for variant in variants)
        faithful = sort == ACCEPTED
        right = taken if faithful else len(variants) - taken
        rows.append(
            Gauge(
                name=sort,
                half="all",
                value=right / len(variants) if variants else None,
                count=len(variants),
                target=TARGETS.get(sort, ""),
            )
        )
    return tuple(rows)


def make_variants(
    articles: Sequence[GoldArticle], *, seed: int = 1, wanted: int = WANTED
) -> dict[str, tuple[Variant, ...]]:
    """Make faithful and unfaithful quotes from the sentences of articles.

    Args:
        articles: The articles.
        seed: Of the chance by which ways and places are chosen.
        wanted: How many of each sort, where the articles yield them.
    """
    documents = [article.document for article in articles]
    sorts: dict[str, Callable[[Random], Iterator[Variant]]] = {
        ACCEPTED: lambda chance: _changed(ACCEPTED, made.FAITHFUL, documents, chance),
        "quotes: added negation refused": lambda chance: _changed(
            "added negation", made.NEGATED, documents, chance
        ),
        "quotes: changed number refused": lambda chance: _changed(
            "changed number", made.COUNTED_OTHERWISE, documents, chance
        ),
        "quotes: other document refused": lambda chance: _strange(documents, chance),
        "quotes: changed name refused": lambda chance: _changed(
            "changed name", made.NAMED_OTHERWISE, documents, chance
        ),
        "quotes: dropped negation refused": lambda chance: _changed(
            "dropped negation", made.TURNED_BACK, documents, chance
        ),
        "quotes: changed modality refused": lambda chance: _changed(
            "changed modality", made.SURER, documents, chance
        ),
    }
    return {
        name: tuple(islice(_new(make(Random(f"{seed} {name}"))), wanted))  # noqa: S311
        for name, make in sorts.items()
    }


TARGETS = {
    ACCEPTED: "0.98",
    "quotes: added negation refused": "1",
    "quotes: changed number refused": "1",
    "quotes: other document refused": "1",
}


def _new(variants: Iterator[Variant]) -> Iterator[Variant]:
    """Leave out quotes that were made before."""
    seen: set[tuple[str, str]] = set()
    for one in variants:
        if (one.document.id, one.quote) not in seen:
            seen.add((one.document.id, one.quote))
            yield one


def _changed(
    sort: str,
    ways: Mapping[str, made.Way],
    documents: Sequence[Document],
    chance: Random,
) -> Iterator[Variant]:
    """Quotes changed by each way in turn, so that all ways have their part."""
    pairs = _sentences(documents)
    names = {one.id: sorted(set(made.NAME.findall(one.text))) for one in documents}
    for _ in range(ROUNDS):
        chance.shuffle(pairs)
        places = {way: iter(pairs) for way in ways}
        if sort == "changed name":
            places["another name"] = iter(pairs)
        live = list(places)
        while live:
            for way in tuple(live):
                one = _next(sort, way, ways, places[way], names, chance)
                if one is None:
                    live.remove(way)
                else:
                    yield one


def _next(
    sort: str,
    way: str,
    ways: Mapping[str, made.Way],
    pairs: Iterator[tuple[Document, int, int]],
    names: Mapping[str, Sequence[str]],
    chance: Random,
) -> Variant | None:
    """The next sentence to which a way applies."""
    for document, start, end in pairs:
        text = document.text[start:end]
        act = ways[way] if way in ways else made.other_name(names[document.id])
        quote = act(text, chance)
        if quote == text and way != "as it is":
            continue
        if sort != ACCEPTED:
            quote = made.dressed(quote, chance)
        if words_of(quote).keys != words_of(text).keys or sort == ACCEPTED:
            return Variant(
                sort=sort, way=way, quote=quote, document=document,
                sentence=None if sort != ACCEPTED else (start, end),
            )  # fmt: skip
    return None


def _strange(documents: Sequence[Document], chance: Random) -> Iterator[Variant]:
    """True sentences of one article, held against another one."""
    pairs = _sentences(documents)
    for _ in range(ROUNDS):
        chance.shuffle(pairs)
        for document, start, end in pairs:
            other = chance.choice(documents)
            text = made.dressed(document.text[start:end], chance)
            if other is document or _holds(other, document.text[start:end]):
                continue
            yield Variant(
                sort="other document", way="as it is", quote=text, document=other,
                sentence=None,
            )  # fmt: skip


def _holds(document: Document, text: str) -> bool:
    return " ".join(words_of(text).keys) in " ".join(words_of(document.text).keys)


def _sentences(documents: Sequence[Document]) -> list[tuple[Document, int, int]]:
    return [
        (document, sentence.start, sentence.end)
        for document in documents
        for sentence in split_sentences(document)
        if SHORTEST
        <= len(document.text[sentence.start : sentence.end].split())
        <= LONGEST
    ]
