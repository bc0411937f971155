"""Training of a small net on what the shipped encoder sees: the mean of its weights over the last steps."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

RATE, DECAY, AVERAGE = 2e-3, 0.02, 0.99
WARM = 40
"""Steps in which the rate rises."""
Net = TypeVar("Net", bound=nn.Module)
Item = TypeVar("Item")


def fit(
    net: Net, items: Sequence[Item], loss_of: Callable[[Net, Sequence[Item]], Tensor],
    *, epochs: int, batch: int, seed: int,
) -> Net:  # fmt: skip
    """The net after some epochs over the items, `batch` of them a step, in an order that the seed gives."""
    rng = random.Random(seed)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * -(-len(items) // batch)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / WARM) * (1 - step / steps))
    for epoch in range(epochs):
        order = rng.sample(items, len(items))
        losses = []
        for begin in range(0, len(order), batch):
            loss = loss_of(net, order[begin : begin + batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            plan.step()
            mean.update_parameters(net)
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
    averaged: Net = mean.module.eval()
    return averaged
