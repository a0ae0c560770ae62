"""All questions put to history, found in the folder of studies."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from suzerain.core.errors import UnknownName
from suzerain.outlook.backtest import studies as folder
from suzerain.outlook.backtest.study import Study


@cache
def studies() -> dict[str, Study]:
    """Every study by name; each module of the folder lists its own as `STUDIES`.

    Examples:
        >>> all(name == study.name for name, study in studies().items())
        True
    """
    modules = sorted(one.name for one in pkgutil.iter_modules(folder.__path__))
    found: dict[str, Study] = {}
    for name in modules:
        module = import_module(f"{folder.__name__}.{name}")
        found |= {study.name: study for study in getattr(module, "STUDIES", ())}
    return found


def study(name: str) -> Study:
    """Find a study.

    Raises:
        UnknownName: If there is none of that name; the nearest is proposed.
    """
    if name not in studies():
        raise UnknownName(name, studies(), "the back-tests")
    return studies()[name]
