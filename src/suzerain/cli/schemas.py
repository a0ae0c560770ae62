"""The published JSON Schemas of results."""

from __future__ import annotations

from importlib.resources import files

from suzerain.core.errors import UnknownName

_SUFFIX = ".schema.json"
_CASE = "case"


def schema_names() -> list[str]:
    """Name what has a schema, in order.

    Examples:
        >>> "claim" in schema_names()
        True
    """
    folder = files("suzerain.cli") / "schema"
    names = [path.name for path in folder.iterdir() if path.name.endswith(_SUFFIX)]
    return sorted([_CASE, *(name.removesuffix(_SUFFIX) for name in names)])


def read_schema(name: str) -> str:
    """Return the JSON Schema of a result or of a case, as text.

    Raises:
        UnknownName: If there is none of that name.
    """
    if name not in schema_names():
        raise UnknownName(name, schema_names(), "the schemas")
    if name == _CASE:
        from suzerain.case.plain import schema_text

        return schema_text()
    path = files("suzerain.cli") / "schema" / f"{name}{_SUFFIX}"
    return path.read_text(encoding="utf-8")
