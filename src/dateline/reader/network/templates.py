"""Document templates (MUC-4) from the token vectors of a whole report: the probabilities, which `filling` turns into
templates.

Token level: where fillers of each role start and go on. String level: candidates are grouped by their normalised
string, since the key names strings and not places; a group's vector pools its occurrences. Report level: how many
incidents of each type, by one attention query a type and by the strongest tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.codebooks.muc4 import INCIDENT_TYPES, ROLES
from dateline.reader.network.candidates import Finder, decode_loose, group_spans
from dateline.reader.network.filling import Candidate, Reading
from dateline.reader.network.layers import Array, Weights, gelu, sigmoid, softmax
from dateline.reader.network.windows import Tokens

TAGGED = 7  # the five roles and two that help in training: descriptions of victims, and places
MOST = 3  # incident counts are told apart up to this many of one type
# Strings below this best role probability cannot become fillers, so they are not compared: pairs grow with the square.
PAIRS_FROM = 0.08

Places = Sequence[tuple[int, int]]


def read_templates(weights: Weights, states: Array, text: str, tokens: Tokens) -> Reading:
    """What the head makes of one report, given its token vectors [tokens, width]."""
    tags = weights.linear("tagger", states).reshape(len(states), TAGGED, 3)
    counts, report = _counts(weights, states)
    empty = Reading(sigmoid(counts), [], None, None)
    groups = list(group_spans(text, tokens, Finder(text, tokens), decode_loose(tags)).values())
    if not groups:
        return empty
    vectors = _groups(weights, states, tags, report, groups)
    role, kind = sigmoid(weights.linear("role", vectors)), sigmoid(weights.linear("kind", vectors))
    keep = np.flatnonzero(role[:, : len(ROLES)].max(-1) >= PAIRS_FROM).tolist()
    if not keep:
        return empty
    kept = [groups[at] for at in keep]
    candidates = [
        Candidate(
            text[tokens.starts[places[0][0]] : tokens.ends[places[0][1] - 1]],
            tuple((tokens.starts[a], tokens.ends[b - 1]) for a, b in places),
            role[at],
            kind[at],
        )
        for at, places in zip(keep, kept, strict=True)
    ]
    pairs = sigmoid(_pairs(weights, vectors[keep], nearness(kept, tokens.sentence)))
    return Reading(sigmoid(counts), candidates, pairs[..., 0], pairs[..., 1])


def _counts(weights: Weights, states: Array) -> tuple[Array, Array]:
    width = states.shape[1]
    attention = softmax(weights["queries"] @ states.T * np.float32(width**-0.5 * 4))
    pooled = attention @ states
    tokens = weights.linear("strongest", states)
    top = tokens.max(0)
    strongest = (top + np.log(np.exp(tokens - top).sum(0))).reshape(len(INCIDENT_TYPES), MOST)
    return weights.linear("count", pooled) + weights["count_bias"] + strongest, pooled.mean(0)


def _groups(weights: Weights, states: Array, tags: Array, report: Array, groups: Sequence[Places]) -> Array:
    owner = np.repeat(np.arange(len(groups)), [len(places) for places in groups])
    first = np.array([a for places in groups for a, _ in places])
    last = np.array([b for places in groups for _, b in places])
    summed = np.concatenate([np.zeros((1, states.shape[1]), np.float32), states.cumsum(0, dtype=np.float32)])
    mean = (summed[last] - summed[first]) / (last - first)[:, None].astype(np.float32)
    vectors = gelu(weights.linear("span.0", np.concatenate([states[first], states[last - 1], mean], -1)))
    opinion = softmax(tags)[first, :, 1]
    lead = np.searchsorted(owner, np.arange(len(groups)))
    number = np.array([len(places) for places in groups], np.float32)
    begin = np.array([places[0][0] for places in groups], np.float32)
    length = np.array([places[0][1] - places[0][0] for places in groups], np.float32)
    plain = np.stack(
        [np.log(number), begin / len(states), np.log(begin + 1) / 6, np.minimum(length, 10) / 10], -1
    ).astype(np.float32)
    pooled = [np.maximum.reduceat(vectors, lead), np.add.reduceat(vectors, lead) / number[:, None]]
    pooled += [np.maximum.reduceat(opinion, lead), np.add.reduceat(opinion, lead) / number[:, None]]
    whole = np.broadcast_to(report, (len(groups), len(report)))
    return gelu(weights.linear("group.0", np.concatenate([*pooled, opinion[lead], plain, whole], -1)))


def _pairs(weights: Weights, vectors: Array, near: Array) -> Array:
    a, b = vectors[:, None], vectors[None]
    features = np.concatenate([a * b, np.abs(a - b), near], -1)
    return weights.linear("pair.3", gelu(weights.linear("pair.0", features)))


def nearness(groups: Sequence[Places], sentence: Sequence[int]) -> Array:
    """[n, n, 8]: the smallest distance in sentences (0 to 6 and more, one-hot) and the share of sentences in common."""
    number = len(groups)
    near = np.zeros((number, number, 8), np.float32)
    lines = [sorted({sentence[a] for a, _ in places}) for places in groups]
    for i in range(number):
        for j in range(i):
            gap = min(abs(a - b) for a in lines[i] for b in lines[j])
            near[i, j, min(gap, 6)] = near[j, i, min(gap, 6)] = 1
            shared = len({*lines[i]} & {*lines[j]}) / min(len(lines[i]), len(lines[j]))
            near[i, j, 7] = near[j, i, 7] = shared
    return near
