"""Token rows as tensors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from dateline.reader.network.windows import END_ID, PAD_ID, START_ID
from torch import Tensor


def batch_rows(rows: Iterable[Sequence[int]], device: torch.device) -> tuple[Tensor, Tensor]:
    """Token rows as `ids` and `mask` [rows, longest + 2], with the start and end tokens put around each."""
    wrapped = [[START_ID, *row, END_ID] for row in rows]
    longest = max(map(len, wrapped))
    longest += -longest % 8  # whole tiles suit the matrix units of CPUs and GPUs alike
    ids = torch.full((len(wrapped), longest), PAD_ID)
    for at, row in enumerate(wrapped):
        ids[at, : len(row)] = torch.tensor(row)
    return ids.to(device), (ids != PAD_ID).to(device)
