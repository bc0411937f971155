"""The net over neighbouring words learns what only a neighbour tells; no article is both learned from and left out."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from dateline.reader.network.around import looks

from training import parts
from training.corpora.polnear import Article
from training.encoder import WIDTH


def test_every_eighth_article_is_left_out() -> None:
    articles = [Article(str(n), "", ()) for n in range(17)]
    learned, left = parts.parted(articles)
    assert [a.id for a in left] == ["7", "15"]
    assert sorted([*learned, *left], key=lambda a: int(a.id)) == articles


def test_a_word_is_told_by_the_word_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "EPOCHS", 12)
    rng = np.random.default_rng(1)
    items = []
    for _ in range(24):
        rows = torch.from_numpy(rng.integers(1, 3, 50))
        truth = torch.zeros(50, 3)
        truth[1:, 1] = (rows[:-1] == 1).float()
        items.append(((torch.zeros(50, WIDTH), rows, torch.from_numpy(looks(["a"] * 50, [0, 50]))), truth))
    around = parts.train(items, known=2)
    with torch.no_grad():
        told = around(*items[0][0]).sigmoid().numpy()
    assert parts.best_f1(told[:, 1], items[0][1][:, 1].numpy()) > 0.95
