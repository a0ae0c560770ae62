"""Routes that give pages and files: the shell, the brief, the review, the atlas."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from suzerain.app.server import POLICY
from suzerain.app.speech import language_of, page_in_language, page_said, words_of
from suzerain.app.workplace.asking import HTML, Asked, Told, Way
from suzerain.app.workplace.house import House
from suzerain.app.workplace.kinds import read_order
from suzerain.app.workplace.served import as_served
from suzerain.app.workplace.working_ways import HOW, Failed, drawn, start, waited
from suzerain.brief.language.catalogue import ENGLISH
from suzerain.core.errors import DataMissing, SuzerainError, UnknownReference

SHELL = "app.html"
NO_ICON = "favicon.ico"  # browsers ask for it whatever a page says
SHELL_POLICY = POLICY.replace(
    "img-src data:", "img-src 'self' data:; frame-src 'self'; worker-src 'self'"
)
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".html": HTML,
}
FORMS = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
SHARED = ("style.css", "pictures.css", "whatif.css", "brief.js", "page.js")
INLINE = re.compile(
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', re.IGNORECASE
)
FIRST_WAIT = 1.5
BRIEF = {
    "scenario": "Name of a scenario that the case keeps.",
    "language": "Such as fr; English by default.",
    "paper": "a4 or letter, for Word and PDF.",
}
LANGUAGE = {"language": "Such as fr; that of the browser or the server by default."}
WAITING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
<script defer src="/waiting.js"></script>
<noscript><meta http-equiv="refresh" content="2"></noscript></head>
<body><main><h1>{title}</h1><p role="status">{words}</p>
<progress aria-label="{title}"></progress>
<p><a href="/#/overview">Back to the case</a></p></main></body></html>
"""
PLAIN = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>{title}</h1>{words}
<p><a href="/#/overview">Back to the case</a></p></main></body></html>
"""


@cache
def shipped() -> dict[str, tuple[str, str]]:
    """Files of the interface that are served, by name: package and path."""
    found = {
        one.name: ("suzerain.app", f"page/{one.name}")
        for one in (files("suzerain.app") / "page").iterdir()
        if "." in one.name and f".{one.name.rsplit('.', 1)[-1]}" in KINDS
    }
    shared = files("suzerain.brief") / "page"
    for name in SHARED:
        if name not in found and (shared / name).is_file():
            found[name] = ("suzerain.brief", f"page/{name}")
    return found


async def shell(house: House, asked: Asked) -> Told:
    """Give the page in which everything happens, in the language of the browser."""
    told = _file(SHELL)
    language = language_of(asked.request, house.language)
    return replace(told, body=page_said(told.body or b"", "app", language))


async def app_words(house: House, asked: Asked) -> Told:
    """Give the words of the page in a language."""
    return Told(value=words_of(language_of(asked.request, house.language)))


async def asset(house: House, asked: Asked) -> Told:
    """Give a file of the interface."""
    del house
    name = asked.path("name")
    if name == NO_ICON:
        return Told(status=204, body=b"", kind="image/x-icon")
    return _file(name)


def _file(name: str) -> Told:
    known = shipped()
    if name not in known:
        raise UnknownReference(name, known, "the files of the page")
    package, path = known[name]
    data = (files(package) / path).read_bytes()
    kind = KINDS[f".{name.rsplit('.', 1)[-1]}"]
    return Told(body=data, kind=kind, policy=SHELL_POLICY)


async def brief(house: House, asked: Asked) -> Told:
    """Give the brief of the case as it is now; while it is written, say so."""
    order = read_order({"kind": "brief", "options": _told(asked), **drawn(asked)})
    return await _page(house, order, asked, "The brief is being written")


def _told(asked: Asked) -> dict[str, str]:
    """Under which scenario and in which language, when that is asked for."""
    return {name: asked.text(name) for name in BRIEF if asked.text(name)}


async def brief_file(house: House, asked: Asked) -> Told:
    """Give the brief as a document to keep."""
    form = asked.path("form")
    if form not in FORMS:
        raise UnknownReference(form, FORMS, "the forms of a brief")
    state = await house.state()
    options = {"form": form, **_told(asked)}
    order = read_order({"kind": "brief", "options": options, **drawn(asked)})
    made, data = await waited(house, order)
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", state.parsed[0].name).strip("-") or "brief"
    saved = f'attachment; filename="{name}.{form}"'
    return Told(
        body=data,
        kind=FORMS[form],
        headers={"Content-Disposition": saved},
        version=made.version,
    )


async def atlas(house: House, asked: Asked) -> Told:
    """Give the atlas, when trade data are on the shelf."""
    options = {name: asked.text(name) for name in ("from", "years") if asked.text(name)}
    language = language_of(asked.request, house.language)
    if not options:
        found = await asyncio.to_thread(_latest_trade)
        if found is None:
            return _plain(
                language,
                "The atlas needs trade data",
                "<p>There are none on this machine.</p><p>Type "
                "<code>suzerain data list</code> to see where they come from, and "
                "<code>suzerain data add cow-trade FILE</code> to add them.</p>",
            )
        options = found
    if language != ENGLISH:
        options["language"] = language
    order = read_order({"kind": "atlas", "options": options, **drawn(asked, 400)})
    return await _page(house, order, asked, "The atlas is being reckoned")


def _latest_trade() -> dict[str, Any] | None:
    """Choose a dataset of trade that is here, and its last decade."""
    from suzerain.sources.flows import read_flows
    from suzerain.sources.shelf import Shelf

    shelf = Shelf()
    for name in ("cow-trade", "baci-hs2"):
        try:
            if not shelf.has(name):
                continue
            last = int(read_flows(name).year.max())
        except (DataMissing, SuzerainError, ValueError):
            continue
        return {"from": name, "years": f"{last - 9}:{last}"}
    return None


async def _page(house: House, order: Any, asked: Asked, title: str) -> Told:
    """Give a page that work writes: at once when it is there, else how far it is."""
    job = await start(house, order)
    try:
        await asyncio.wait_for(asyncio.shield(job.ended.wait()), FIRST_WAIT)
    except TimeoutError:
        page = WAITING.format(title=title, words=html.escape(job.message))
        language = language_of(asked.request, house.language)
        return Told(
            body=page_in_language(page, "app", language).encode(),
            kind=HTML,
            status=202,
            policy=SHELL_POLICY,
            version=job.version,
        )
    data = await asyncio.to_thread(lambda: job.result)
    if data is None:
        raise Failed(job.message, "a case that can be reckoned", "mend what it says")
    data = await asyncio.to_thread(as_served, data)
    return Told(
        body=data, kind=HTML, policy=await own_policy(data), version=job.version
    )


async def own_policy(data: bytes) -> str:
    """Return the security policy that a page of ours brings, for its header too.

    Args:
        data: The page.
    """
    found = INLINE.search(data[:20_000].decode("utf-8", "replace"))
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    return f"{policy}; frame-ancestors 'self'"


def _plain(language: str, title: str, words: str) -> Told:
    page = PLAIN.format(title=title, words=words)
    body = page_in_language(page, "app", language).encode()
    return Told(body=body, kind=HTML, policy=SHELL_POLICY)


def _page_way(
    path: str,
    summary: str,
    answer: Any,
    *kinds: str,
    query: Mapping[str, str] | None = None,
) -> Way:
    return Way(
        method="GET",
        path=path,
        summary=summary,
        answer=answer,
        kinds=kinds or ("text/html",),
        query=query or {},
        refuses=(404, 422),
    )


WAYS = (
    _page_way("/", "The page.", shell, query=LANGUAGE),
    Way(
        method="GET",
        path="/api/words",
        summary="The words of the page in a language.",
        answer=app_words,
        gives={"type": "object"},
        query=LANGUAGE,
    ),
    _page_way("/brief", "The brief of the case now.", brief, query={**BRIEF, **HOW}),
    _page_way(
        "/brief.{form}",
        "The brief as a document: docx, pdf, md or json.",
        brief_file,
        *FORMS.values(),
        query={**BRIEF, **HOW},
    ),
    _page_way("/atlas", "The atlas of dependence.", atlas, query=LANGUAGE),
)
LAST = (
    _page_way(
        "/{name}", "Files of the page.", asset, "text/javascript", "text/css", "image/*"
    ),
)
"""Matched after all others."""
