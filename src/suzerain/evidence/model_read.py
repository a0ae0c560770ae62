"""Read documents with a language model beside the rules, as proposals for review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from suzerain.core.errors import DataMissing
from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.model_cache import cache_key, keep_answer, read_answer
from suzerain.evidence.model_choice import (
    Malformed,
    Refusal,
    parse_answer,
    take_claims,
)
from suzerain.evidence.model_client import Model, Talk
from suzerain.evidence.model_prompt import (
    Sheet,
    make_sheets,
    messages_for,
    schema_for,
)
from suzerain.evidence.relations import relations
from suzerain.evidence.seen import read_seen
from suzerain.sources.document import Document

SAMPLES = 2
TEMPERATURE = 0.4
TRIES = 2  # times a chunk is asked when its answer is no JSON
DISAGREE = "model samples disagree"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReading:
    """What a model read in documents.

    Args:
        claims: Claims of the rules and, beside them, what the model alone found.
        own: All claims of the model, those that the rules have too included.
        refused: What it said that was not taken.
        problems: Chunks whose answers could not be used, in words.
        chunks: How many it was shown.
        asked: How many questions went out; answers that were kept need none.
        failure: Why the model stopped answering, where it did.
    """

    claims: tuple[Claim, ...]
    own: tuple[Claim, ...]
    refused: tuple[Refusal, ...]
    problems: tuple[str, ...]
    chunks: int
    asked: int
    failure: DataMissing | None = None


class _Work:
    """One run over documents with one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.talk = Talk(model)
        self.refused: list[Refusal] = []
        self.problems: list[str] = []
        self.chunks = 0
        self.failure: DataMissing | None = None

    def read(self, document: Document) -> list[Claim]:
        """Claims of the model in one document, as it is seen."""
        found: list[Claim] = []
        for sheet in make_sheets(document):
            if self.failure is None:
                self.chunks += 1
                found += self._chunk(sheet, document)
        return [replace(one, id=f"{one.id}{n}") for n, one in enumerate(found)]

    def _chunk(self, sheet: Sheet, document: Document) -> list[Claim]:
        samples: list[list[Claim]] = []
        for sample in range(1, SAMPLES + 1):
            try:
                records = self._records(sheet, sample)
            except DataMissing as failure:
                self.failure = failure
                break
            except Malformed as error:
                self.problems.append(
                    f"{document.name}: the answer on code points {sheet.start} to "
                    f"{sheet.end} was not used: {error}"
                )
                continue
            taken, refused = take_claims(records, sheet, document, self.model.name)
            samples.append(taken)
            self.refused += refused
        return agreed(samples)

    def _records(self, sheet: Sheet, sample: int) -> list[dict[str, object]]:
        messages, schema = messages_for(sheet), schema_for(sheet)
        key = cache_key(
            self.model.endpoint, self.model.name, messages, schema, TEMPERATURE, sample
        )
        kept = read_answer(key)
        if kept is not None:
            return parse_answer(kept)
        for left in reversed(range(TRIES)):
            seed = sample if left else sample + SAMPLES
            answer = self.talk.ask(messages, schema, temperature=TEMPERATURE, seed=seed)
            try:
                records = parse_answer(answer)
            except Malformed:
                if not left:
                    raise
            else:
                keep_answer(key, answer)
                return records
        raise AssertionError  # pragma: no cover - the loop returns or raises


def read_with_model(
    documents: Iterable[Document], claims: Sequence[Claim], model: Model
) -> ModelReading:
    """Ask a model what documents state, and keep what can be found in them.

    Every claim of the model is a proposal: it counts for nothing until a reviewer
    accepts it. When the model stops answering, what there is till then is returned.

    Args:
        documents: The documents.
        claims: What the rules read in them; kept as they are.
        model: The model to ask.
    """
    work, documents = _Work(model), tuple(documents)
    own: list[Claim] = []
    for document in documents:
        if work.failure is None:
            own += read_seen(document, work.read)
    new = [one for one in own if not any(_tell_the_same(one, old) for old in claims)]
    order = {document.id: place for place, document in enumerate(documents)}
    merged = sorted(
        (*claims, *new), key=lambda one: (order.get(one.doc, 0), one.start, one.end)
    )
    return ModelReading(
        claims=tuple(merged),
        own=tuple(own),
        refused=tuple(work.refused),
        problems=tuple(work.problems),
        chunks=work.chunks,
        asked=work.talk.asked,
        failure=work.failure,
    )


def agreed(samples: Sequence[Sequence[Claim]]) -> list[Claim]:
    """Join the samples of one chunk: once each, and marked when not in all of them.

    Args:
        samples: The claims of each sample.
    """
    kept: list[Claim] = []
    for sample in samples:
        for claim in sample:
            if any(_tell_the_same(claim, one) for one in kept):
                continue
            everywhere = len(samples) == SAMPLES and all(
                any(_alike(claim, one) for one in other) for other in samples
            )
            notes = claim.notes if everywhere else (*claim.notes, DISAGREE)
            kept.append(replace(claim, notes=notes))
    return sorted(kept, key=lambda one: (one.start, one.end))


def _alike(left: Claim, right: Claim) -> bool:
    return _tell_the_same(left, right) and left.certainty == right.certainty


def _tell_the_same(left: Claim, right: Claim) -> bool:
    """Whether two claims state the same on words that they share."""
    return (
        left.doc == right.doc
        and left.start < right.end
        and right.start < left.end
        and _said(left) == _said(right)
        and (left.good == right.good or not left.good or not right.good)
    )


def _said(claim: Claim) -> tuple[object, ...]:
    sides: tuple[object, ...] = (claim.subject, claim.object)
    if relations()[claim.relation].symmetric:
        sides = (states(claim.subject) | states(claim.object),)
    return (
        claim.relation, sides, claim.polarity,
        claim.value, claim.low, claim.high, claim.unit,
    )  # fmt: skip
