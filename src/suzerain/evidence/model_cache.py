"""Answers of a model, kept in the user's cache folder so that none is asked twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from suzerain.core.errors import SuzerainError
from suzerain.sources.store import write_atomically

LARGEST = 4_000_000  # bytes of a kept answer
VERSION = 1


def cache_folder() -> Path | None:
    """Return where answers are kept: `$XDG_CACHE_HOME` or `~/.cache`, on any system.

    Returns:
        The folder, which may not be there yet; None when the user has no home.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "suzerain" / "model"
    try:
        return Path.home() / ".cache" / "suzerain" / "model"
    except RuntimeError:
        return None


def cache_key(*parts: object) -> str:
    """Name an answer by all that it answers: address, model, prompt, chunk, sample.

    Args:
        parts: Anything that JSON can write.

    Examples:
        >>> cache_key("m", 1) == cache_key("m", 1), cache_key("m", 1) == cache_key("m1")
        (True, False)
    """
    written = json.dumps([VERSION, *parts], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def read_answer(key: str) -> str | None:
    """Return a kept answer, or None; a file that is broken counts as none.

    Args:
        key: What `cache_key` gives.
    """
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / f"{key}.json"
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= LARGEST:
            record = json.loads(path.read_bytes())
            if isinstance(record, dict) and isinstance(record.get("answer"), str):
                return str(record["answer"])
    return None


def keep_answer(key: str, answer: str) -> None:
    """Keep an answer, whole or not at all; where nothing can be kept, nothing is.

    Args:
        key: What `cache_key` gives.
        answer: What the model said.
    """
    folder = cache_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError, SuzerainError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = json.dumps({"answer": answer}, ensure_ascii=True)
        write_atomically(folder / f"{key}.json", data)
