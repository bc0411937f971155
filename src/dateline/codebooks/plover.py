"""PLOVER, the native codebook: its event types and their modes (Halterman et al. 2023), as the reader names them."""

from __future__ import annotations

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("multilateral", "phone", "third-party", "visit"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("access", "ceasefire", "disarm", "release", "resign", "return", "withdraw"),
    "REQUEST": ("assist", "change", "meet", "yield"),
    "ACCUSE": ("allege", "disapprove", "investigate"),
    "REJECT": ("assist", "change", "meet", "yield"),
    "THREATEN": ("arrest", "ban", "expel", "relations", "restrict", "territory", "violence"),
    "PROTEST": ("boycott", "demo", "hunger", "obstruct", "riot", "strike"),
    "SANCTION": ("convict", "discontinue", "expel", "withdraw"),
    "MOBILIZE": ("militia", "police", "troops", "weapons"),
    "COERCE": (
        "arrest", "ban", "censor", "curfew", "cyber", "deport", "martial-law", "misinformation", "restrict", "seize",
        "withhold",
    ),
    "ASSAULT": (
        "abduct", "aerial", "assassinate", "beat", "cleansing", "crowd-control", "destroy", "drone", "execute",
        "explosives", "firearms", "heavy-weapons", "massacre", "primitive", "sexual", "suicide-attack", "torture",
        "unconventional",
    ),
}  # fmt: skip
"""Type -> its modes; most types have none, and an event may have none of its type's."""
