"""The reader's network: one encoder pass, several heads that share its token vectors."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import torch
from dateline.reader.network.windows import FIRST_WORD_ID, MASK_ID, Tokens
from torch import Tensor, nn

from training.encoder import LAYERS, Encoder, load_encoder
from training.text import batch_rows


class Reader(nn.Module):
    """An encoder and named heads. A head is any module that turns token vectors into scores; a new question (who says
    so, did it happen) is a new entry of `heads` and a task that trains it; nothing else changes."""

    def __init__(self, encoder: Encoder, heads: dict[str, nn.Module], word_dropout: float = 0.0) -> None:
        super().__init__()
        self.word_dropout = word_dropout
        self.encoder = encoder
        self.heads = nn.ModuleDict(heads)
        self.known: dict[tuple[int, ...], Tensor] | None = None

    def freeze(self) -> None:
        """From now on the encoder stays as it is, and what it has read is remembered in half precision: heads alone
        then train a hundred times as fast, at 0.8 kB a word piece."""
        self.encoder.requires_grad_(False)
        self.known = {}

    def train(self, mode: bool = True) -> Reader:
        super().train(mode)
        if self.known is not None:
            self.encoder.eval()
        return self

    @property
    def device(self) -> torch.device:
        return self.encoder.kind.device

    def encode(self, texts: Sequence[Tokens]) -> list[Tensor]:
        """The token vectors [tokens, WIDTH] of each text in float32; all windows go through in one padded batch."""
        if self.known is None:
            return self._encode(texts)
        new = [tokens for tokens in texts if tokens.ids not in self.known]
        if new:
            with torch.no_grad():
                self.known |= {t.ids: states.half() for t, states in zip(new, self._encode(new), strict=True)}
        return [self.known[tokens.ids].float() for tokens in texts]

    def _encode(self, texts: Sequence[Tokens]) -> list[Tensor]:
        rows, owners = [], []
        for at, tokens in enumerate(texts):
            for first, last in tokens.windows:
                rows.append(tokens.ids[first:last])
                owners.append(at)
        ids, mask = batch_rows(rows, self.device)
        if self.training and self.word_dropout and self.known is None:
            # Hiding words in training keeps the reader from knowing the few hundred reports by heart.
            gone = (torch.rand(ids.shape, device=ids.device) < self.word_dropout) & (ids >= FIRST_WORD_ID)
            ids = ids.masked_fill(gone, MASK_ID)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda" or has_bfloat16()):
            states = self.encoder(ids, mask)
        pieces: list[list[Tensor]] = [[] for _ in texts]
        for row, (owner, tokens_in_row) in enumerate(zip(owners, rows, strict=True)):
            pieces[owner].append(states[row, 1 : 1 + len(tokens_in_row)].float())
        return [torch.cat(parts) for parts in pieces]


@functools.cache
def has_bfloat16() -> bool:
    """Whether this processor multiplies in bfloat16: one that must emulate it takes ten times as long as in float32."""
    found: bool = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return found


def build(heads: dict[str, nn.Module], dropout: float = 0.1, word_dropout: float = 0.0) -> Reader:
    """A reader on the pretrained encoder with fresh heads."""
    return Reader(load_encoder(dropout=dropout), heads, word_dropout)


def parameter_groups(
    reader: Reader, rate: float, head_rate: float, decay: float, train_words: bool, weight_decay: float = 0.01
) -> list[dict[str, object]]:
    """Optimiser groups with layer-wise learning rates: the top encoder layer gets `rate`, each layer below it `decay`
    times as much as the one above, the heads `head_rate`. Word vectors stay as they are unless `train_words`: half of
    all parameters sit there, and 1,300 reports show few of them."""
    groups: list[dict[str, object]] = [
        {"params": list(reader.heads.parameters()), "lr": head_rate, "weight_decay": weight_decay}
    ]
    if reader.known is not None:
        return groups
    reader.encoder.words.weight.requires_grad_(train_words)
    for index, layer in enumerate(reader.encoder.layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * decay ** (LAYERS - 1 - index)})
    bottom = [reader.encoder.positions.weight, reader.encoder.kind, *reader.encoder.norm.parameters()]
    if train_words:
        bottom.append(reader.encoder.words.weight)
    groups.append({"params": bottom, "lr": rate * decay**LAYERS})
    for group in groups:
        group["weight_decay"] = weight_decay
    return groups
