"""One verb in a process of its own, for the server of `suzerain serve`."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading

PROBLEM = "problem"
LOOK = "look"
GATHER = "gather"
NICE = 5


class _Heard(io.TextIOWrapper):
    """Standard error that somebody listens to, so that verbs say how far they are."""

    def isatty(self) -> bool:
        """Say yes, although it is a pipe."""
        return True


def _end_with_parent() -> None:
    """End when the server has gone, however it went."""

    def wait() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 1):
                pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def work(words: list[str]) -> None:
    """Do one verb as the command line does, in the current folder.

    Args:
        words: The verb and what follows it.
    """
    _end_with_parent()
    os.environ.pop("NO_COLOR", None)  # styles tell progress from complaints
    raw = io.FileIO(2, "wb", closefd=False)
    sys.stderr = _Heard(io.BufferedWriter(raw), "utf-8", write_through=True)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)
    if words[:1] == [PROBLEM]:
        sys.exit(_problem(words[1:]))
    if words[:1] == [LOOK]:
        sys.exit(_look(words[1]))
    if words[:1] == [GATHER]:
        sys.exit(_gather(words[1], words[2:]))
    from suzerain.cli.main import main

    main(words, prog_name="suzerain")


def _problem(words: list[str]) -> int:
    """Print a case as the page's own engine takes it."""
    import json

    from suzerain.cli.failure import complain
    from suzerain.cli.load import load_case
    from suzerain.core.errors import SuzerainError
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.compiled import compile_page

    said = dict(word.removeprefix("--").split("=", 1) for word in words if "=" in word)
    worlds = Worlds(count=int(said["worlds"]), seed=int(said["seed"]))
    try:
        found = compile_page(load_case(words[:1]), worlds)
    except SuzerainError as error:
        complain(str(error))
        return error.exit_code
    sys.stdout.write(json.dumps(found, allow_nan=False))
    return 0


def _look(path: str) -> int:
    """Read one uploaded document alone, and tell what it is; follow no address."""
    import json
    from pathlib import Path

    from suzerain.cli.failure import complain
    from suzerain.core.errors import SuzerainError, UnreadableSource
    from suzerain.sources.compose import make_document
    from suzerain.sources.kinds import is_feed, parse
    from suzerain.sources.web import addresses_in

    file = Path(path)
    data = file.read_bytes()
    try:
        if is_feed(data) or addresses_in(data):
            raise UnreadableSource(
                "it holds addresses and no article",
                "the article itself",
                "save the article from your browser and upload that",
            )
        paper = make_document(parse(data, file.name, file.suffix.lower()), file.name)
    except SuzerainError as error:
        complain(str(error))
        return error.exit_code
    told = {
        "kind": paper.media_type,
        "characters": len(paper.text),
        "title": paper.title or paper.name,
        "language": paper.language,
        "notes": list(paper.notes),
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _gather(folder: str, paths: list[str]) -> int:
    """Read documents and what they claim into a folder, whether or not of a pact."""
    from suzerain.case.case import Case
    from suzerain.case.files import save_case
    from suzerain.cli.failure import complain
    from suzerain.core.errors import SuzerainError
    from suzerain.evidence.extract import extract
    from suzerain.sources.read import read_documents

    try:
        documents = read_documents(paths)
        claims = tuple(extract(documents))
        save_case(Case(name="more", documents=documents, claims=claims), folder)
    except SuzerainError as error:
        complain(str(error))
        return error.exit_code
    return 0


if __name__ == "__main__":
    work(sys.argv[1:])
