"""Verbs whose object does what comes next: "asked B to leave", "accused B of it"."""

from __future__ import annotations

from suzerain.evidence.vocabulary import verb_forms


def forms_of(*bases: str) -> frozenset[str]:
    """All forms of some verbs.

    Examples:
        >>> sorted(forms_of("ask"))
        ['ask', 'asked', 'asking', 'asks']
    """
    return frozenset(form for base in bases for form in verb_forms(base))


OBJECT_CONTROL = forms_of(
    "ask", "urge", "want", "force", "press", "convince", "persuade", "allow", "permit",
    "help", "order", "tell", "invite", "get", "require", "enable", "lead", "prompt",
    "drive", "push", "compel", "oblige", "expect", "cause", "encourage", "instruct",
    "direct", "pressure", "make", "request", "summon", "command", "forbid", "beg",
    "implore", "advise", "warn", "authorise", "authorize", "coerce", "lobby", "exhort",
    "entice", "empower", "entitle", "commission", "call",
)  # fmt: skip

JUDGING = forms_of(
    "accuse", "suspect", "blame", "thank", "criticise", "criticize", "condemn",
    "denounce", "praise", "sanction", "punish", "rebuke", "reward", "attack", "charge",
    "stop", "prevent", "keep", "deter", "dissuade", "bar", "ban", "discourage",
    "prohibit", "restrain", "reproach", "fault", "convict", "acquit", "absolve",
    "forgive", "pardon", "excuse", "chide", "scold", "censure", "upbraid", "admonish",
)  # fmt: skip

# Their object is somebody: "lent it", "forced it", "accuses it".
TAKING = (OBJECT_CONTROL | JUDGING | forms_of(
    "give", "lend", "lease", "offer", "promise", "grant", "award", "owe", "deny",
    "cost", "supply", "provide", "arm", "aid", "assist", "support", "defend", "protect",
    "isolate", "invade", "occupy", "annex", "threaten", "pay", "teach", "show", "send",
    "leave", "join", "back", "deprive", "rob", "strip", "spare", "save", "rescue",
    "abandon", "betray", "befriend", "court", "woo", "recognise", "recognize", "fund",
    "finance", "arm", "equip", "train", "beat", "defeat", "weaken", "strengthen",
    "remind", "assure", "inform", "notify", "reassure", "name", "see", "hold",
    "deceive",
    "trust", "serve", "obey", "attack", "bomb", "shell", "encircle", "rein", "sell",
)) - {"keep", "kept", "keeps", "call", "calls", "called", "calling"}  # fmt: skip

# What is done by these to "its X" is not done to one's own.
HARMING = forms_of(
    "attack", "bomb", "shell", "strike", "hit", "raid", "invade", "seize", "sanction",
    "condemn", "criticise", "criticize", "denounce", "accuse", "expel", "blockade",
    "bombard", "sink", "destroy", "fire", "besiege", "annex", "occupy", "overrun",
    "ambush", "torpedo", "plunder", "loot", "punish", "threaten", "storm", "capture",
    "kidnap", "abduct", "assassinate", "mine", "embargo", "boycott", "hack", "jam",
    "shoot", "violate", "penetrate", "infiltrate", "steal", "confiscate", "detain",
)  # fmt: skip
