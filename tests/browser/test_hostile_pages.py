"""Every page with a hostile case in it: words stay words, and nothing else runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from app_pages import Program, opened, running, tab
from lxml import etree, html
from made_pact import made_pact

from suzerain.case.case import Case
from suzerain.case.files import save_case
from suzerain.core.assumption import Register
from suzerain.sources.document import Document, document_id

pytestmark = pytest.mark.browser
LONG = 20_000
NASTY = (
    "<script>window.ran=1</script><svg onload='window.ran=2'><img src=x "
    'onerror="window.ran=3"><a href="javascript:window.ran=4">x</a>'
    "</script></style>]]>{{7*7}}"
)
TURNED = "Corvia\u202eevil"
PLACES = {
    "/#/overview": ".steps-line",
    "/#/documents": ".claim",
    "/#/case/actors": ".g-row .g-cell",
    "/#/case/claims": ".g-row .g-cell",
    "/#/assumptions?only=own": "article.assumption",
    "/#/scenarios": ".card",
    "/#/solve": ".answers",
    "/#/weigh": ".run-form",
    "/#/brief": ".downloads",
    "/#/start": ".drop",
    "/#/atlas": ".open-brief",
    "/#/help": ".keys",
    "/review/": "li.card",
    "/api": "h1",
    "/atlas": "h1",
    "/brief?worlds=60": "#bottom-line dt",
}
FOUND = """() => {
  const all = [...document.querySelectorAll('*')];
  const active = all.filter(e => [...e.attributes].some(a => /^on/i.test(a.name)
    || /^\\s*javascript:/i.test(a.value) && /href|src|action/i.test(a.name)));
  const foreign = document.body.querySelectorAll(
    'img, iframe, object, embed, base, form[action], main script:not([type]),'
    + 'svg script, foreignObject');
  return {ran: window.ran ?? null, active: active.map(e => e.outerHTML.slice(0, 200)),
    foreign: [...foreign].map(e => e.outerHTML.slice(0, 200)),
    told: document.body.textContent.includes('window.ran=1')};
}"""
LEAKS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf('\\u202e');
    const skips = ['SCRIPT', 'STYLE', 'TEXTAREA', 'OPTION', 'TITLE'];
    if (at < 0 || skips.includes(node.parentElement.tagName)
      || node.parentElement.closest('.text, #text')) continue;  // words of a source
    let box = node.parentElement;
    const isolates = e => e.tagName === 'BDI' || e.tagName === 'text'
      || !getComputedStyle(e).display.startsWith('inline')
      || getComputedStyle(e).unicodeBidi.includes('isolate');
    while (!isolates(box)) box = box.parentElement;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(box, box.childNodes.length);
    const rest = range.toString().replace(/^\\u202eevil/, '');
    const to = rest.search(/[\\u202c\\n]/);
    if (/[\\p{L}\\p{N}]/u.test(to < 0 ? rest : rest.slice(0, to)))
      found.push(`${box.tagName}.${box.className}: ${box.textContent.slice(0, 99)}`);
  }
  return found;
}"""
PUT_IN = """async () => {
  window.put = null;
  const put = words => document.body.insertAdjacentHTML('beforeend', words);
  put('<img src="data:," onerror="window.put=1">');
  put('<svg onload="window.put=2"></svg>');
  put('<a id="putin" href="javascript:window.put=3">x</a>');
  document.getElementById('putin').click();
  put('<p id="styled" style="color: rgb(255, 0, 0)">x</p>');
  const script = document.createElement('script');
  script.textContent = 'window.put=4';
  document.body.append(script);
  const away = [];
  for (const where of ['https://example.org/', 'http://127.0.0.1:9/'])
    await fetch(where, {mode: 'no-cors'}).then(() => away.push(where), () => {});
  const form = document.createElement('form');
  form.action = 'https://example.org/';
  document.body.append(form);
  form.submit();
  const frame = document.createElement('iframe');
  frame.src = 'https://example.org/';
  document.body.append(frame);
  await new Promise(done => setTimeout(done, 50));
  const colour = getComputedStyle(document.getElementById('styled')).color;
  return {put: window.put, red: colour === 'rgb(255, 0, 0)', away, at: location.host};
}"""


def hostile() -> Case:
    """The made pact, with words that try to be more than words wherever words stand."""
    text = f"{NASTY} It has never said a word against it. {TURNED} said so."
    paper = Document(
        id=document_id(text),
        name="a'b & c.txt",
        text=text,
        title=NASTY,
        publisher=NASTY,
    )
    case = made_pact()
    said = {"doc": paper.id, "start": 0, "end": len(NASTY), "quote": NASTY}
    names = {"AAA": NASTY, "BBB": f"Brestia {NASTY}", "CCC": TURNED}
    actors = tuple(replace(a, name=names.get(a.code, a.name)) for a in case.actors)
    own = case.register["power.stake"]
    register = Register([*case.register.values(), replace(own, reason=NASTY)])
    return replace(
        case,
        name="nasty",
        title=NASTY,
        documents=(paper,),
        claims=tuple(replace(claim, **said) for claim in case.claims),
        actors=actors,
        register=register,
        gaps=(NASTY,),
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    workspace = tmp_path_factory.mktemp("hostile-pages")
    save_case(hostile(), workspace / "nasty")
    with running(workspace, workspace / "nasty") as program:
        yield program


@pytest.fixture(scope="module")
def page(browser: Any, served: Program) -> Iterator[Any]:
    page = opened(browser, served.address)
    page.evaluate(
        """async note => {
          const {csrf, version} = await (await fetch('/api/session')).json();
          const put = await fetch('/api/scenarios/squeeze', {method: 'PUT',
            headers: {'Content-Type': 'application/json', 'X-Suzerain': csrf,
              'If-Match': version},
            body: JSON.stringify({changes: ['power.stake.CCC*=0.5'], note})});
          if (!put.ok) throw new Error(await put.text());
        }""",
        NASTY,
    )
    page.goto(f"{served.address}#/solve")
    page.get_by_role("button", name="Solve", exact=True).click()
    page.locator(".answers").wait_for(timeout=LONG)
    yield page
    page.context.close()


def shown(page: Any, served: Program, path: str) -> None:
    page.goto("about:blank")
    page.goto(served.address + path.removeprefix("/"))
    page.locator(PLACES[path]).first.wait_for(timeout=LONG)
    page.faults.clear()


@pytest.mark.parametrize("path", PLACES)
def test_hostile_words_stay_words(page: Any, served: Program, path: str):
    page.asked.clear()
    shown(page, served, path)
    found = page.evaluate(FOUND)
    assert found["ran"] is None
    assert found["active"] == []
    assert found["foreign"] == []
    assert found["told"] == (path not in ("/api", "/atlas"))
    own = (served.address, "data:", "about:")
    assert [url for url in page.asked if not url.startswith(own)] == []
    assert page.evaluate(LEAKS) == []


@pytest.mark.parametrize(
    "path", ["/#/overview", "/review/", "/api", "/atlas", "/brief?worlds=60"]
)
def test_what_is_put_into_a_page_does_not_run_and_reaches_nobody(
    page: Any, served: Program, path: str
):
    shown(page, served, path)
    found = page.evaluate(PUT_IN)
    host = served.address.split("/")[2]
    assert found == {"put": None, "red": False, "away": [], "at": host}
    assert not any("example.org" in one.url for one in page.frames)


@pytest.mark.parametrize(
    "path", ["/", "/review/", "/api", "/atlas", "/brief?worlds=60"]
)
def test_a_page_as_it_is_sent_has_no_handler_and_no_style_of_an_element(
    page: Any, served: Program, path: str
):
    shown(page, served, path if path != "/" else "/#/overview")
    sent = page.request.get(served.address + path.removeprefix("/"))
    tree = html.fromstring(sent.text())
    faults = [
        (one.tag, name)
        for one in tree.iter(etree.Element)
        for name in one.attrib
        if name == "style" or name.startswith("on")
    ]
    assert faults == []
    policy = sent.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    for one in tree.iter("script", "link", "base", "iframe", "img"):
        where = one.get("src") or one.get("href") or ""
        assert where.startswith(("/", "data:")) or "/" not in where, where


HASHES = (
    "#/assumptions?q=<img src=x onerror=window.ran=5>",
    "#/assumptions?only=__proto__&q=%E0%A4%A",
    "#/__proto__/constructor",
    "#/case/__proto__",
    "#/case/actors?row=<script>window.ran=6</script>",
    "#/documents/%2e%2e%2f%2e%2e/x",
    "#/solve?why=javascript:window.ran=7",
    "#/scenarios?a=__proto__&b=constructor",
    "#/solve/turns?outcome=<svg onload=window.ran=8>",
    "#//evil.example/",
    "#/%",
)
LINKS = (
    "#what-if?name=<img src=x onerror=window.ran=9>&set=power.stake.CCC*=0.5",
    "#what-if?set=__proto__.x=1&set=constructor.y=2",
    "#what-if?set=power.stake.CCC*=1e999",
    "#what-if?set=" + "x" * 20_000,
    "#why-<img src=x onerror=window.ran=10>",
    "#why-__proto__",
    "#%",
    "#what-if?set=%E0%A4%A",
)


def nothing_ran(page: Any, served: Program) -> None:
    found = page.evaluate(FOUND)
    assert (found["ran"], found["active"], found["foreign"]) == (None, [], [])
    assert page.url.startswith(served.address)
    assert page.faults == []


def test_no_address_makes_the_app_run_or_break(page: Any, served: Program):
    shown(page, served, "/#/overview")
    for link in HASHES:
        page.evaluate("link => { location.hash = link }", link)
        page.locator("main h1").first.wait_for()
        nothing_ran(page, served)
    shown(page, served, "/#/overview")


def test_no_address_makes_the_brief_run_or_break(page: Any, served: Program):
    shown(page, served, "/brief?worlds=60")
    for link in LINKS:
        page.evaluate("link => { location.hash = link }", link)
        page.locator("#bottom-line dt").first.wait_for()
        nothing_ran(page, served)


KEEP = """async stored => {
  const {case: now} = await (await fetch('/api/session')).json();
  const names = [now.id, now.name, now.folder, ''];
  for (const name of names) {
    localStorage.setItem(`suzerain.unsaved:${encodeURIComponent(name)}:old`, stored);
    localStorage.setItem(`suzerain.what-if.${name}`, stored);
  }
  for (const key of ['suzerain.keys', 'suzerain.theme', 'theme'])
    localStorage.setItem(key, stored);
}"""
STORED = (
    "{",
    '"x"',
    '{"beat": 0, "held": [{}, null, {"edit": {"key": 1}}]}',
    json.dumps(
        {
            "beat": 0,
            "held": [
                {
                    "why": "lost",
                    "edit": {
                        "key": NASTY,
                        "kind": "put",
                        "table": "../../x",
                        "id": NASTY,
                        "changes": {"__proto__": NASTY, "name": NASTY},
                        "base": None,
                    },
                }
            ],
        }
    ),
)


@pytest.mark.parametrize("stored", STORED)
def test_what_a_browser_kept_is_not_trusted(browser: Any, served: Program, stored: str):
    page = opened(browser, f"{served.address}#/case/actors")
    page.evaluate(KEEP, stored)
    for kept in (f"{served.address}#/case/actors", f"{served.address}brief?worlds=60"):
        again = tab(page.context, kept)
        again.locator(".g-row .g-cell, .wi-slider").first.wait_for(timeout=LONG)
        again.locator("#bottom-line, .title-line").first.wait_for(timeout=LONG)
        found = again.evaluate(FOUND)
        assert (found["ran"], found["active"], found["foreign"]) == (None, [], [])
        assert again.faults == []
    page.context.close()
