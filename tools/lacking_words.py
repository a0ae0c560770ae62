"""List what a language has no words for yet, over the briefs of the test articles.

Run `python tools/lacking_words.py fr [FILE...]`; it prints one English text a line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from suzerain.brief.brief import compose, reckon
from suzerain.brief.labels import assumption_words
from suzerain.brief.language.catalogue import catalogue
from suzerain.brief.language.drawn import drawing_in
from suzerain.brief.rewritten import BriefPen
from suzerain.cli.load import load_case
from suzerain.core.assumption import load_register
from suzerain.core.codes import actors, goods

ROOT = Path(__file__).resolve().parent.parent
WORLDS = 60


def lacking(language: str, papers: list[tuple[str, ...]]) -> list[str]:
    """Give every text of these briefs that has no words, each once.

    Args:
        language: Code of the language.
        papers: Articles of each brief.
    """
    pen = BriefPen(catalogue(language))
    for paths in papers:
        with drawing_in(pen.words) as drawn:
            brief = compose(reckon(load_case(paths), worlds=WORLDS))
        pen.drawn.lines |= drawn.lines
        pen.drawn.quotes |= drawn.quotes
        pen.lacking |= drawn.lacking
        pen.brief(brief)
        pen.steps(brief.traces)
    for key, entry in load_register().items():
        pen.text(assumption_words(key))
        pen.text(entry.reason)
    return list(pen.lacking)


def unsaid(language: str) -> list[str]:
    """Give names and words of scripts that are missing."""
    words = catalogue(language)
    named = (one.name for one in (*actors().values(), *goods().values()))
    found = [name for name in named if name not in words.names]
    for path in sorted((ROOT / "page" / "src").glob("*/words.json")):
        said = words.scripts.get(path.parent.name, {})
        for key, text in json.loads(path.read_text(encoding="utf-8")).items():
            if key not in said:
                found.append(f"[scripts.{path.parent.name}] {key} = {text}")
    return found


def main() -> None:
    """Print what is lacking."""
    language, *given = sys.argv[1:]
    articles = sorted((ROOT / "tests" / "articles").glob("*.txt"))
    examples = sorted((ROOT / "examples" / "articles").glob("*.txt"))
    papers: list[tuple[str, ...]] = [(str(path),) for path in articles]
    papers.append(tuple(str(path) for path in examples))
    if given:
        papers = [tuple(given)]
    sys.stdout.write("\n".join([*lacking(language, papers), *unsaid(language), ""]))


if __name__ == "__main__":
    main()
