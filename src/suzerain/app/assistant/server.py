"""The tools of a case over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

from suzerain.app.assistant.desk import WARNING, Desk
from suzerain.core.errors import SuzerainError

INSTRUCTIONS = (
    "Answers about one case of Suzerain: who depends on whom, whether a pact holds, "
    "what is contested and what may happen. Every value has a range and an id; `why` "
    "leads from an id to the sentences and assumptions it rests on. Give the range "
    f"with a value, and say which assumptions it rests on. {WARNING}"
)


def mcp_server(desk: Desk) -> Any:
    """Make a server whose tools are the questions of a desk.

    Args:
        desk: Answers from one case folder.

    Returns:
        An `MCPServer` of the Python SDK.

    Raises:
        SuzerainError: If the SDK is not installed (extra `mcp`).
    """
    sdk = _sdk("mcp.server.mcpserver")
    kinds = _sdk("mcp.types")
    harmless = kinds.ToolAnnotations(
        read_only_hint=True,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=False,
    )
    server = sdk.MCPServer(
        name="suzerain",
        instructions=INSTRUCTIONS,
        version=_version(),
        log_level="ERROR",
    )
    for tool in desk.tools:
        told = inspect.getdoc(tool)
        server.add_tool(_told(tool), description=told, annotations=harmless)
    return server


def _told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Let an error of ours reach the assistant as words, with its hint."""

    @functools.wraps(tool)
    def answer(*given: Any, **named: Any) -> Any:
        try:
            return tool(*given, **named)
        except SuzerainError as error:
            failed = _sdk("mcp.server.mcpserver.exceptions").ToolError
            raise failed(str(error)) from error

    return answer


def _sdk(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise SuzerainError(
            "the Python SDK of the Model Context Protocol is not installed",
            "mcp 2 or later, which the extra 'mcp' brings",
            "run `pip install 'suzerain[mcp]'`",
        ) from error


def _version() -> str:
    from suzerain import __version__

    return __version__
