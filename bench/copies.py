"""Find near-copies among many articles: our sketches beside datasketch's, one core.

Both sides start from the same strings, split them into words, make runs of five words,
sketch them with 128 slots, and look for pairs in 32 bands of 4; both are timed in the
same run, by CPU time. datasketch is not a dependency: `pip install datasketch` to run
this. Recall is the share of the planted copies that are found.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import statistics
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"

from suzerain.evidence.shingles import BAND, BINS, near_pairs  # noqa: E402

Pairs = set[tuple[int, int]]
WORD = re.compile(r"\w+")
RUN = 5
REPLACED = (0.01, 0.02, 0.05, 0.1)  # shares of words that a planted copy changes


def corpus(count: int, words: int) -> tuple[list[str], Pairs]:
    """Random articles with Zipf's frequencies; each fifth is an edited copy."""
    draw = random.Random(1)  # noqa: S311 - a bench draws the same texts each time
    letters = "etaoinshrdlucmfwyp"
    stock = ["".join(draw.choices(letters, k=draw.randint(2, 11))) for _ in range(9000)]
    weights = [1 / (rank + 10) for rank in range(len(stock))]
    texts: list[str] = []
    planted: Pairs = set()
    for place in range(count):
        if place % 5 == 4:
            source = place - 1 - draw.randrange(4)
            told = texts[source].split(" ")
            share = REPLACED[place // 5 % len(REPLACED)]
            for at in draw.sample(range(len(told)), int(share * len(told))):
                told[at] = draw.choice(stock)
            planted.add((source, place))
        else:
            told = draw.choices(stock, weights, k=words)
            told = [word.title() if draw.random() < 0.1 else word for word in told]
            told = [word + "." if draw.random() < 0.05 else word for word in told]
        texts.append(" ".join(told))
    return texts, planted


def ours(texts: list[str]) -> Pairs:
    """Candidates of suzerain."""
    return {(int(left), int(right)) for left, right in near_pairs(texts)}


def theirs(texts: list[str], hashing: Callable[[bytes], int] | None) -> Pairs:
    """Candidates of datasketch: update_batch for each text, then insert and query."""
    from datasketch import MinHash, MinHashLSH

    options = {} if hashing is None else {"hashfunc": hashing}
    index = MinHashLSH(num_perm=BINS, params=(BINS // BAND, BAND))
    found: Pairs = set()
    for place, text in enumerate(texts):
        words = WORD.findall(text.lower())
        runs = {
            " ".join(words[at : at + RUN]).encode()
            for at in range(len(words) - RUN + 1)
        }
        sketch = MinHash(num_perm=BINS, **options)
        sketch.update_batch(runs)
        found.update((one, place) for one in index.query(sketch))
        index.insert(place, sketch)
    return found


def bulk(texts: list[str]) -> Pairs:
    """Candidates of datasketch with its sketching of many texts in one call."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=BINS, params=(BINS // BAND, BAND))
    found: Pairs = set()
    sets = []
    for text in texts:
        words = WORD.findall(text.lower())
        sets.append(
            {
                " ".join(words[at : at + RUN]).encode()
                for at in range(len(words) - RUN + 1)
            }
        )
    for place, sketch in enumerate(MinHash.bulk(sets, num_perm=BINS)):
        found.update((one, place) for one in index.query(sketch))
        index.insert(place, sketch, check_duplication=False)
    return found


def timed(find: Callable[[], Pairs], repeats: int) -> tuple[float, Pairs]:
    """CPU seconds, the median of some runs, and what was found."""
    spent: list[float] = []
    found: Pairs = set()
    for _ in range(repeats):
        start = time.process_time()
        found = find()
        spent.append(time.process_time() - start)
    return statistics.median(spent), found


def main() -> None:
    """Print a table; write it beside this file with `--save`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=4000, help="articles")
    parser.add_argument("--words", type=int, default=500, help="words of an article")
    parser.add_argument("--save", action="store_true", help="write copies.json")
    asked = parser.parse_args()
    try:
        import datasketch
    except ImportError:
        print("datasketch is not installed: pip install datasketch", file=sys.stderr)
        sys.exit(3)
    texts, planted = corpus(asked.count, asked.words)
    near_pairs(texts[:50])
    mine, found = timed(lambda: ours(texts), 5)
    rows = [row("suzerain near_pairs", mine, mine, found, planted, asked.count)]
    for name, peer in (
        ("datasketch update_batch, SHA-1 (its default)", lambda: theirs(texts, None)),
        ("datasketch update_batch, CRC-32", lambda: theirs(texts, zlib.crc32)),
        ("datasketch bulk, SHA-1", lambda: bulk(texts)),
    ):
        spent, found = timed(peer, 1)
        rows.append(row(name, spent, mine, found, planted, asked.count))
    result = {
        "machine": f"{platform.machine()}, one core",
        "python": platform.python_version(),
        "datasketch": datasketch.__version__,
        "articles": asked.count,
        "words": asked.words,
        "rows": rows,
    }
    if asked.save:
        path = Path(__file__).with_suffix(".json")
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def row(
    name: str, spent: float, mine: float, found: Pairs, planted: Pairs, count: int
) -> dict[str, object]:
    """One line of the table."""
    made: dict[str, object] = {
        "name": name,
        "us_per_article": round(spent / count * 1e6, 1),
        "times_ours": round(spent / mine, 1),
        "recall": round(len(found & planted) / len(planted), 4),
        "others_found": len(found - planted),
    }
    print(made)
    return made


if __name__ == "__main__":
    main()
