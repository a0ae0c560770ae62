"""Who does what a frame says, to whom, and who receives it."""

from __future__ import annotations

from suzerain.evidence.actor_codes import states
from suzerain.evidence.attribution import speaker_at
from suzerain.evidence.context import Context
from suzerain.evidence.frames import Trigger
from suzerain.evidence.parsed import Group, Parsed, Verb
from suzerain.evidence.roles import after_preposition, direct_object
from suzerain.evidence.subjects import nearest_left, subject_of

Filled = tuple[str, Group | None]
EMPTY: Filled = ("", None)
GIVEN_FROM = frozenset({"SUPPLIES", "AID", "SUPPLIES_ARMS", "SUPPLIES_ENERGY"})


def filled_by(group: Group | None) -> Filled:
    """A role filled by a group of actors, or by nobody."""
    return (group.code, group) if group is not None else EMPTY


def is_passive(context: Context, trigger: Trigger) -> bool:
    """Whether the verb of a frame is passive."""
    verb = context.parsed.verb_at[trigger.first]
    return trigger.frame.pos == "verb" and verb is not None and verb.passive


def governing_subject(context: Context, trigger: Trigger) -> Group | None:
    """Subject of the verb that a noun or adjective of a frame hangs on."""
    verbs = [v for v in context.parsed.verbs if v.head < trigger.first]
    return subject_of(context, verbs[-1]) if verbs else None


def find_subject(context: Context, trigger: Trigger) -> Filled:
    """Who does it, in whatever voice."""
    verb = context.parsed.verb_at[trigger.first]
    own = verb is not None and verb.head == trigger.first
    if verb is not None and (trigger.frame.pos == "verb" or own):
        if verb.passive:
            agent = after_preposition(context, trigger, "by")
            if agent is None and trigger.frame.relation in GIVEN_FROM:
                agent = after_preposition(context, trigger, "from")
            return filled_by(agent)
        subject = subject_of(context, verb)
        if subject is None and _says_we(context.parsed, verb):
            return find_speaker(context, trigger)
        return filled_by(subject)
    return filled_by(governing_subject(context, trigger))


def _says_we(parsed: Parsed, verb: Verb) -> bool:
    """Whether the subject of a verb is "we", who is the one that speaks."""
    at = verb.first - 1
    while at >= 0 and parsed.words[at] in {"not", "never", "also", "then"}:
        at -= 1
    return parsed.words[at : at + 1] == ["we"] and at >= 0


def find_surface(context: Context, trigger: Trigger) -> Filled:
    """The grammatical subject of the verb."""
    verb = context.parsed.verb_at[trigger.first]
    return filled_by(subject_of(context, verb)) if verb is not None else EMPTY


def groups_inside(context: Context, trigger: Trigger) -> list[Group]:
    """Groups that stand between the words of a frame: A in "freeze A's funds"."""
    return [
        group
        for group in context.parsed.groups
        if trigger.first < group.first < trigger.last
    ]


def find_object(context: Context, trigger: Trigger) -> Filled:
    """To whom it is done, in whatever voice."""
    if is_passive(context, trigger):
        return find_surface(context, trigger)
    inside = groups_inside(context, trigger) if trigger.frame.pos == "verb" else []
    if inside:
        return filled_by(inside[0])
    return filled_by(direct_object(context, trigger))


def _fronted(context: Context, trigger: Trigger) -> Group | None:
    """Who stands before "to which X sells"."""
    parsed = context.parsed
    verb = parsed.verb_at[trigger.first]
    subject = subject_of(context, verb) if verb is not None else None
    if subject is None or subject.first < 2:
        return None
    at = subject.first - 2
    if parsed.words[at + 1] in {"the", "a"}:
        at -= 1
    if parsed.words[at] != "to" or parsed.words[at + 1] not in {"which", "whom"}:
        return None
    return nearest_left(parsed, at)


def find_receiver(context: Context, trigger: Trigger) -> Filled:
    """Who gets it: behind "to", bare behind the verb, or behind "for"."""
    fronted = _fronted(context, trigger)
    if fronted is not None:
        return filled_by(fronted)
    to = after_preposition(context, trigger, "to")
    if to is not None and _own_part(context, trigger, to):
        to = None
    named = _dative(context, trigger) or to
    if named is not None:
        return filled_by(named)
    if is_passive(context, trigger):
        return find_surface(context, trigger)
    bare = direct_object(context, trigger, bare=True)
    if bare is not None:
        return filled_by(bare)
    own = direct_object(context, trigger)
    if own is not None and own.adjective and own.sort != "pronoun":
        words = [one for one in context.parsed.words[own.last :] if one != "'s"]
        if words[:1] and words[0] in {
            "forces",
            "troops",
            "army",
            "military",
            "rebels",
            "government",
        }:
            return filled_by(own)
    return filled_by(after_preposition(context, trigger, "for"))


def _dative(context: Context, trigger: Trigger) -> Group | None:
    """Who stands right behind a verb: B in "grants B transit to its port"."""
    if trigger.frame.pos != "verb" or is_passive(context, trigger):
        return None
    at = trigger.last
    words = context.parsed.words
    while at < len(words) and words[at] in {"the", "both"}:
        at += 1
    group = context.parsed.group_at[at] if at < len(words) else None
    if group is None or group.adjective or group.possessive or group.last >= len(words):
        return None
    return group if words[group.last].isalnum() else None


def _own_part(context: Context, trigger: Trigger, group: Group) -> bool:
    """Whether "to its port" only says where: "its" is the giver's or the taker's."""
    verb = context.parsed.verb_at[trigger.first]
    giver = subject_of(context, verb) if verb is not None else None
    mine = giver is not None and states(giver.code) == states(group.code)
    return group.sort == "pronoun" and group.possessive and mine


def find_speaker(context: Context, trigger: Trigger) -> Filled:
    """Who says it."""
    return speaker_at(context.speeches, trigger.first), None
