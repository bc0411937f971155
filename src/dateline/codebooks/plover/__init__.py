"""PLOVER, the native codebook: its event types and their modes (Halterman et al. 2023), as the reader names them."""

from __future__ import annotations

from dateline.codebooks.tables import table

MODES: dict[str, tuple[str, ...]] = {name: tuple(entry["modes"]) for name, entry in table("plover")["types"].items()}
"""Type -> its modes; most types have none, and an event may have none of its type's."""
