"""A made sample in the files of Caliendo and Parro's study, for tests without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

REGIONS, SECTORS, TRADED = 31, 40, 20


def write_study(folder: Path, seed: int = 1, **changed: NDArray[np.float64]) -> Path:
    """Write a world of the study's shape whose every number is made up.

    `changed` replaces matrices by the names of their files.
    """
    rng = np.random.default_rng(seed)
    size = rng.lognormal(0, 1, REGIONS)
    flow = rng.lognormal(10, 1, (TRADED, REGIONS, REGIONS)) * np.outer(size, size)
    flow *= 1 - np.eye(REGIONS)
    output = rng.uniform(5, 15, (SECTORS, REGIONS)) * 1000 * flow.sum(axis=1).mean(0)
    tariffs = rng.uniform(0, 30, flow.shape) * (1 - np.eye(REGIONS))
    links = rng.lognormal(0, 1, (REGIONS, SECTORS, SECTORS))
    tables = {
        "xbilat1993": flow.reshape(-1, REGIONS).round(3),
        "tariffs1993": tariffs.reshape(-1, REGIONS).round(4),
        "tariffs2005": (tariffs / 3).reshape(-1, REGIONS).round(4),
        "IO": (links / links.sum(axis=1, keepdims=True)).reshape(-1, SECTORS),
        "B": rng.uniform(0.4, 0.7, (SECTORS, REGIONS)),
        "GO": output,
        "T": rng.uniform(2, 12, TRADED),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in (tables | changed).items():
        np.savetxt(folder / f"{name}.txt", values, fmt="%.9g")
    return folder
