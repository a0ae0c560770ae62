"""Whether those whom a mention means are several, a people, a body or one."""

from __future__ import annotations

import re

from suzerain.core.codes import actors
from suzerain.evidence.discourse import Discourse
from suzerain.evidence.referents import Option

PEOPLE = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:soldiers|troops|forces|officials|diplomats|officers|jets"
    r"|planes|ships|warships|firms|companies|banks|rebels|fighters|police|leaders"
    r"|ministers|workers|traders|engineers|technicians|advisers|advisors|delegates"
    r"|negotiators|authorities|pilots|guards|generals|lawmakers|guerrillas|militants"
    r"|citizens|voters|farmers|fishermen|sailors|students|protesters|demonstrators"
    r"|instructors|mercenaries|contractors|peacekeepers|settlers|refugees|migrants"
    r"|communists|nationalists|separatists|[a-z]+(?:ists|ians|ants|ers|ors)"
    r"|businessmen|investors|bankers|importers|exporters|buyers|hackers|agents)\b"
)


def number_of(memory: Discourse, option: Option) -> str:
    """Tell `many`, `people` ("Russia's soldiers"), `body` or `one`.

    Args:
        memory: The text.
        option: Somebody who may be meant.
    """
    near = option.near
    if "+" in option.code:
        return "many"
    if near is not None:
        text = memory.scene.text
        if near.sort == "demonym" and text[near.end - 1] == "s":
            return "many"
        owner = text[near.end : near.end + 2] in {"'s", "\u2019s"}
        people = (owner or near.sort == "demonym") and PEOPLE.match(
            text, near.end + 2 * owner
        )
        if people or "(unnamed)" in near.code:
            return "people"
    known = actors().get(option.code)
    return "one" if known is None or known.kind == "state" else "body"
