"""Under which id of the register a draw is explained."""

from __future__ import annotations

from collections.abc import Mapping

from suzerain.core.assumption import Assumption, is_about_one


def registered(name: str, register: Mapping[str, object]) -> str:
    """Shorten the name of a draw to the id under which its basis is found.

    `power.credibility.<actor>` is a draw of the assumption `power.credibility`, unless
    the register holds a row of the longer name. Other ids stay as they are.

    Args:
        name: A name in `Worlds.drawn`.
        register: The assumptions.

    Returns:
        The longest leading part that is an assumption, or the name itself.

    Examples:
        >>> registered("power.keep.AAA", {"power.keep": 0})
        'power.keep'
    """
    parts = name.split(".")
    for end in range(len(parts), 1, -1):
        short = ".".join(parts[:end])
        if short in register and not is_about_one(_parent(register[short])):
            return short
    return name


def _parent(entry: object) -> str:
    return entry.inherits if isinstance(entry, Assumption) else ""
