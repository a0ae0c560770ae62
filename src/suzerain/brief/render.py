"""A brief as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from suzerain.brief.charts.legend import sample
from suzerain.brief.contents import Contents
from suzerain.brief.markup import anchor, html_number, html_pieces
from suzerain.brief.passages import marked
from suzerain.brief.section import Picture

if TYPE_CHECKING:
    import jinja2

STYLES = ("style.css", "pictures.css")
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
    script = (page / "page.js").read_text(encoding="utf-8")
    style = "".join((page / name).read_text(encoding="utf-8") for name in STYLES)
    environment = page_environment()
    environment.filters |= {
        "pieces": html_pieces,
        "sample": sample,
        "number": html_number,
        "anchor": anchor,
        "picture": lambda block: isinstance(block, Picture),
        "slug": lambda key: anchor(key).replace(".", "-"),
        "marked": lambda document: marked(document, brief.results.case.claims),
    }
    environment.tests["picture"] = lambda block: isinstance(block, Picture)
    template = environment.from_string(
        (page / "template.html.j2").read_text(encoding="utf-8")
    )
    text = template.render(
        brief=brief,
        case=brief.results.case,
        run=brief.run,
        traces=brief.traces,
        numbers=Markup(page_data(brief.traces)),  # noqa: S704 - see page_data
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        policy=page_policy(script, style),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


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
