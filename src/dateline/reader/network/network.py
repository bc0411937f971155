"""The network as a whole: texts to token vectors on onnxruntime, in windows batched by length across texts."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import BertWordPieceTokenizer, Tokenizer

from dateline.reader.network.layers import Array, Weights
from dateline.reader.network.weights import Manifest, checked, read_manifest, unpack, weights_folder
from dateline.reader.network.windows import END_ID, PAD_ID, START_ID, Tokens, tokenise

ENCODER, HEADS, VOCABULARY = "encoder.onnx", "heads.npz", "vocabulary.txt"
BATCH_TOKENS = 2048
"""Word pieces of a batch, filling included: larger ones are no faster on two cores and take more memory."""


@dataclass(frozen=True)
class Read:
    """One text as the network sees it: its word pieces and their vectors [pieces, width]."""

    text: str
    tokens: Tokens
    states: Array

    def words(self, words: Sequence[tuple[int, int]]) -> tuple[Array, Array]:
        """The vectors of the first and of the last piece of each word, given by character offsets.

        A word that has no piece of its own (a lone mark that the tokenizer drops) gets its neighbour's.
        """
        starts, ends = np.asarray(self.tokens.starts), np.asarray(self.tokens.ends)
        first = np.searchsorted(ends, [a for a, _ in words], side="right")
        last = np.searchsorted(starts, [b for _, b in words], side="left") - 1
        top = len(starts) - 1
        return self.states[np.clip(first, 0, top)], self.states[np.clip(np.maximum(last, first), 0, top)]


class Network:
    """The encoder and its heads. Threads follow the machine; a CUDA device is used where onnxruntime offers one."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.heads: Weights = unpack(checked(manifest, HEADS))
        self.tokenizer = _tokenizer(manifest)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = os.cpu_count() or 1
        wanted = ("CUDAExecutionProvider", "CPUExecutionProvider")
        providers = [name for name in wanted if name in onnxruntime.get_available_providers()]
        self._session = onnxruntime.InferenceSession(checked(manifest, ENCODER), options, providers=providers)

    def read(
        self, texts: Sequence[str], bounds: Sequence[Sequence[tuple[int, int]] | None] | None = None
    ) -> list[Read]:
        """The texts with their token vectors; `bounds` are each text's sentences where they are known."""
        cuts = bounds or [None] * len(texts)
        tokens = [tokenise(text, self.tokenizer, bounds=cut) for text, cut in zip(texts, cuts, strict=True)]
        states = self.encode(tokens)
        return [Read(*whole) for whole in zip(texts, tokens, states, strict=True)]

    def encode(self, texts: Sequence[Tokens]) -> list[Array]:
        """The token vectors [tokens, width] of each text."""
        rows = [(owner, first, last) for owner, t in enumerate(texts) for first, last in t.windows]
        width = self.heads["re3d.start.0.weight"].shape[1]
        found = [np.empty((len(t.ids), width), dtype=np.float32) for t in texts]
        for batch in batches(rows):
            longest = max(last - first for _, first, last in batch) + 2
            ids = np.full((len(batch), longest), PAD_ID, dtype=np.int64)
            for at, (owner, first, last) in enumerate(batch):
                ids[at, : last - first + 2] = (START_ID, *texts[owner].ids[first:last], END_ID)
            (states,) = self._session.run(None, {"ids": ids, "mask": ids != PAD_ID})
            for at, (owner, first, last) in enumerate(batch):
                found[owner][first:last] = states[at, 1 : 1 + last - first]
        return found


def batches(rows: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Windows of about equal length together, at most BATCH_TOKENS with their filling."""
    batches: list[list[tuple[int, int, int]]] = []
    for row in sorted(rows, key=lambda row: row[2] - row[1], reverse=True):
        longest = batches[-1][0][2] - batches[-1][0][1] + 2 if batches else 0
        if batches and longest * (len(batches[-1]) + 1) <= BATCH_TOKENS:
            batches[-1].append(row)
        else:
            batches.append([row])
    return batches


def _tokenizer(manifest: Manifest) -> Tokenizer:
    lines = checked(manifest, VOCABULARY).decode("utf-8").splitlines()
    whole = BertWordPieceTokenizer({word: at for at, word in enumerate(lines)}, lowercase=True)
    tokenizer: Tokenizer = whole._tokenizer
    # "[PAD]" or "[MASK]" written in a text are brackets and letters, not the encoder's own marks.
    tokenizer.encode_special_tokens = True
    return tokenizer


@functools.cache
def load_network(folder: Path | None = None) -> Network:
    """The network of a folder of weights (None: the package's own), loaded once.

    Raises DataError if a file of it is missing, damaged or of another version.
    """
    return Network(read_manifest(folder or weights_folder()))
