"""Documents as text files and a table of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from suzerain.case.codecs.table import Table
from suzerain.case.problem import Problem
from suzerain.core.errors import CaseError
from suzerain.sources.document import Block, BlockKind, Document, checksum

FOLDER = "sources"
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
BLOCK = re.compile(rf"(\d+)-(\d+) ({'|'.join(get_args(BlockKind))})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the table of documents says of one document: all but its text."""

    id: str
    name: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    media_type: str = "text/plain"
    blocks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sha256: str = ""


PAPERS = Table(f"{FOLDER}/documents.csv", Paper)


def write_documents(documents: Iterable[Document]) -> dict[str, bytes]:
    """Write each text as it is, and the table beside it.

    Raises:
        CaseError: If an id cannot be a file name.
    """
    listed = tuple(documents)
    files: dict[str, bytes] = {}
    for document in listed:
        if not SAFE.fullmatch(document.id):
            raise CaseError(
                f"the document id {document.id!r} cannot be a file name",
                "letters, digits, points, dashes",
                "use the id that the reader gives",
            )
        files[text_path(document.id)] = document.text.encode("utf-8", "surrogatepass")
    files[PAPERS.file] = PAPERS.write(map(_paper, listed))
    return files


def text_path(document: str) -> str:
    """Path of a document's text inside the case folder."""
    return f"{FOLDER}/{document}.txt"


def _paper(document: Document) -> Paper:
    blocks = (f"{b.start}-{b.end} {b.kind}" for b in document.blocks)
    return Paper(
        id=document.id,
        name=document.name,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        language=document.language,
        media_type=document.media_type,
        blocks=tuple(blocks),
        notes=document.notes,
        sha256=document.sha256,
    )


def read_documents_table(
    files: Mapping[str, bytes],
) -> tuple[tuple[Document, ...], list[Problem]]:
    """Read the documents of a case, and list what is missing or altered.

    Args:
        files: Contents of the case's files, by path inside the folder.
    """
    if PAPERS.file not in files:
        return (), []
    rows, problems = PAPERS.read(files[PAPERS.file])
    documents: list[Document] = []
    for row in rows:
        paper, path = row.record, text_path(row.record.id)
        if path not in files:
            problems.append(
                Problem(row.where, f"the text {path!r} is missing", "put it back")
            )
            continue
        text, wrong = _text(files[path], paper, path)
        problems += wrong
        blocks, wrong = _blocks(paper, row.where)
        problems += wrong
        documents.append(
            Document(
                id=paper.id,
                name=paper.name,
                text=text,
                title=paper.title,
                published=paper.published,
                publisher=paper.publisher,
                language=paper.language,
                media_type=paper.media_type,
                blocks=blocks,
                notes=paper.notes,
            )
        )
    return tuple(documents), problems


def _text(data: bytes, paper: Paper, path: str) -> tuple[str, list[Problem]]:
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        return "", [
            Problem(path, f"it is not UTF-8 ({error})", "put the old file back")
        ]
    if checksum(text) == paper.sha256:
        return text, []
    return text, [
        Problem(
            path,
            "the text has changed since it was read: its checksum differs from the "
            f"one in {PAPERS.file}, so quotes may no longer stand where claims say",
            "put the old text back, or make the case anew from the changed document",
        )
    ]


def _blocks(paper: Paper, where: str) -> tuple[tuple[Block, ...], list[Problem]]:
    blocks: list[Block] = []
    for text in paper.blocks:
        found = BLOCK.fullmatch(text)
        if found is None:
            hint = "write it as in '0-52 headline'"
            return (), [Problem(where, f"{text!r} is no block of text", hint)]
        start, end, kind = found.groups()
        blocks.append(Block(start=int(start), end=int(end), kind=kind))  # type: ignore[arg-type]
    return tuple(blocks), []
