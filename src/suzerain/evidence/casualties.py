"""The dead, wounded and missing that a sentence counts, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from suzerain.evidence.context import Context
from suzerain.evidence.measured import Measured
from suzerain.evidence.parsed import Group, Parsed
from suzerain.evidence.quantities import Quantity, number_value
from suzerain.evidence.subjects import subject_of

KILLED = "killed"
WOUNDED = "wounded"
MISSING = "missing"
HARMED = "casualties"
WORDS = {
    **dict.fromkeys(
        "killed kill kills killing dead died die dies dying slain slew slaying "  # noqa: SIM905
        "perished perish death deaths fatality fatalities drowned executed massacred "
        "slaughtered murdered beheaded lives fatally killings murders corpses bodies "
        "assassinated".split(),
        KILLED,
    ),
    **dict.fromkeys(
        "wounded wound wounds wounding injured injure injures injuring injury "  # noqa: SIM905
        "injuries hurt maimed maiming".split(),
        WOUNDED,
    ),
    **dict.fromkeys(["missing"], MISSING),
    **dict.fromkeys(["casualties", "casualty", "victims", "losses"], HARMED),
}
DOING = frozenset(
    "killed kill kills killing slew slaying wounded wound wounds wounding injured "  # noqa: SIM905
    "injure injures injuring executed massacred slaughtered murdered beheaded "
    "maimed maiming drowned lost".split()
)
NOUNS = frozenset(
    "dead death deaths fatality fatalities lives killings murders bodies corpses "  # noqa: SIM905
    "wounded injured injuries injury casualties casualty victims losses missing".split()
)
NONE = frozenset(["none", "nobody", "no"])
PEOPLE = frozenset(
    "soldiers soldier troops people persons civilians men women children seamen "  # noqa: SIM905
    "sailors fishermen villagers policemen officers rangers guards demonstrators "
    "protesters fighters militants rebels prisoners refugees workers journalists "
    "students miners pilots crewmen servicemen conscripts marines peacekeepers "
    "passengers farmers residents others hostages migrants pilgrims settlers ranger "
    "policeman officer guard fisherman villager civilian person man woman child sailor "
    "pilot fighter militant rebel student journalist peacekeeper combatants "
    "inhabitants".split()
)
TOLL = frozenset(["toll", "dead", "deaths", "fatalities", "casualties", "losses"])
LINK = frozenset(
    "were was are is been being be have has had got resulted fell lay also more "  # noqa: SIM905
    "reportedly others of its their his and , the a total or other".split()
)
WHOM = frozenset(["a", "an", "the", "their", "his", "its", "<actor>", "some"])
TELLING = frozenset(
    "put rose risen stood stands climbed reached is was rises passed exceeded "  # noqa: SIM905
    "exceeds".split()
)
MEASURE = frozenset(
    "at least most more than some about around of nearly almost up to over a an "  # noqa: SIM905
    "estimated another the as many fewer less no other roughly approximately".split()
)
LOSING = frozenset({"lost", "losing", "lose", "loses"})
REACH = 7
SMALL = re.compile(r"\b(?:one|a|an)\b", re.IGNORECASE)
COUNTED = frozenset(["", "soldiers", "people"])


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of people, and the tokens that it takes."""

    at: int
    last: int
    quantity: Quantity


def find_casualties(
    context: Context, quantities: tuple[Quantity, ...], topic: str = ""
) -> Iterator[Measured]:
    """Find how many were killed, wounded or are missing, and of whom.

    "at least 14 seamen were killed and 31 wounded" gives two claims; "none died" and
    "no injuries" give zero. The subject is whose people they are: as their own words
    say ("two Peruvian soldiers"), else where they were, else who was attacked before.

    Args:
        context: The sentence.
        quantities: The numbers in it.
        topic: The actor that the document is most about.
    """
    parsed = context.parsed
    if WORDS.keys().isdisjoint(parsed.words) and LOSING.isdisjoint(parsed.words):
        return
    before: tuple[_Count, str, Group | None] | None = None
    for count in _counts(parsed, quantities):
        harm = _harm(parsed, count)
        if not harm and before is not None and _listed(parsed, before[0], count):
            harm = before[1]
        if not harm:
            continue
        quantity, opened = _as(count.quantity, harm), count.at
        if before is not None and _shares_bound(parsed, before[0], count):
            quantity = _lower(quantity, before[0].quantity)
            opened = before[0].at
        group = _whose(context, count)
        if group is None and before is not None:
            group = before[2]
        code = group.code if group is not None else _attacked(context) or topic
        if not code:
            continue
        before = (_Count(count.at, count.last, quantity), harm, group)
        left, right = parsed.clause(count.at)
        inside = group is not None and left <= group.first < right
        used = [opened, count.at, count.last, _word_near(parsed, count)]
        if group is not None and inside:
            used += [group.first, group.last - 1]
        yield Measured(
            relation="CASUALTIES", subject=code, object="", quantity=quantity,
            at=count.at, first=min(used), last=max(used),
            notes=() if group is not None else ("subject inferred",),
        )  # fmt: skip


def _counts(parsed: Parsed, quantities: tuple[Quantity, ...]) -> list[_Count]:
    """Numbers that may count people: stated ones, "one ranger", "none", "no"."""
    found = []
    for one in quantities:
        if one.unit not in COUNTED:
            continue
        at = parsed.token_at(one.start)
        last = max(parsed.token_at(one.end) - 1, at)
        found.append(_Count(at, last, one))
    taken = {token for one in found for token in range(one.at, one.last + 1)}
    for at, word in enumerate(parsed.words):
        if at in taken:
            continue
        ahead = parsed.words[at + 1 : at + 4]
        start, end = parsed.starts[at], parsed.ends[at]
        if word in NONE and (word != "no" or set(ahead[:3]) & (NOUNS | {"one"})):
            zero = Quantity(start=start, end=end, value=0.0, low=0.0, high=0.0)
            found.append(_Count(at, at, zero))
        elif word in {"one", "a", "an"} and set(ahead[:2]) & PEOPLE:
            single = Quantity(start=start, end=end, value=1.0, low=1.0, high=1.0)
            found.append(_Count(at, at, single))
        elif ahead[:1] and ahead[0] in WORDS and word.isalpha():
            n = number_value(word)
            if n is not None:
                many = Quantity(start=start, end=end, value=n, low=n, high=n)
                found.append(_Count(at, at, many))
    return sorted(found, key=lambda one: one.at)


def _harm(parsed: Parsed, count: _Count) -> str:
    """What befell those counted, or nothing."""
    words = parsed.words
    at, last = count.at, count.last
    for here in range(last + 1, min(last + 1 + REACH, len(words))):
        word = words[here]
        if word in WORDS:
            active = word in DOING and _has_own_object(parsed, here)
            if word == "lives" and not _lost(words, at, here):
                return ""
            return "" if active else WORDS[word]
        if word[:1].isdigit() or word in {";", ":", "(", ")"}:
            break
        verb = parsed.verb_at[here]
        if verb is not None and word not in LINK and verb.head == here:
            break
        if word not in LINK | PEOPLE and word == "," and here > last + 1:
            break
    return _harm_before(parsed, at)


def _has_own_object(parsed: Parsed, here: int) -> bool:
    """Whether those counted do the harm: "30 gunmen killed a guard"."""
    verb = parsed.verb_at[here]
    if verb is None or verb.passive or verb.head != here:
        return False
    after = "".join(parsed.words[here + 1 : here + 2])
    return after in WHOM | PEOPLE or (after != "" and number_value(after) is not None)


def _harm_before(parsed: Parsed, at: int) -> str:
    """What words before a count say: "killing two", "left 30 dead", "a toll of 40"."""
    words = parsed.words
    back = at - 1
    while back >= 0 and words[back] in MEASURE:
        back -= 1
    if back < 0:
        return ""
    word = words[back]
    verb = parsed.verb_at[back]
    if word in DOING and word != "lost" and verb is not None:
        return "" if verb.passive else WORDS[word]
    after = words[at + 1 : at + 5]
    if word in LOSING:
        return KILLED if set(after) & PEOPLE else ""
    if word in {"left", "leaving", "leaves"}:
        return next((WORDS[one] for one in after if one in WORDS), "")
    near = words[max(back - 5, 0) : back + 1] if word in TELLING else [word]
    return next((WORDS.get(one, KILLED) for one in near if one in TOLL), "")


def _lost(words: list[str], at: int, here: int) -> bool:
    """Whether lives are lost: "cost 30 lives", "30 lost their lives"."""
    near = words[max(at - 5, 0) : here + 3]
    return bool({"lost", "lose", "losing", "cost", "costing", "claimed", "claiming",
                 "took", "taking", "claims", "costs"} & set(near))  # fmt: skip


def _listed(parsed: Parsed, before: _Count, count: _Count) -> bool:
    """Whether a count only goes on with a list: "two soldiers and three villagers"."""
    between = parsed.words[before.last + 1 : count.at]
    after = parsed.words[count.last + 1 : count.last + 3]
    own = parsed.words[count.at : count.last + 1]
    joined = len(between) <= REACH and bool({"and", ","} & set(between))
    plain = not any(
        parsed.verb_at[at] is not None for at in range(before.last + 1, count.at)
    )
    return joined and plain and bool((set(after) | set(own)) & PEOPLE)


def _shares_bound(parsed: Parsed, before: _Count, count: _Count) -> bool:
    """Whether "at least" goes for the second number too: "14 killed and 31 wounded"."""
    q = before.quantity
    opened = q.low is not None and q.high is None
    between = parsed.words[before.last + 1 : count.at]
    bare = parsed.words[count.last + 1 : count.last + 2]
    exact = count.quantity.low == count.quantity.high
    return (
        opened and exact and len(between) <= REACH and between[-1:] == ["and"]
        and bool(bare) and bare[0] in WORDS and count.quantity.value != 0
    )  # fmt: skip


def _lower(quantity: Quantity, like: Quantity) -> Quantity:
    return Quantity(
        start=quantity.start, end=quantity.end, low=quantity.value, unit=quantity.unit,
        rounded=like.rounded,
    )  # fmt: skip


def _as(quantity: Quantity, unit: str) -> Quantity:
    return Quantity(
        start=quantity.start, end=quantity.end, value=quantity.value, low=quantity.low,
        high=quantity.high, unit=unit, rounded=quantity.rounded,
    )  # fmt: skip


def _word_near(parsed: Parsed, count: _Count) -> int:
    """The word of harm nearest to a count."""
    places = [
        at for at, word in enumerate(parsed.words) if word in WORDS or word in LOSING
    ]
    return min(places, key=lambda at: min(abs(at - count.at), abs(at - count.last)))


def _whose(context: Context, count: _Count) -> Group | None:
    """The group that the people counted belong to, by words of the sentence."""
    parsed = context.parsed
    left, right = parsed.clause(count.at)
    inside = [g for g in parsed.groups if left <= g.first < right]
    for group in inside:  # "two Peruvian soldiers", "nine of its sailors"
        near = count.at <= group.first <= count.last + 4
        if near and (group.adjective or group.possessive):
            return group
        of = group.governor > count.last and parsed.words[group.governor] == "of"
        if of and group.first <= count.last + 5:
            return group
    doer = _doer(context, count)
    places = [
        g
        for g in inside
        if g.governor >= 0
        and parsed.words[g.governor] in {"in", "among", "on", "against", "across"}
        and g is not doer
    ]
    if places:
        return min(places, key=lambda g: abs(g.first - count.at))
    others = [
        g
        for g in parsed.groups
        if g is not doer and not g.aside and abs(g.first - count.at) < 14
        and (doer is None or g.code != doer.code)
    ]  # fmt: skip
    verb = next((v for v in parsed.verbs if v.head < count.at <= v.head + 4), None)
    if verb is not None and parsed.words[verb.head] in {"put", "lost", "lose"}:
        return subject_of(context, verb)
    if doer is not None and not others:
        return doer if _own_people(context) else None
    return others[0] if len({g.code for g in others}) == 1 else None


def _own_people(context: Context) -> bool:
    """Whether no other than the doer has been spoken of as attacked."""
    return not context.last.get("ASSAULT", ("", ""))[1]


def _doer(context: Context, count: _Count) -> Group | None:
    """Who kills, in "A's army killed 30" and "in which A killed 30"."""
    parsed = context.parsed
    for verb in parsed.verbs:
        if parsed.words[verb.head] in DOING and count.at - 6 <= verb.head < count.at:
            return None if verb.passive else subject_of(context, verb)
    agents = [
        g
        for g in parsed.groups
        if g.governor > count.last and parsed.words[g.governor] == "by"
    ]
    return agents[0] if agents else None


def _attacked(context: Context) -> str:
    """Who was attacked last, else whose dead were counted last."""
    attacked = context.last.get("ASSAULT", ("", ""))[1]
    return attacked or context.last.get("CASUALTIES", ("", ""))[0]
