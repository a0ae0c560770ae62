"""Which region or sector of an economy a user means, and what a region is called."""

from __future__ import annotations

from suzerain.core.codes import actor_name
from suzerain.core.economy import Economy
from suzerain.core.errors import UnknownName
from suzerain.sources.states import translate

YEAR = 2000  # in which names of states are read


def find_region(name: str, economy: Economy) -> str:
    """Find a region by its code, its name in the dataset, or any name of a state.

    Raises:
        UnknownName: If it is no state, with the nearest name, or a state that the
            economy does not hold by itself.

    Examples:
        >>> from types import SimpleNamespace
        >>> find_region("Germany", SimpleNamespace(regions=("AUT", "DEU"), names=()))
        'DEU'
    """
    named = dict(zip(map(str.upper, economy.names), economy.regions, strict=False))
    known = {**named, **{code: code for code in economy.regions}}
    if name in known or name.upper() in known:
        return known.get(name) or known[name.upper()]
    try:
        code = translate(name, "name", YEAR)
    except UnknownName:
        if len(name) > len("ISO"):
            raise  # its message proposes names, not codes
        code = name
    if code not in economy.regions:
        raise UnknownName(name, economy.regions, "the economy's regions")
    return code


def region_names(economy: Economy) -> dict[str, str]:
    """Name each region as its dataset does, else as its state is called.

    Examples:
        >>> from types import SimpleNamespace
        >>> region_names(SimpleNamespace(regions=("AUT", "ROW"), names=()))
        {'AUT': 'Austria', 'ROW': 'ROW'}
    """
    names = economy.names or tuple(map(actor_name, economy.regions))
    return dict(zip(economy.regions, names, strict=True))


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
