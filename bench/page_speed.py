"""How soon a brief is painted from disk, how large it is, how soon a slider answers.

    python bench/page_speed.py [--short]

Every page is opened from its file in a fresh Chromium context, several times; the
median and the largest are kept. First paint is the browser's own `paint` timing. A
slider is moved by its keys; the time is the page's own measure `what-if`, from the key
to the second frame after it. Beside it, in the same run: the same measures of a blank
page, the least that this machine and browser take.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "brief")]

TIMINGS = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return [paint?.startTime ?? 0, page.domInteractive, page.loadEventEnd];
}"""
READY = "document.documentElement.dataset.ready === 'yes'"
BLANK = "<!doctype html><html lang=en><title>Blank</title><p>Nothing.</html>"
SLIDERS, KEYS = 6, 10


def pages(folder: Path, worlds: int) -> dict[str, Path]:
    """Write the pages that are measured."""
    import sample
    from large_case import large_case

    import suzerain as sz
    from suzerain.brief.brief import compose

    blank = folder / "blank.html"
    blank.write_text(BLANK, encoding="utf-8")
    found = {"blank page": blank}
    articles = {"example articles": ROOT / "examples" / "articles", "seed case": SEEDS}
    for name, place in articles.items():
        if not place.exists():
            print(f"{name}: not here, left out")
            continue
        documents = sz.read_documents(sorted(place.glob("*.txt")))
        case = sz.build_case(documents, sz.extract(documents), name="case")
        path = folder / f"{name.replace(' ', '-')}.html"
        found[name] = sz.write_brief(case, worlds=worlds).save(path)
    large = compose(replace(sample.results(), case=large_case()))
    found["300 actors, 20,000 claims"] = large.save(folder / "large.html")
    return found


def opened(browser: Any, path: Path, repeats: int) -> dict[str, Any]:
    """Open a page several times; milliseconds."""
    rows = []
    for _ in range(repeats):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(path.as_uri(), wait_until="load")
        if "<script>" in path.read_text(encoding="utf-8"):
            page.wait_for_function(READY)
        page.wait_for_function(
            "performance.getEntriesByName('first-contentful-paint').length > 0"
        )
        rows.append(page.evaluate(TIMINGS))
        context.close()
    names = ("first_paint_ms", "interactive_ms", "loaded_ms")
    told: dict[str, Any] = {"bytes": path.stat().st_size}
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        told[name] = {
            "median": round(statistics.median(column), 1),
            "largest": round(max(column), 1),
        }
    return told


def asked(browser: Any, path: Path) -> dict[str, Any]:
    """From a click on a figure to its panel, and from a letter to a filtered table."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_function(READY)
    told = page.evaluate(
        """async () => {
          const frame = () => new Promise((done) => requestAnimationFrame(
            () => requestAnimationFrame(done)));
          const taken = async (act) => {
            const start = performance.now();
            act();
            await frame();
            return +(performance.now() - start).toFixed(1);
          };
          const links = [...document.querySelectorAll('.answers a.n')].slice(0, 10);
          const clicks = [];
          for (const link of links) clicks.push(await taken(() => link.click()));
          document.querySelector('#close')?.click();
          const longest = [...document.querySelectorAll('.tools input')].sort((a, b) =>
            rows(b) - rows(a))[0];
          function rows(input) {
            const next = input.closest('.tools').nextElementSibling;
            return next.querySelectorAll('tbody tr').length;
          }
          if (!longest) return {click_ms: clicks};
          longest.closest('details')?.setAttribute('open', '');
          await frame();
          const filters = [];
          for (const words of ['a', 'st', 'stat', '']) filters.push(await taken(() => {
            longest.value = words;
            longest.dispatchEvent(new Event('input'));
          }));
          const head = longest.closest('.tools').nextElementSibling
            .querySelector('th button');
          const sorts = [];
          for (const _ of [1, 2, 3]) sorts.push(await taken(() => head.click()));
          return {click_ms: clicks, rows: rows(longest), filter_ms: filters,
            sort_ms: sorts};
        }"""
    )
    context.close()
    return dict(told)


def slid(browser: Any, path: Path) -> dict[str, Any] | None:
    """From a slider's key to the picture; None where nothing can be moved."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_function(READY)
    place = page.locator("#what-if")
    if place.count():
        place.scroll_into_view_if_needed()
        page.wait_for_timeout(2500)
    sliders = page.locator("#what-if input[type=range]:visible")
    for k in range(min(sliders.count(), SLIDERS)):
        sliders.nth(k).focus()
        for _ in range(KEYS):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(90)
    times = page.evaluate(
        "performance.getEntriesByName('what-if').map((one) => one.duration)"
    )
    context.close()
    if not times:
        return None
    times.sort()
    return {
        "moves": len(times),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * (len(times) - 1))], 1),
    }


def main() -> None:
    """Measure and write page_speed.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer repeats")
    short = parser.parse_args().short
    from playwright.sync_api import sync_playwright

    repeats, worlds = (3, 4000) if short else (15, 4000)
    told: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load_before": round(os.getloadavg()[0], 1),
        "measured": time.strftime("%Y-%m-%d"),
        "short": short,
        "worlds": worlds,
        "pages": {},
    }
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium") or which("chromium-browser"),
            args=["--no-sandbox"],
        )
        told["chromium"] = browser.version
        for name, path in pages(Path(home), worlds).items():
            row = opened(browser, path, repeats)
            if name != "blank page":
                row |= asked(browser, path)
                row["slider"] = slid(browser, path)
            told["pages"][name] = row
            print(name, json.dumps(row))
        browser.close()
    told["busy"] = told["load_before"] > 1.5  # later it is our own load
    target = Path(__file__).with_suffix(".json")
    target.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
