"""What assumptions are called in plain words.

A slot in braces is filled with the actor, good or term that a number was drawn for.
"""

from __future__ import annotations

PARAMETERS = {
    "sigma": "how easily foreign suppliers of {} replace one another",
    "varsigma": "how easily home supply of {} replaces supply from abroad",
    "evasion": "part of a cut flow of {} that gets round the cut",
    "need_weight": "weight of {} in a state's welfare",
    "home": "part of {} that a state supplies itself",
    "term_size": "amount of {} in the pact, against what the taker gets today",
    "giver_cost": "what giving {} costs the giver",
    "provocation": "how strongly rivals are provoked by {}",
    "strategic_cost": "what giving {} costs the giver's own security",
    "giver_drain": "part of the giver's own {} that the pact uses up",
    "eta": "how fast others replace a cut flow of {}",
}

# Words for an id, and whom it is about where nobody is named.
NAMED = {
    "measure.rho": ("how little goods of different kinds replace one another", ""),
    "measure.patron_share": ("in how many worlds a patron must lead", ""),
    "measure.shapley_exact": ("suppliers up to which blame is split exactly", ""),
    "measure.shapley_orders": ("orders of arrival tried when blame is split", ""),
    "pact.bargaining_power": ("weight of {} in the bargain", "a member"),
    "pact.relative_size": ("size of {} economy beside the others'", "a member's"),
    "pact.no_return": ("price of giving what cannot be called back", ""),
    "pact.cut_off_chance": ("chance of a cut-off that nobody provoked", ""),
    "pact.delivery.observed": (
        "how surely {} is delivered, which was seen",
        "what was seen",
    ),
    "pact.delivery.promised": (
        "how surely {} is delivered, which is promised",
        "a term",
    ),
    "pact.delivery.alleged": (
        "how surely {} is delivered, which is alleged",
        "a term",
    ),
    "pact.delivery.doubted": (
        "how surely {} is delivered, which a source doubts",
        "a term",
    ),
    "pact.levels": ("levels at which a term can be given", ""),
    "pact.present_level": ("how much of a term must be given to count as given", ""),
    "pact.enumeration_limit": ("bargains up to which all are tried", ""),
    "pact.sample": ("bargains tried where they are too many", ""),
    "pact.block_cells": ("bargains reckoned at once", ""),
    "pact.rounds": ("rounds in which hopeless bargains are left out", ""),
    "power.credibility": ("how far members believe a threat by {}", "a power"),
    "power.stake": ("own loss that {} would bear to stop the pact", "a power"),
    "power.keep": ("how much {} values the members' goodwill", "a power"),
    "power.omega": ("how much the rivals' answer to the pact costs {}", "a power"),
    "power.theta": ("how much it costs {} that members need it less", "a power"),
    "power.kappa": ("what it costs {} to enforce a refusal", "a power"),
    "power.reaction": ("how strongly rivals answer a provocation", ""),
    "power.echo": ("how strongly members answer the rivals in turn", ""),
    "power.stance.endorses": ("what open endorsement says of {} wishes", "a power's"),
    "power.stance.supports": ("what support says of {} wishes", "a power's"),
    "power.stance.tolerates": ("what toleration says of {} wishes", "a power's"),
    "power.stance.reserved": ("what reserve says of {} wishes", "a power's"),
    "power.stance.concerned": ("what concern says of {} wishes", "a power's"),
    "power.stance.opposes": ("what opposition says of {} wishes", "a power's"),
    "forecast.base_rate": ("how often such reported transfers came true", ""),
    "forecast.model_weight": ("weight of the solved deal against past cases", ""),
    "forecast.hazard.once": ("how fast an agreed one-off transfer is made", ""),
    "forecast.hazard.flow": ("how fast an agreed flow begins", ""),
    "forecast.leak": ("chance of delivery outside the solved deal", ""),
    "forecast.war_end": ("how fast such a war ends", ""),
    "forecast.pact_end": ("how fast such a pact ends during the war", ""),
    "forecast.after_war": ("how much faster such a pact ends after the war", ""),
    "forecast.temporary": ("how much faster a mere transaction ends", ""),
    "forecast.afterlife": ("how long a pact must last to have outlived a war", ""),
    "forecast.dots": ("dots in the picture of a forecast", ""),
    "prior.independence": ("how much sources that report one affair agree anyway", ""),
    "prior.shared_origin": (
        "how much one author's pieces of evidence agree anyway",
        "",
    ),
    "likelihood.pact.slip": ("chance that a power which could stop it learns late", ""),
    "likelihood.pact.caution": ("chance that members who did not ask hold back", ""),
    "likelihood.pact.bought": ("chance that an unwilling power was paid to agree", ""),
    "likelihood.pact.push": ("chance that a weak power still brought it about", ""),
    "likelihood.pact.trust": ("how far the solved deal is trusted as evidence", ""),
    "likelihood.ach.inconsistent": ("from where evidence counts as inconsistent", ""),
    "likelihood.ach.strongly": ("from where it counts as strongly inconsistent", ""),
    "case.urgent_factor": ("how much a dire need weighs beyond an ordinary one", ""),
    "case.doubtful_denominator": ("how far a share of a doubtful whole is widened", ""),
    "case.needs_total": ("part of welfare that all stated needs may make up", ""),
    "case.stated_share_rounding": ("how far a share stated as one number is off", ""),
    "case.question_horizon": ("years within which a forecast must come true", ""),
    "case.unstated_share.sole": ("share of the only supplier, without a number", ""),
    "case.unstated_share.main": ("share of a main supplier without a number", ""),
    "case.unstated_share.major": (
        "share of an important supplier without a number",
        "",
    ),
    "case.unstated_share.some": ("share of a supplier merely named", ""),
    "case.unstated_share.minor": ("share of a small supplier without a number", ""),
    "evidence.shingle": ("words in a row compared to find copies", ""),
    "evidence.copy_share": ("common words in a row from which texts are copies", ""),
    "evidence.spun_share": ("common names and numbers from which one rewrites", ""),
    "evidence.spun_anchors": ("common figures and quotations that show rewriting", ""),
    "evidence.spun_words": ("common words that a rewriting keeps", ""),
    "evidence.passage_share": ("common words from which passages say the same", ""),
    "evidence.passage_words": ("words that a passage needs to be compared", ""),
    "evidence.common_word": ("passages from which a word is too common to tell", ""),
}

# What stands between a family of ids and the last part of the id.
SPEAKERS = {
    "member": "a member",
    "rival": "a rival",
    "third": "an outside power",
    "observer": "an observer without a stake",
    "author": "the author",
}
SAYINGS = {
    "affirm": "expects it",
    "doubt": "doubts it",
    "delivered": "reports it as done",
}
CERTAINTIES = {
    "asserted": "stated flatly",
    "reported": "passed on from others",
    "hedged": "stated with reserve",
    "conditional": "stated under a condition",
    "denied": "denied",
    "unsourced": "stated by no source",
}
SIGNS = {
    "pact": "how far an explicit pact shows who its members are",
    "alliance": "how far an alliance shows who the members are",
    "structure": "how far a partnership shows who the members are",
    "exchange": "how far giving shows who the members are",
    "reaction": "how far an outsider's reaction shows who the members are",
    "both_ways": "how much more giving in both directions counts",
    "subset": "how far a pact of more or fewer states counts",
    "history": "how far a pact of long ago counts",
    "recent_years": "years that count as present",
    "candidate": "support from which a group is a candidate",
    "near_tie": "support from which two groups are nearly tied",
}
READINGS = {
    "name": "a name",
    "choice": "a name of several actors",
    "capital": "a capital that stands for its government",
    "person": "a full name of a person",
    "surname": "a surname alone",
    "stranger": "an unknown person with an office",
    "office": "an office without a name",
    "unnamed": "unnamed experts or officials",
    "nominal": "a description of an actor",
    "relative": "a description by relation",
    "pronoun_near": "a pronoun in its own sentence",
    "pronoun_far": "a pronoun for an earlier sentence",
}
ROWS = {
    "not_asked": "it was not asked",
    "told": "it was told, no more",
    "agreed": "it was asked and agreed",
    "directed": "it directed the pact",
    "other": "something else is true",
    "knew": "it knew (told, agreed or directed)",
    "consented": "it consented (agreed or directed)",
}
SORTS = {
    "denial": "denial or disclaimer",
    "silence": "silence",
    "endorsement": "endorsement",
    "criticism": "criticism",
    "dependence": "dependence of the members",
    "closeness": "friendship or partnership",
    "cover": "shielding of a member",
    "displeasure": "displeasure at what follows",
    "timing": "meetings shortly before",
    "consultation": "consultation",
    "confession": "own admission",
    "pact": "the pact as solved",
}
ATTITUDES = {
    "supports": "in support of",
    "endorses": "in favour of",
    "tolerates": "tolerant of",
    "reserved": "reserved about",
    "concerned": "concerned about",
    "opposes": "against",
}
STATUSES = {
    "observed": "seen",
    "promised": "promised",
    "alleged": "alleged",
    "doubted": "doubted by a source",
}
