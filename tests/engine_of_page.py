"""The page's engine, built from its sources and run under Node."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from places import ROOT

PAGE = ROOT / "page"
OFFLINE = re.compile(r"EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|E403")
DRIVER = """
import { chance, makeEngine } from './engine.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
const packed = (values) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
const told = ({ outcomes, notes }) => ({
  notes,
  outcomes: [...outcomes.values()].map((one) => [
    one.id, one.label, one.kind, one.unit, packed(one.values),
    [one.mean, one.low, one.median, one.high],
  ]),
});
const tried = (engine, changes, worlds) => {
  try {
    return told(engine.solve(changes, { worlds }));
  } catch (error) {
    return { error: `${error}` };
  }
};
const jobs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const found = jobs.map((job) => {
  if (job.draw) return packed(chance(job.seed, job.draw, job.count));
  const engine = makeEngine(job.problem);
  if (job.slices) for (let k = 0; !engine.warm(0); k++) job.slices = k + 2;
  const found = job.scenarios.map((changes) => tried(engine, changes, job.first));
  return job.slices ? { slices: job.slices, found } : found;
});
writeFileSync(process.argv[3], JSON.stringify(found));
"""


def missing(what: str) -> NoReturn:
    words = f"{what}: the page's engine was not built"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def build_engine(home: Path) -> Path:
    """Bundle the engine for Node, where Node and the packages of the page are."""
    if shutil.which("node") is None:
        missing("no Node here")
    page = PAGE
    if not (PAGE / "node_modules").is_dir():
        page = home / "page"
        shutil.copytree(PAGE, page)
        npm = shutil.which("npm") or missing("no npm here")
        done = run(page, npm, "ci", "--no-audit", "--no-fund")
        if done.returncode and OFFLINE.search(done.stderr):
            missing("the registry of npm does not answer")
        assert done.returncode == 0, done.stderr
    done = run(page, "node", "build.mjs", "--engine", str(home / "engine.mjs"))
    assert done.returncode == 0, done.stderr
    (home / "driver.mjs").write_text(DRIVER)
    return home


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


def answers(home: Path, jobs: list[dict[str, Any]]) -> list[Any]:
    """Let the engine do jobs, and return what it finds."""
    (home / "jobs.json").write_text(json.dumps(jobs))
    done = run(home, "node", "driver.mjs", "jobs.json", "found.json")
    assert done.returncode == 0, done.stderr
    return json.loads((home / "found.json").read_text())


def unpacked(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype=np.float64)
