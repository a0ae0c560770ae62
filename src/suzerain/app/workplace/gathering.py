"""What uploaded documents say, read in a process of its own."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from suzerain.app.workplace.making import MAKE_SECONDS, Uploads, run
from suzerain.case.case import Case
from suzerain.case.files import parse_case
from suzerain.case.folder import read_folder
from suzerain.core.errors import CaseError

PLACE = "gathered"


async def gather(uploads: Uploads) -> Case:
    """Read what was uploaded, and what it claims, into a case of nothing else.

    Args:
        uploads: The documents.

    Raises:
        CaseError: If nothing was uploaded, or it cannot be read.
    """
    if not uploads.held:
        raise CaseError("no document was uploaded", "one or more", "upload one")
    target = uploads.place / PLACE
    await asyncio.to_thread(shutil.rmtree, target, ignore_errors=True)
    words = [*uploads.command, "gather", str(target), *uploads.paths]
    code, _, said = await run(words, MAKE_SECONDS)
    if code != 0:
        raise CaseError(said or "they cannot be read", "", "try other documents")
    return await asyncio.to_thread(_read, target)


def _read(folder: Path) -> Case:
    return parse_case(read_folder(folder, lambda _: True))[0]
