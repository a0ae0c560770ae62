"""From what the user names, articles or a case folder, to a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.cli.show import talk
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.case.case import Case


def load_case(paths: Sequence[str]) -> Case:
    """Read a case folder, or build a case from articles.

    Raises:
        SuzerainError: If nothing is named, or a case and articles are mixed.
    """
    if not paths:
        raise SuzerainError(
            "no article and no case is named",
            "article files, a folder of them, - for standard input, or a case folder",
            "try `suzerain brief examples/articles -o brief.html`",
        )
    cases = [path for path in paths if _is_case(path)]
    if not cases:
        return build_from(paths)
    if len(paths) > 1:
        raise SuzerainError(
            f"{cases[0]} is a case folder and {len(paths) - 1} more path(s) are named",
            "one case folder, or articles alone",
            "run `suzerain init DIR --from FILES` with all articles",
        )
    from suzerain.case.files import read_case

    return read_case(Path(cases[0]))


def build_from(paths: Sequence[str], name: str = "case") -> Case:
    """Read articles and build a case from what they claim."""
    from suzerain.case.build import build_case
    from suzerain.evidence.extract import extract
    from suzerain.sources.read import read_documents

    documents = read_documents(paths)
    talk(f"read {len(documents)} document(s)")
    claims = extract(documents)
    talk(f"extracted {len(claims)} claims")
    case = build_case(documents, claims, name=name)
    talk(str(case))
    return case


def _is_case(path: str) -> bool:
    return path != "-" and (Path(path) / "case.toml").is_file()
