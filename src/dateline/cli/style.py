"""Colours of what people see: of each status, and of the parts of an event."""

from __future__ import annotations

from dateline.records import Status

STATUS_STYLE: dict[Status, str] = {
    "happened": "bold green",
    "ongoing": "green",
    "attempted": "yellow",
    "denied": "red",
    "alleged": "magenta",
    "feared": "bold yellow",
    "predicted": "cyan",
    "threatened": "bold magenta",
    "planned": "blue",
    "hypothetical": "dim",
}
ROLE_STYLE, PLACE_STYLE, TIME_STYLE, HARM_STYLE, SOURCE_STYLE = "blue", "cyan", "yellow", "red", "italic magenta"
