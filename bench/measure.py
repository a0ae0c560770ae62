"""Measure start-up, the main job and the size of the install; write results.json.

Figures are from one machine and one run; quote them with both, or as ratios.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


def timed(command: list[str]) -> tuple[float, float, float]:
    """Run a command once: wall seconds, CPU seconds, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(name: str, command: list[str], repeats: int = 5) -> dict[str, object]:
    """Take the median of several runs."""
    timed(command)
    runs = [timed(command) for _ in range(repeats)]
    wall, cpu, memory = (
        statistics.median(column) for column in zip(*runs, strict=True)
    )
    row = {
        "name": name,
        "wall_s": round(wall, 3),
        "cpu_s": round(cpu, 3),
        "peak_mb": round(memory, 1),
    }
    print(row)
    return row


def measure_install() -> dict[str, object]:
    """Install the locked dependencies and the package into a fresh environment."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "venv"
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        before = size_of(home)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        start = time.perf_counter()
        lock = ["--require-hashes", "-r", "requirements.lock"]
        for what in (lock, ["--no-deps", "."]):
            subprocess.run(
                [*pip, *what], cwd=ROOT, check=True, stderr=subprocess.DEVNULL
            )
        wall = time.perf_counter() - start
        row: dict[str, object] = {
            "name": "base install, without pip itself",
            "wall_s": round(wall, 1),
            "size_mb": round((size_of(home) - before) / 1e6, 1),
        }
    print(row)
    return row


def size_of(folder: Path) -> int:
    """Add up the bytes of all files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if not p.is_symlink())


def main() -> None:
    """Run all measurements."""
    python = sys.executable
    articles = sorted(map(str, SEEDS.glob("*.txt"))) or ["examples/articles"]
    with tempfile.TemporaryDirectory() as folder:
        brief = ["brief", *articles, "--worlds", "10000", "-o", f"{folder}/brief.html"]
        rows = [
            measure("python, nothing imported", [python, "-c", "pass"]),
            measure("import suzerain", [python, "-c", "import suzerain"]),
            measure("suzerain --help", [python, "-m", "suzerain.cli.main", "--help"]),
            measure(
                "brief of two articles, 10,000 worlds",
                [python, "-m", "suzerain.cli.main", *brief],
            ),
        ]
        size = Path(folder, "brief.html").stat().st_size
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "articles": [Path(path).name for path in articles],
        "brief_kb": round(size / 1000),
        "rows": [*rows, measure_install()],
    }
    out = Path(__file__).with_name("results.json")
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
