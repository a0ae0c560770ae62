"""Ask a served case from twenty callers at once, and edit it; write serve_speed.json.

Two cases are served: the example, and a made one with 300 actors and 20,000 claims.
Beside each page stands a plain reference in the same run: a bare Starlette application
under the same uvicorn that returns the same number of bytes. Callers keep their
connection and ask one thing after another; times are wall clock, of one machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "examples" / "articles"
CALLERS = 20
PAGES = (
    "/",
    "/app.js",
    "/api/session",
    "/api/case",
    "/api/check",
    "/api/tables/ties?limit=100",
    "/api/claims?limit=100",
    "/api/claims?limit=100&q=oil",
    "/api/assumptions?limit=100",
    "/api/documents",
)
FIRST = ("/", "/app.css", "/style.css", "/app.js", "/api/session", "/api/case")
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
async def page(request):
    return Response(b"x" * int(request.path_params["size"]))
app = Starlette(routes=[Route("/{size}", page)])
uvicorn.run(app, port=int(sys.argv[1]), http="h11", loop="asyncio", log_level="error")
"""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What callers saw: seconds of each answer, errors, bytes, wall seconds."""

    seconds: list[float]
    errors: int
    size: int
    wall: float

    def row(self, name: str) -> dict[str, Any]:
        """The figures that are kept."""
        cuts = statistics.quantiles(self.seconds, n=20)
        return {
            "name": name,
            "requests_per_s": round(len(self.seconds) / self.wall),
            "median_ms": round(statistics.median(self.seconds) * 1000, 1),
            "p95_ms": round(cuts[-1] * 1000, 1),
            "errors": self.errors,
            "bytes": self.size,
        }


class Line:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def open(self) -> Line:
        """Connect."""
        self.read, self.write = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def ask(
        self, path: str, method: str = "GET", body: bytes = b"", more: str = ""
    ) -> tuple[int, bytes]:
        """Ask one thing; its code and body."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.write.write(head.encode() + body)
        await self.write.drain()
        told = (await self.read.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        size = int(told.split("content-length: ")[1].split("\r\n")[0])
        return int(told.split(" ")[1]), await self.read.readexactly(size)

    def close(self) -> None:
        """Hang up."""
        self.write.close()


async def load(port: int, path: str, seconds: float) -> Asked:
    """Ask for one page from all callers for some seconds."""
    taken: list[float] = []
    errors = size = 0

    async def caller() -> None:
        nonlocal errors, size
        line = await Line(port).open()
        while time.perf_counter() < until:
            start = time.perf_counter()
            status, body = await line.ask(path)
            taken.append(time.perf_counter() - start)
            errors += status != 200
            size = len(body)
        line.close()

    start = time.perf_counter()
    until = start + seconds
    await asyncio.gather(*(caller() for _ in range(CALLERS)))
    return Asked(
        seconds=taken, errors=errors, size=size, wall=time.perf_counter() - start
    )


async def edit(port: int, count: int) -> dict[str, Any]:
    """Change one cell after another from one caller."""
    line = await Line(port).open()
    session = json.loads((await line.ask("/api/session"))[1])
    rows = json.loads((await line.ask("/api/tables/ties?limit=100"))[1])["rows"]
    taken = []
    version, errors = session["version"], 0
    for number in range(count):
        row = rows[number % len(rows)]
        body = json.dumps({"row": {"notes": [f"note {number}"]}}).encode()
        more = (
            f"Origin: http://127.0.0.1:{port}\r\nX-Suzerain: {session['csrf']}\r\n"
            f"If-Match: {version}\r\nContent-Type: application/json\r\n"
        )
        start = time.perf_counter()
        path = f"/api/tables/ties/rows/{row['id']}"
        status, told = await line.ask(path, "PUT", body, more)
        taken.append(time.perf_counter() - start)
        errors += status != 200
        version = json.loads(told).get("version", version)
    line.close()
    cuts = statistics.quantiles(taken, n=20)
    return {
        "name": "an edit, saved and checked",
        "edits": count,
        "median_ms": round(statistics.median(taken) * 1000, 1),
        "p95_ms": round(cuts[-1] * 1000, 1),
        "errors": errors,
    }


async def first(port: int) -> dict[str, Any]:
    """What a browser asks for first, one after another, on a server just started."""
    line = await Line(port).open()
    start = time.perf_counter()
    await line.ask("/")
    page = time.perf_counter() - start
    for path in FIRST[1:]:
        await line.ask(path)
    whole = time.perf_counter() - start
    line.close()
    return {
        "name": "first page after the start",
        "page_ms": round(page * 1000, 1),
        "page_with_script_style_and_summary_ms": round(whole * 1000, 1),
    }


def serve(folder: Path) -> tuple[subprocess.Popen[str], int, float]:
    """Start the server of a case; its port, and how long that took."""
    words = [sys.executable, "-m", "suzerain.cli.main", "serve", str(folder)]
    start = time.perf_counter()
    running = subprocess.Popen(
        [*words, "--no-browser", "--workspace", str(folder.parent)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    url = running.stdout.readline() if running.stdout else ""
    port = int(url.strip().strip("/").rsplit(":", 1)[1])
    return running, port, time.perf_counter() - start


def bare() -> tuple[subprocess.Popen[bytes], int]:
    """Start the plain reference."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen([sys.executable, "-c", BARE, str(port)])
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    return running, port


def large(folder: Path) -> None:
    """Make a case with 300 actors, 4,800 ties and 20,000 claims."""
    from suzerain.case.actor import Actor, Need
    from suzerain.case.case import Case
    from suzerain.case.files import save_case
    from suzerain.case.pact import Pact, Term
    from suzerain.case.tie import Tie
    from suzerain.core.codes import goods
    from suzerain.core.spread import Spread
    from suzerain.evidence.claim import Claim
    from suzerain.sources.compose import make_document
    from suzerain.sources.kinds import parse

    draw = random.Random(1)  # noqa: S311 - a bench draws the same case each time
    codes, stock = [f"A{n:03d}" for n in range(300)], list(goods())
    documents, claims = [], []
    for number in range(200):
        spots, text = [], ""
        for year in range(100):
            one, other = draw.sample(codes, 2)
            said = f"{one} sends {draw.choice(stock)} to {other} in {1900 + year}."
            spots.append((len(text), len(text) + len(said), one, other))
            text += f"{said} "
        name = f"{number}.txt"
        data = f"{text}Document {number}.".encode()
        documents.append(make_document(parse(data, name, ".txt"), name))
        claims += [
            Claim(
                id=f"c-{documents[-1].id[4:]}-{start}-{end}-0",
                doc=documents[-1].id,
                start=start,
                end=end,
                quote=documents[-1].text[start:end],
                kind="tie",
                subject=one,
                relation="SUPPLIES_ENERGY",
                object=other,
                polarity="positive",
                certainty="asserted",
            )
            for start, end, one, other in spots
        ]
    needs, ties = [], []
    for code in codes:
        others = [one for one in codes if one != code]
        for good in draw.sample(stock, 4):
            needs.append(
                Need(
                    actor=code,
                    good=good,
                    weight=Spread(low=0.01, high=0.05),
                    home=Spread(low=0.1, high=0.5),
                )
            )
            ties += [
                Tie(
                    provider=one,
                    recipient=code,
                    good=good,
                    share=Spread(low=0.05, high=0.2),
                    basis=(draw.choice(claims).id,),
                )
                for one in draw.sample(others, 4)
            ]
    terms = (
        Term(giver=codes[0], taker=codes[1], good="oil"),
        Term(giver=codes[1], taker=codes[0], good="troops"),
    )
    case = Case(
        name="large",
        actors=tuple(Actor(code=code, name=f"Actor {code}") for code in codes),
        needs=tuple(needs),
        ties=tuple(ties),
        pacts=(
            Pact(id="large", name="a pact", members=(codes[0], codes[1]), terms=terms),
        ),
        claims=tuple(claims),
        documents=tuple(documents),
    )
    save_case(case, folder)


def measure(folder: Path, seconds: float, edits: int) -> dict[str, Any]:
    """Serve one case and ask it."""
    running, port, start = serve(folder)
    other, plain = bare()
    rows: list[dict[str, Any]] = []
    try:
        rows.append({"name": "start of the process", "s": round(start, 2)})
        rows.append(asyncio.run(first(port)))
        for path in PAGES:
            ours = asyncio.run(load(port, path, seconds)).row(path)
            theirs = asyncio.run(load(plain, f"/{ours['bytes']}", seconds)).row("")
            ours["bare_requests_per_s"] = theirs["requests_per_s"]
            rows.append(ours)
            print(ours)
        rows.append(asyncio.run(edit(port, edits)))
        print(rows[-1])
    finally:
        running.terminate()
        other.terminate()
        running.wait()
        other.wait()
    return {"case": folder.name, "rows": rows}


def main() -> None:
    """Measure both cases and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--busy", action="store_true", help="Other work runs beside.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        small, big = Path(place) / "example", Path(place) / "large"
        words = [sys.executable, "-m", "suzerain.cli.main", "init", str(small)]
        subprocess.run([*words, "--from", str(ARTICLES)], check=True)
        large(big)
        found = [measure(one, given.seconds, given.edits) for one in (small, big)]
    record = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "callers": CALLERS,
        "busy": given.busy,
        "cases": found,
    }
    target = Path(__file__).with_suffix(".json")
    target.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
