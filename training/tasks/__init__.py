"""The tasks by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tokenizers import Tokenizer

from training.tasks.attribution import AttributionTask
from training.tasks.base import Task
from training.tasks.events import EventTask
from training.tasks.happening import HappeningTask
from training.tasks.mlm import MlmTask
from training.tasks.muc4 import Muc4Task
from training.tasks.plover import PloverTask
from training.tasks.spans import SpanTask
from training.tasks.status import StatusTask

Maker = Callable[[Path, Tokenizer, int], Task]

# Each is made from the corpora, the tokenizer, and the fold that is held out where a corpus has no tuning split.
TASKS: dict[str, Maker] = {
    "muc4": lambda corpora, tokenizer, fold: Muc4Task(corpora, tokenizer),
    "re3d": lambda corpora, tokenizer, fold: SpanTask(corpora, tokenizer, "re3d", repeat=2, fold=fold),
    "cameo": lambda corpora, tokenizer, fold: SpanTask(corpora, tokenizer, "cameo", fold=fold),
    "crossner": lambda corpora, tokenizer, fold: SpanTask(corpora, tokenizer, "crossner", fold=fold),
    "crossre": lambda corpora, tokenizer, fold: SpanTask(corpora, tokenizer, "crossre", fold=fold),
    "plover": lambda corpora, tokenizer, fold: PloverTask(corpora, tokenizer, fold),
    "mlm": lambda corpora, tokenizer, fold: MlmTask(corpora, tokenizer),
    "events": lambda corpora, tokenizer, fold: EventTask(corpora, tokenizer, fold),
    "status": lambda corpora, tokenizer, fold: StatusTask(corpora, tokenizer),
    "attribution": lambda corpora, tokenizer, fold: AttributionTask(corpora, tokenizer),
    "happening": lambda corpora, tokenizer, fold: HappeningTask(corpora, tokenizer, fold),
}
