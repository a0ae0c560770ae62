"""The app in Chromium, served by the real program in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

ARTICLES = sorted(
    Path(str(one))
    for one in (files("suzerain.app") / "example").iterdir()
    if one.name.endswith(".txt")
)
WORLDS = "200"


def free_port() -> int:
    """Find a port that nobody uses, so that a server can come back to it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Program:
    """`suzerain serve` in a process that can be killed and started again."""

    def __init__(self, workspace: Path, case: Path | None = None) -> None:
        self.workspace, self.case, self.port = workspace, case, free_port()
        self._running: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        words = [sys.executable, "-m", "suzerain.cli.main", "serve"]
        words += [str(self.case)] if self.case else []
        words += ["--workspace", str(self.workspace), "--port", str(self.port)]
        self._running = subprocess.Popen(
            [*words, "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "SUZERAIN_DATA": str(self.workspace / "no-data")},
        )
        assert self._running.stdout is not None
        assert self._running.stdout.readline().strip() == self.address

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._running is not None
        self._running.kill()
        self._end()

    def stop(self) -> None:
        if self._running is not None:
            self._running.terminate()
            self._end()

    def _end(self) -> None:
        assert self._running is not None
        self._running.communicate(timeout=20)
        self._running = None


@contextmanager
def running(workspace: Path, case: Path | None = None) -> Iterator[Program]:
    """Serve, and stop in the end."""
    program = Program(workspace, case)
    program.start()
    try:
        yield program
    finally:
        program.stop()


def opened(browser: Any, address: str, width: int = 1440, **options: Any) -> Any:
    """Open the app in a browser of its own; what it asks for and complains of is kept.

    A closed server is no complaint of the page, and neither is a refusal it shows.
    """
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    context.add_init_script(
        "if (!sessionStorage.getItem('suzerain.run'))"
        f" sessionStorage.setItem('suzerain.run', '{{\"worlds\":{WORLDS},\"seed\":1}}')"
    )
    return tab(context, address)


def tab(context: Any, address: str) -> Any:
    """Open one more tab of the same browser."""
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: _fault(page, said.text))
    page.goto(address)
    page.locator("main h1:not(.unseen)").first.wait_for()
    return page


def _fault(page: Any, words: str) -> None:
    if "Failed to load resource" not in words:
        page.faults.append(words)


def run_job(page: Any, button: str) -> None:
    """Press a button that starts work, and wait for what it was made from."""
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(".made").first.wait_for(timeout=60_000)


def tab_to(page: Any, words: str, tag: str = "", most: int = 80) -> None:
    """Press Tab until what has the focus is called so; no mouse is used."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const e = document.activeElement; return [e.getAttribute("
            "'aria-label') || e.innerText || e.value || '', e.tagName] }"
        )
        of_page = found[1] in ("BODY", "MAIN", "HTML")
        if not of_page and words in found[0] and tag in (found[1], ""):
            return
    raise AssertionError(f"{words!r} is not reached by Tab")
