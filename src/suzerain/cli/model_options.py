"""The options `--llm` and `--model`, and what is told of a model that was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from suzerain.cli.failure import complain

if TYPE_CHECKING:
    from suzerain.evidence.claim import Claim
    from suzerain.evidence.model_client import Model
    from suzerain.evidence.model_read import ModelReading
    from suzerain.sources.document import Document

    Reads = Callable[[Sequence[Document], tuple[Claim, ...]], tuple[Claim, ...]]

_Command = TypeVar("_Command", bound=Callable[..., Any])
MOST_REASONS = 3


def model_options(command: _Command) -> _Command:
    """Give a verb that reads articles `--llm` and `--model`."""
    command = click.option(
        "--model", metavar="NAME", help="Name of the model at the address of --llm."
    )(command)
    return click.option(
        "--llm",
        metavar="URL",
        help="Ask a language model too: an OpenAI-compatible address such as "
        "http://localhost:8080/v1. The text of the articles is sent there; its claims "
        "wait for review. A key is read from SUZERAIN_LLM_KEY.",
    )(command)


def named_model(llm: str | None, model: str | None) -> Model | None:
    """Return the model that the options name, or None.

    Raises:
        click.UsageError: If one of the two options is missing.
        SuzerainError: If the address or the name is none.
    """
    if llm is None and model is None:
        return None
    if llm is None or model is None:
        raise click.UsageError("--llm URL and --model NAME go together")
    from suzerain.evidence.model_client import Model

    return Model(url=llm, name=model)


@contextmanager
def reading_with(llm: str | None, model: str | None) -> Iterator[Reads]:
    """Read with a model beside the rules, where one is named.

    What the rules read is worked with and printed even when the model is away; then
    the error is raised at the end, so that the exit code tells it.

    Args:
        llm: Address, or None.
        model: Name, or None.

    Yields:
        What adds the claims of the model to those of the rules.
    """
    named = named_model(llm, model)
    readings: list[ModelReading] = []

    def add(
        documents: Sequence[Document], claims: tuple[Claim, ...]
    ) -> tuple[Claim, ...]:
        if named is None:
            return claims
        from suzerain.evidence.model_read import read_with_model

        complain(f"asking {named.name} at {named.host}; the articles are sent there")
        found = read_with_model(documents, claims, named)
        readings.append(found)
        tell_model(found)
        return found.claims

    yield add
    for one in readings:
        if one.failure is not None:
            raise one.failure


def tell_model(found: ModelReading) -> None:
    """Say what came of asking a model."""
    for problem in found.problems:
        complain(problem)
    complain(
        f"the model made {len(found.own)} claims in {found.chunks} chunks, "
        f"{len(found.refused)} more were refused; they count after review"
    )
    reasons = Counter(one.reason for one in found.refused)
    for reason, count in reasons.most_common(MOST_REASONS):
        complain(f"  refused {count} times: {reason}")
