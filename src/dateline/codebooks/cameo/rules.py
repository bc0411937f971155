"""CAMEO's codes from type, modes and, for violence, the classes of the actors."""

from __future__ import annotations

from dateline.codebooks.book import Rules, Value
from dateline.codebooks.cases import Case
from dateline.codebooks.common import ID_RULES, PLACE_RULES, basis, options, realised, unknown
from dateline.codebooks.plover.rules import ACTORS, RECIPIENTS, party_field, party_names
from dateline.codebooks.tables import table


def codes(case: Case) -> tuple[list[str], str]:
    """All codes that the record allows, and why."""
    modes = case.modes or ("",)
    allowed = dict.fromkeys(code for mode in modes for code in _mode_codes(case, mode))
    attempted: dict[str, str] = table("cameo")["attempted"] if case.head.status == "attempted" else {}
    return [
        attempted.get(code, code) for code in allowed
    ], f"{case.head.type} {', '.join(case.modes) or 'without a mode'}"


def _mode_codes(case: Case, mode: str) -> list[str]:
    found = table("cameo")["types"][case.head.type][mode]
    if isinstance(found, list):
        return found
    if case.acting.armed and case.struck.armed:
        return list(found["fighters"])
    if case.struck.only_civilians:
        return list(found["civilians"])
    return [*found["fighters"], *found["civilians"]]


def event_code(case: Case) -> Value:
    found, why = codes(case)
    return Value(found[0], why) if len(found) == 1 else unknown(f"{options(found)}: {why}")


def root_code(case: Case) -> Value:
    found, why = codes(case)
    roots = list(dict.fromkeys(code[:2] for code in found))
    if len(roots) > 1:
        return unknown(f"{options(roots)}: {why}")
    return Value(roots[0], f"{why}: {table('cameo')['roots'][roots[0]]['is']}")


def quad_class(case: Case) -> Value:
    found, why = codes(case)
    facts = table("cameo")
    quads = list(dict.fromkeys(facts["roots"][code[:2]]["quad"] for code in found))
    if len(quads) > 1:
        return unknown(f"{options(quads)}: {why}")
    return Value(quads[0], f"the root's: {facts['quads'][str(quads[0])]}")


def event_date(case: Case) -> Value:
    if case.days is None or case.days[0] != case.days[1]:
        return unknown("CAMEO has one day, and no telling gives one")
    return Value(case.days[0], basis(case, "moment"))


RULES = Rules(
    columns={
        **ID_RULES, **PLACE_RULES,
        "event_date": event_date, "root_code": root_code, "event_code": event_code, "quad_class": quad_class,
        "source_actor": party_names(ACTORS), "source_country": party_field(ACTORS, "country"),
        "source_sector": party_field(ACTORS, "sector"), "target_actor": party_names(RECIPIENTS),
        "target_country": party_field(RECIPIENTS, "country"), "target_sector": party_field(RECIPIENTS, "sector"),
    },
    inclusion=realised,
)  # fmt: skip
