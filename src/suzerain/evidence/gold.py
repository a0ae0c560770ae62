"""Articles whose claims people have written down, to measure the reader with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from suzerain.core.errors import EvidenceError
from suzerain.evidence.claim import Claim
from suzerain.evidence.ledger import claim_from_record
from suzerain.sources.document import Document
from suzerain.sources.read import make_document
from suzerain.sources.text import read_text

HALVES = ("dev", "held-out")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A pronoun or a description, and whom it stands for.

    Args:
        start: First code point.
        end: One past the last code point.
        sort: `pronoun` or `nominal`.
        code: The actors meant, joined with `+`; empty for nobody.
    """

    start: int
    end: int
    sort: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with the claims that a reader should find.

    Args:
        name: Name of its file, without the ending.
        half: `dev` when the reader was mended with it in view, else `held-out`.
        document: The text.
        claims: What it states, as people read it.
        mentions: Its pronouns and descriptions.
    """

    name: str
    half: str
    document: Document
    claims: tuple[Claim, ...]
    mentions: tuple[GoldMention, ...] = ()


def shipped_gold() -> tuple[GoldArticle, ...]:
    """Read the annotated articles that come with the product, both halves.

    Examples:
        >>> sorted({article.half for article in shipped_gold()})
        ['dev', 'held-out']
    """
    home = Path(str(files("suzerain.evidence") / "gold"))
    return tuple(
        article
        for half in HALVES
        if (home / half).is_dir()
        for article in read_gold(home / half, half=half)
    )


def read_gold(folder: str | Path, *, half: str = "held-out") -> tuple[GoldArticle, ...]:
    """Read annotated articles from a folder.

    Each article is `NAME.txt`; `NAME.jsonl` holds its claims in the form that
    `suzerain read --json` prints, and `NAME.mentions.jsonl`, where there is one, its
    pronouns and descriptions (`start`, `end`, `sort`, `code`).

    Args:
        folder: The folder.
        half: Name of the part it is reported under.

    Returns:
        The articles in the order of their names.

    Raises:
        EvidenceError: If the folder holds no annotated article, or a line is wrong.
    """
    home = Path(folder)
    names = sorted(path for path in home.glob("*.txt") if _claims_of(path).is_file())
    if not names:
        raise EvidenceError(
            f"the folder {str(folder)!r} holds no annotated article",
            "pairs of NAME.txt and NAME.jsonl",
            "write the claims of each article into NAME.jsonl, one object a line",
        )
    return tuple(_article(path, half) for path in names)


def _article(path: Path, half: str) -> GoldArticle:
    document = make_document(read_text(path.read_bytes(), path.name), path.name)
    claims = []
    for number, record in _records(_claims_of(path)):
        record.pop("nth", None)
        claim = claim_from_record(record)
        if document.text[claim.start : claim.end] != claim.quote:
            raise EvidenceError(
                f"line {number} of {_claims_of(path).name}: its quote does not stand "
                f"at {claim.start} to {claim.end} of {path.name}",
                "start and end in code points, and exactly the text between them",
                "correct start and end",
            )
        claims.append(claim)
    mentions = path.with_name(f"{path.stem}.mentions.jsonl")
    return GoldArticle(
        name=path.stem,
        half=half,
        document=document,
        claims=tuple(claims),
        mentions=tuple(
            GoldMention(
                start=row["start"], end=row["end"], sort=row["sort"], code=row["code"]
            )
            for _, row in (_records(mentions) if mentions.is_file() else ())
        ),
    )


def _claims_of(path: Path) -> Path:
    return path.with_suffix(".jsonl")


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise EvidenceError(
                f"line {number} of {path.name} is no JSON: {error}",
                "one JSON object a line",
                "mend the line",
            ) from None
        yield number, record
