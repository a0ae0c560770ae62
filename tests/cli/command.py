"""The real command, run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(sys.executable).with_name("suzerain")
MODULE = [sys.executable, "-m", "suzerain.cli.main"]
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else MODULE


def suzerain(
    *words: object, stdin: bytes = b"", where: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; a traceback is a failure, whatever the test is about."""
    done = subprocess.run(
        [*COMMAND, *map(os.fsencode, map(str, words))],
        input=stdin,
        cwd=where,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"InternalError" not in done.stderr, done.stderr.decode()
    return done


def told(done: subprocess.CompletedProcess[bytes], *words: str, code: int = 1) -> str:
    """Check that an error is clear: code, words, a hint, and no data printed."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    for word in words:
        assert word in said
    if code == 1:
        assert "Hint:" in said
        assert done.stdout == b""
    return said
