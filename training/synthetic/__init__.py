"""Synthetic training data: original sentences and short reports with every entity, event and role marked.

Made from hand-written frames and word lists under `data/`, for training only: it never enters an evaluation set.
`python -m training.synthetic --count N --seed S --out FILE` writes JSON Lines.
"""

from training.synthetic.documents import frame_ids, generate
from training.synthetic.marks import Entity, Event, Role, SyntheticDocument
from training.synthetic.notation import FrameError

__all__ = ["Entity", "Event", "FrameError", "Role", "SyntheticDocument", "frame_ids", "generate"]
