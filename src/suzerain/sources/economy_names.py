"""Which region or sector of an economy a user means."""

from __future__ import annotations

from suzerain.core.economy import Economy
from suzerain.core.errors import UnknownName
from suzerain.sources.economies import region_code
from suzerain.sources.states import translate

YEAR = 2000  # in which names of states are read


def find_region(name: str, economy: Economy) -> str:
    """Find a region by its code, or by any known name of a state.

    Raises:
        UnknownName: If it is no state, with the nearest name, or a state that the
            economy does not hold by itself.

    Examples:
        >>> from types import SimpleNamespace
        >>> find_region("Germany", SimpleNamespace(regions=("AUT", "DEU")))
        'DEU'
    """
    try:
        return region_code(name, economy)
    except UnknownName as error:
        if len(name) > len("ISO"):
            translate(name, "name", YEAR)  # its message proposes names, not codes
        raise error from None


def find_sector(name: str, economy: Economy) -> str:
    """Find a sector, whatever its capitals.

    Raises:
        UnknownName: If there is none; the nearest is proposed.

    Examples:
        >>> from types import SimpleNamespace
        >>> find_sector("auto", SimpleNamespace(sectors=("Auto", "Post")))
        'Auto'
    """
    known = {sector.lower(): sector for sector in economy.sectors}
    if name.lower() not in known:
        raise UnknownName(name, economy.sectors, "the economy's sectors")
    return known[name.lower()]
