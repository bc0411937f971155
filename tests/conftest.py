"""One width of the console for all tests, whichever of them loads it first."""

from __future__ import annotations

import os

os.environ["COLUMNS"] = "160"
