"""Speed and memory of the reader on one core, beside a plain pass over the same text.

The reference splits each article into words with one pattern and looks each up in the
tree of names: the least that any reader of names must do, in the same language and the
same run. Its ratio to the reader says more than seconds, which belong to one machine.
Documents are counted at 500 words each, and time is CPU time, the least of several
runs for each article. Memory is the peak of `suzerain read --json` over few and many
articles.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"

from suzerain.evidence.extract import extract  # noqa: E402
from suzerain.evidence.gazetteer import fold, tree  # noqa: E402
from suzerain.sources.document import Document  # noqa: E402
from suzerain.sources.read import read_documents  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "tests" / "articles"
WORDS = 500
WORD = re.compile(r"[^\W_]+")


def plain(document: Document) -> int:
    """Split a text into words and count those that are in the tree of names."""
    names = tree()
    return sum(fold(word) in names for word in WORD.findall(document.text))


def least(
    job: Callable[[Document], object], documents: tuple[Document, ...], runs: int
) -> float:
    """CPU seconds over all documents, for each the least of several runs."""
    best = [float("inf")] * len(documents)
    for _ in range(runs):
        for place, document in enumerate(documents):
            start = time.process_time()
            job(document)
            best[place] = min(best[place], time.process_time() - start)
    return sum(best)


def speed(runs: int) -> list[dict[str, object]]:
    """Articles a second, of the reader and of the plain pass."""
    documents = read_documents(sorted(ARTICLES.glob("*.txt")))
    size = sum(len(one.text.split()) for one in documents) / WORDS
    for document in documents:
        plain(document)
        extract([document])
    spent = least(lambda one: extract([one]), documents, runs)
    base = least(plain, documents, runs)
    return [
        row("suzerain extract", spent, size, spent),
        row("words split and looked up", base, size, spent),
    ]


def row(name: str, spent: float, size: float, mine: float) -> dict[str, object]:
    """One line of the table."""
    return {
        "name": name,
        "docs_per_cpu_s": round(size / spent, 1),
        "ms_per_doc": round(spent / size * 1e3, 3),
        "share_of_ours": round(spent / mine, 4),
    }


def memory(count: int) -> dict[str, object]:
    """Peak memory of `suzerain read --json` over so many articles."""
    draw = random.Random(1)  # noqa: S311 - a bench draws the same texts each time
    paragraphs = [
        part.strip()
        for path in sorted(ARTICLES.glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("\n\n")[1:]
    ]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            body = "\n\n".join(draw.sample(paragraphs, 8))
            text = f"Report {number}\n\n{body}\n\nThis is report {number}."
            (Path(folder) / f"a{number:06}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "suzerain.cli.main", "read", "--json", folder]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return {
        "name": f"suzerain read --json, {count} articles",
        "peak_mb": round(usage.ru_maxrss / 1024, 1),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
    }


def main() -> None:
    """Print a table; write it beside this file with `--save`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=12, help="runs of each article")
    parser.add_argument("--many", type=int, default=2000, help="articles for memory")
    parser.add_argument("--save", action="store_true", help="write reader.json")
    asked = parser.parse_args()
    rows = speed(asked.runs)
    rows += [memory(count) for count in (max(asked.many // 10, 1), asked.many)]
    for one in rows:
        print(one)
    result = {
        "machine": f"{platform.machine()}, one core of {os.cpu_count()}",
        "python": platform.python_version(),
        "words_per_doc": WORDS,
        "rows": rows,
    }
    if asked.save:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
