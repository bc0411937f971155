"""One width of the console for all tests, whichever of them loads it first, and no clock for properties: a loaded
machine is no fault of the code.
"""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["COLUMNS"] = "160"
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
