"""A brief as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from suzerain.brief.charts.legend import sample
from suzerain.brief.contents import Contents
from suzerain.brief.language.scripts import said_moves, script_words
from suzerain.brief.markup import anchor, html_number, html_pieces
from suzerain.brief.passages import direction, marked
from suzerain.brief.section import Picture
from suzerain.brief.steps import (
    ASSUMED,
    MANY,
    cited,
    listed_steps,
    row_key,
    spread_data,
)
from suzerain.brief.what_if import Movable, movable
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

if TYPE_CHECKING:
    import jinja2

STYLES = ("style.css", "pictures.css", "whatif.css")
MOST_TIES = 400
UNSAFE = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def to_html(brief: Contents) -> str:
    """Render a brief.

    Style and script are inlined and named by their hashes in the page's own security
    policy, so that nothing else can run or load.

    Args:
        brief: The brief.

    Returns:
        The page.
    """
    page = files("suzerain.brief") / "page"
    script = (page / "brief.js").read_text(encoding="utf-8")
    style = "".join((page / name).read_text(encoding="utf-8") for name in STYLES)
    environment = page_environment()
    environment.filters |= {
        "pieces": html_pieces,
        "row_key": row_key,
        "row_marks": lambda key: _row_marks(brief, key),
        "direction": direction,
        "sample": sample,
        "number": html_number,
        "anchor": anchor,
        "picture": lambda block: isinstance(block, Picture),
        "slug": lambda key: anchor(key).replace(".", "-"),
        "marked": _marker(brief),
    }
    environment.tests["picture"] = lambda block: isinstance(block, Picture)
    template = environment.from_string(
        (page / "template.html.j2").read_text(encoding="utf-8")
    )
    moves = said_moves(_moves(brief), brief.words)
    text = template.render(
        brief=brief,
        case=brief.results.case,
        run=brief.run,
        steps=[*listed_steps(brief), *moves.steps],
        assumed=ASSUMED,
        whole=len(brief.results.case.claims) <= MANY,
        moves=moves,
        problem=Markup(page_data(moves.problem)),  # noqa: S704 - see page_data
        context=Markup(page_data(moves.context)),  # noqa: S704 - see page_data
        say=brief.words,
        words=_script_words(brief),
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        policy=page_policy(script, style),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _moves(brief: Contents) -> Movable:
    """What the page takes to move assumptions; very many ties are too large for it."""
    case = brief.results.case
    if len(case.ties) <= MOST_TIES:
        return movable(brief)
    why = "the case holds more ties than a page can move at once"
    return Movable(problem=None, context=None, why=why, example="", case=case.name)


def _script_words(brief: Contents) -> Markup:
    """Words for the page's scripts, where they are not those of English."""
    found = script_words(brief.words)
    return Markup(page_data(found) if found else "")  # noqa: S704 - see page_data


def _marker(brief: Contents) -> Callable[[Document], Markup]:
    """Return what writes a document; of very many claims it marks those asked for."""
    case, traces = brief.results.case, brief.traces
    asked = cited(brief) if len(case.claims) > MANY else None
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        if asked is None or claim.id in asked:
            of[claim.doc].append(claim)

    def write(document: Document) -> Markup:
        if asked is not None and not of[document.id]:
            return Markup("")
        return marked(document, of[document.id], traces)

    return write


def _row_marks(brief: Contents, key: str) -> Markup:
    """What makes a row the place of an assumption."""
    spread = spread_data(brief.results.case.register[key].spread)
    return Markup(' id="why-{}" data-spread="{}"').format(anchor(key), spread)


def page_environment() -> jinja2.Environment:
    """Return what fills the templates of our pages: all text is escaped."""
    import jinja2

    return jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def page_policy(script: str, style: str) -> str:
    """Write a security policy under which only this script and style run."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; "
        f"style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def page_data(value: Any) -> str:
    """Write JSON that cannot end its script element nor open another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter, safe in UNSAFE.items():
        text = text.replace(letter, safe)
    return text
