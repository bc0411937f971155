"""The network as a whole: texts to token vectors on onnxruntime, in windows batched by length across texts."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import BertWordPieceTokenizer, Tokenizer

from dateline.reader.network.happening import Happening
from dateline.reader.network.layers import Array, Weights
from dateline.reader.network.parts import Teller
from dateline.reader.network.weights import Manifest, checked, read_manifest, unpack, weights_folder
from dateline.reader.network.windows import END_ID, PAD_ID, START_ID, WINDOW, Tokens, tokenise

ENCODER, HEADS, VOCABULARY = "encoder.onnx", "heads.npz", "vocabulary.txt"
TELLING = "telling.npz"
"""The heads of status and attribution, apart from the others: they can be trained further on the encoder as it is."""
CHAINS = "chains.npz"
BATCH_TOKENS = WINDOW + 2
"""Word pieces of a batch, filling included: one full window, or several short ones. On a CPU each core reads batches of
its own; two cores on one batch of 2,048 wait for each other and take 10 % longer."""
BATCH_TOKENS_CUDA = 16_384


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


@dataclass(frozen=True)
class Pending:
    """Texts that the encoder is reading."""

    _texts: Sequence[str]
    _tokens: Sequence[Tokens]
    _states: Sequence[Array]
    _jobs: Sequence[Future[None]]

    def result(self) -> list[Read]:
        """The texts with their token vectors, once all are read."""
        for job in self._jobs:
            job.result()
        return [Read(*whole) for whole in zip(self._texts, self._tokens, self._states, strict=True)]

    def cancel(self) -> None:
        """Leave unread what is not begun."""
        for job in self._jobs:
            job.cancel()


class Network:
    """The encoder and its heads. Threads follow the machine; a CUDA device is used where onnxruntime offers one."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.heads = Weights({**unpack(checked(manifest, HEADS)), **unpack(checked(manifest, TELLING))})
        self.teller = Teller.of(self.heads.part("attribution"))
        self.happening = Happening(self.heads.part("happening"))
        self.chains = unpack(checked(manifest, CHAINS)) if CHAINS in manifest.files else None
        """The weights of the scorer of chains (reader/chains/scorer.py)."""
        self.tokenizer = _tokenizer(manifest)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        wanted = ("CUDAExecutionProvider", "CPUExecutionProvider")
        providers = [name for name in wanted if name in onnxruntime.get_available_providers()]
        cuda = wanted[0] in providers
        self._batch_tokens = BATCH_TOKENS_CUDA if cuda else BATCH_TOKENS
        self._workers = ThreadPoolExecutor(1 if cuda else os.cpu_count() or 1, thread_name_prefix="encoder")
        options.intra_op_num_threads = 1
        model = checked(manifest, ENCODER)

        def load() -> onnxruntime.InferenceSession:
            return onnxruntime.InferenceSession(model, options, providers=providers)

        # The first texts wait for it there; the program's other beginnings go on.
        self._session = self._workers.submit(load)
        self._width = self.heads["re3d.start.0.weight"].shape[1]

    def read(
        self, texts: Sequence[str], bounds: Sequence[Sequence[tuple[int, int]] | None] | None = None
    ) -> list[Read]:
        """The texts with their token vectors; `bounds` are each text's sentences where they are known."""
        return self.begin(texts, bounds).result()

    def begin(self, texts: Sequence[str], bounds: Sequence[Sequence[tuple[int, int]] | None] | None = None) -> Pending:
        """Have the texts read by other threads, after what they were asked before, and go on at once."""
        cuts = bounds or [None] * len(texts)
        tokens = [tokenise(text, self.tokenizer, bounds=cut) for text, cut in zip(texts, cuts, strict=True)]
        states = [np.empty((len(t.ids), self._width), dtype=np.float32) for t in tokens]
        rows = [(owner, first, last) for owner, t in enumerate(tokens) for first, last in t.windows]
        jobs = [
            self._workers.submit(self._encode, tokens, states, batch) for batch in batches(rows, self._batch_tokens)
        ]
        return Pending(texts, tokens, states, jobs)

    def _encode(self, texts: Sequence[Tokens], found: Sequence[Array], batch: Sequence[tuple[int, int, int]]) -> None:
        """Write the token vectors of a batch of windows to their places."""
        longest = max(last - first for _, first, last in batch) + 2
        ids = np.full((len(batch), longest), PAD_ID, dtype=np.int64)
        for at, (owner, first, last) in enumerate(batch):
            ids[at, : last - first + 2] = (START_ID, *texts[owner].ids[first:last], END_ID)
        (states,) = self._session.result().run(None, {"ids": ids, "mask": ids != PAD_ID})
        for at, (owner, first, last) in enumerate(batch):
            found[owner][first:last] = states[at, 1 : 1 + last - first]


def batches(rows: Sequence[tuple[int, int, int]], limit: int = BATCH_TOKENS) -> list[list[tuple[int, int, int]]]:
    """Windows of about equal length together, at most `limit` word pieces with their filling; a longer one alone."""
    batches: list[list[tuple[int, int, int]]] = []
    for row in sorted(rows, key=lambda row: row[2] - row[1], reverse=True):
        longest = batches[-1][0][2] - batches[-1][0][1] + 2 if batches else 0
        if batches and longest * (len(batches[-1]) + 1) <= limit:
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
