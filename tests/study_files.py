"""Made files in the layout of Caliendo & Parro's study, whole but of small numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

COUNT, TRADED, SECTORS = 31, 20, 40


def study(folder: Path, seed: int = 1, **changed: NDArray[np.float64]) -> Path:
    """Write the study's text files; `changed` replaces matrices by name."""
    draw = np.random.default_rng(seed)
    trade = draw.integers(0, 90, (TRADED, COUNT, COUNT)).astype(float)
    trade[:, range(COUNT), range(COUNT)] = 0
    parts = draw.integers(0, 9, (COUNT, SECTORS, SECTORS)).astype(float) + 0.1
    parts /= parts.sum(axis=1, keepdims=True)
    output = draw.integers(5_000, 9_000, (SECTORS, COUNT)) * 1000.0
    files = {
        "xbilat1993": trade.reshape(-1, COUNT),
        "tariffs1993": draw.integers(0, 20, (TRADED * COUNT, COUNT)) * 1.0,
        "tariffs2005": draw.integers(0, 10, (TRADED * COUNT, COUNT)) * 1.0,
        "IO": parts.reshape(-1, SECTORS),
        "B": draw.integers(3, 8, (SECTORS, COUNT)) / 10,
        "GO": output,
        "T": draw.integers(2, 9, TRADED) * 1.0,
    }
    for name, values in (files | changed).items():
        np.savetxt(folder / f"{name}.txt", values, delimiter="\t", fmt="%.10g")
    return folder
