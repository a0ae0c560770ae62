"""Case folders and a served page for the tests of the review."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from suzerain.app.review import Review
from suzerain.app.server import Served
from suzerain.case.build import build_case
from suzerain.case.files import save_case
from suzerain.evidence.extract import extract
from suzerain.sources.read import read_documents


def case_of(folder: Path, *texts: str) -> Path:
    """Read texts into a case folder."""
    papers = folder.with_name(f"{folder.name}-papers")
    papers.mkdir()
    for number, text in enumerate(texts, start=1):
        (papers / f"{number}.txt").write_bytes(text.encode("utf-8"))
    documents = read_documents([papers])
    save_case(build_case(documents, extract(documents), name=folder.name), folder)
    return folder


@contextmanager
def served(folder: Path, reviewer: str = "") -> Iterator[str]:
    """Serve the page of a review in this process; its address."""
    page = Served(Review(folder, reviewer))
    running = threading.Thread(target=page.run, daemon=True)
    running.start()
    try:
        yield page.url
    finally:
        page.stop()
        running.join(timeout=10)
