"""One sentence, its number, its trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from suzerain.core.errors import SuzerainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure, or text that carries one, and what it rests on.

    Args:
        text: As the reader sees it, such as `likely (55-80 %)`.
        ref: The id that `why` resolves.
        id: Its place in a finding; given by `say`.
        quiet: True when it is shown as plain text, without the look of a link.
        lang: Code of its language where it is not that of the brief.
    """

    text: str
    ref: str
    id: str = ""
    quiet: bool = False
    lang: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an actor, a person, a document: taken over as it is.

    Args:
        text: The name.
        lang: Code of its language where it is not that of the brief.
    """

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words of a source.

    Args:
        text: The words.
        claim: Id of the claim whose passage they are.
        source: Name of the document; empty where the next quotation names it.
        speaker: Who says so, or empty for the author.
        more: Other words to the same effect, shown folded.
        lang: Code of the language of the document, or empty when it is that of the
            brief or unknown.
        title: What the folded words stand under.
    """

    text: str
    claim: str
    source: str
    speaker: str = ""
    more: tuple[Quote, ...] = ()
    lang: str = ""
    title: str = "More from the sources"

    @property
    def all(self) -> tuple[Quote, ...]:
        """These words and those folded under them."""
        return (self, *self.more)

    def __str__(self) -> str:
        return f"“{self.text}” ({self.source})" if self.source else f"“{self.text}”"


Piece = str | Number | Name | Quote
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """State one thing, with every number bound to its basis.

    Args:
        id: Short name, such as `leverage`.
        pieces: Words, numbers, names and quotations, in reading order.
        head: The question or label it answers, for the first screen.

    Examples:
        >>> finding = say("shadow", "It holds in ", number("solve.p_pact", "72 %"), ".")
        >>> finding.text
        'It holds in {n1}.'
        >>> print(finding)
        It holds in 72 %.
        >>> finding.numbers[0].ref
        'solve.p_pact'
    """

    id: str
    pieces: Pieces
    head: str = ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, in reading order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Number))

    @property
    def text(self) -> str:
        """The sentence with a slot `{n1}`, `{n2}`, ... for each number."""
        return "".join(
            f"{{{piece.id.rsplit('.', 1)[-1]}}}"
            if isinstance(piece, Number)
            else str(piece)
            for piece in self.pieces
        )

    def __str__(self) -> str:
        return "".join(str(piece) for piece in self.pieces)


def number(ref: str, text: str, *, quiet: bool = False) -> Number:
    """Bind a figure to the id of what it rests on."""
    return Number(text=text, ref=ref, quiet=quiet)


def say(name: str, *pieces: Piece | Pieces, head: str = "") -> Finding:
    """Put a sentence together.

    Args:
        name: Id of the finding.
        pieces: Words, numbers, names and quotations; tuples are taken apart.
        head: The label or question it answers.

    Raises:
        SuzerainError: If the words carry a figure that is bound to nothing.
    """
    flat: list[Piece] = []
    count = 0
    for piece in flatten(pieces):
        if isinstance(piece, Number):
            count += 1
            flat.append(replace(piece, id=f"{name}.n{count}"))
        else:
            flat.append(own_words(piece) if isinstance(piece, str) else piece)
    return Finding(id=name, pieces=tuple(flat), head=own_words(head))


def flatten(pieces: tuple[Piece | Pieces, ...]) -> Iterator[Piece]:
    """Take nested tuples of pieces apart, in order."""
    for piece in pieces:
        if isinstance(piece, tuple):
            yield from piece
        else:
            yield piece


def own_words(text: str) -> str:
    """Let words of the brief itself pass; a figure among them must be bound."""
    if any(letter.isdigit() for letter in text):
        raise SuzerainError(
            f"the words {text!r} carry a figure that leads nowhere",
            "figures as numbers with the id of their basis",
            "write number(id, text)",
        )
    return text
