"""The project's tasks: `python3 tasks.py NAME`. Needs Python 3.11 and nothing else.

Each task makes what it needs first: a virtual environment in `.venv`, filled from the
lock files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("SUZERAIN_VENV", ROOT / ".venv"))
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
MINIMUM = (3, 11)
# Two at once, a file of tests to each, so that what a file sets up is set up once.
PYTEST = (BIN / "python", "-m", "pytest", "-n", "2", "--dist", "loadfile")


def run(*command: str | Path, **env: str) -> None:
    """Run a command in the project's folder; stop at its failure."""
    print("$", *(str(part) for part in command), flush=True)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **env},
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)


def install(lock: str) -> None:
    """Fill the virtual environment from a lock file, when that has changed."""
    stamp = VENV / f"{lock}.done"
    wanted = (ROOT / lock).read_text() + (ROOT / "pyproject.toml").read_text()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not (BIN / "pip").exists() and not (BIN / "pip.exe").exists():
        try:
            run(sys.executable, "-m", "venv", VENV)
        except SystemExit:
            print("Hint: on Debian and Ubuntu, first: apt-get install python3-venv")
            raise
    python = BIN / "python"
    quiet = ("--quiet", "--disable-pip-version-check")
    run(python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", lock)
    run(python, "-m", "pip", "install", *quiet, "--no-deps", "--editable", ".")
    stamp.write_text(wanted)


def example() -> None:
    """Install, and write brief.html about the two example articles."""
    install("requirements.lock")
    run(BIN / "suzerain", "brief", "examples/articles", "-o", "brief.html")
    print(f"Open {ROOT / 'brief.html'} in a browser.")


def test() -> None:
    """Install, and run all tests."""
    install("requirements-dev.lock")
    run(*PYTEST, *sys.argv[2:])


def quick() -> None:
    """Run the tests that take under half a minute."""
    install("requirements-dev.lock")
    run(*PYTEST, "-m", "not slow and not browser", *sys.argv[2:])


def lint() -> None:
    """Check style, types and floors."""
    install("requirements-dev.lock")
    run(BIN / "ruff", "check")
    run(BIN / "ruff", "format", "--check")
    run(BIN / "mypy")
    run(BIN / "lint-imports", "--no-logo", "--no-cache")


def docs() -> None:
    """Build the reference pages and the docs site into `site/`."""
    install("requirements-dev.lock")
    run(BIN / "python", "tools/make_reference.py", "--check")
    run(BIN / "zensical", "build", "--clean", "--strict")


def bench() -> None:
    """Measure speed and size; write bench/results.json."""
    install("requirements-dev.lock")
    run(BIN / "python", "bench/measure.py")


def page() -> None:
    """Build the scripts of the brief and the app from `page/` (needs Node)."""
    npm = shutil.which("npm") or sys.exit("install Node 18 or later and npm first")
    folder = ROOT / "page"
    run(npm, "--prefix", folder, "ci", "--no-audit", "--no-fund")
    run(npm, "--prefix", folder, "run", "types")
    run(npm, "--prefix", folder, "run", "build")


def lock() -> None:
    """Write the lock files anew from pyproject.toml (needs uv)."""
    uv = shutil.which("uv") or sys.exit("install uv first")
    shared = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header")
    common = ("pip", "compile", "--quiet", "--python-version", "3.11", *shared)
    run(uv, *common, "pyproject.toml", "-o", "requirements.lock")
    dev = ("--group", "dev", "-o", "requirements-dev.lock")
    run(uv, *common, "pyproject.toml", *dev)


TASKS: dict[str, Callable[[], None]] = {
    task.__name__: task
    for task in (example, test, quick, lint, docs, bench, page, lock)
}


def main() -> None:
    """Run the task that is named."""
    if sys.version_info < MINIMUM:
        sys.exit(f"Python {MINIMUM[0]}.{MINIMUM[1]} or later is needed")
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        print(*(f"{name:<9}{task.__doc__}" for name, task in TASKS.items()), sep="\n")
        sys.exit(0 if len(sys.argv) < 2 else 2)
    TASKS[sys.argv[1]]()


if __name__ == "__main__":
    main()
