"""Candidate strings of a report and what the templates' head makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.codebooks.muc4 import INCIDENT_TYPES, normalise
from dateline.reader.network import load_network
from dateline.reader.network.candidates import LONGEST, MOST_GROUPS, MOST_PLACES, Finder, decode_loose, group_spans
from dateline.reader.network.layers import Array, Weights
from dateline.reader.network.templates import MOST, PAIRS_FROM, TAGGED, nearness, read_templates
from dateline.reader.network.windows import tokenise

NETWORK = load_network()
TEXT = (
    "GUNMEN OF THE (FMLN) KILLED JUAN PEREZ IN SAN MIGUEL. THE FMLN ALSO KIDNAPPED\nTWO JUDGES. JUAN\nPEREZ WAS A JUDGE. "
    "A BOMB DESTROYED THE UNPUTDOWNABILITIES."
)
TOKENS = tokenise(TEXT, NETWORK.tokenizer)
FINDER = Finder(TEXT, TOKENS)
HEAD = NETWORK.heads.part("templates")


def words(places: list[tuple[int, int]]) -> list[str]:
    return [TEXT[TOKENS.starts[a] : TOKENS.ends[b - 1]] for a, b in places]


def token_range(string: str) -> tuple[int, int]:
    start = TEXT.index(string)
    return TOKENS.starts.index(start), TOKENS.ends.index(start + len(string)) + 1


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("juan perez", ["JUAN PEREZ", "JUAN\nPEREZ"]),  # whatever the case and the white space
        ("judge", ["JUDGE"]),  # not within a piece
        ("two judges", ["TWO JUDGES"]),
        ("(FMLN)", ["(FMLN)"]),
        ("f.ln", []),
        ("", []),
        ("  ", []),
        ("nobody", []),
    ],
)
def test_where_a_string_stands(string: str, found: list[str]) -> None:
    assert words(FINDER.places(string)) == found


def test_a_string_that_stands_everywhere_is_found_so_often_and_no_more() -> None:
    text = "rebels " * (MOST_PLACES + 5)
    tokens = tokenise(text, NETWORK.tokenizer)
    assert Finder(text, tokens).places("rebels") == [(at, at + 1) for at in range(MOST_PLACES)]


def logits(tokens: int, tags: dict[tuple[int, int], int]) -> Array:
    """Tag logits [tokens, 2, 3]: outside everywhere but where `tags` says 1 (begin) or 2 (inside)."""
    x = np.zeros((tokens, 2, 3), np.float32)
    x[..., 0] = 9
    for (token, role), tag in tags.items():
        x[token, role] = 0
        x[token, role, tag] = 9
    return x


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ({}, []),
        ({(1, 0): 1}, [(1, 2)]),
        ({(1, 0): 1, (2, 0): 2, (3, 0): 2}, [(1, 4)]),
        ({(1, 0): 1, (2, 1): 2}, [(1, 2)]),  # inside of another role
        ({(1, 0): 1, (2, 0): 1, (3, 0): 2}, [(1, 2), (2, 4)]),
        ({(2, 0): 2}, []),  # inside without a begin
        ({(1, 0): 1, (1, 1): 1}, [(1, 2)]),  # once for two roles
        ({(5, 1): 1}, [(5, 6)]),
    ],
)
def test_loose_spans(tags: dict[tuple[int, int], int], spans: list[tuple[int, int]]) -> None:
    found = decode_loose(logits(6, tags))
    assert [(first, last) for _, first, last in found] == spans
    assert all(score > 0.9 for score, _, _ in found)


def test_a_loose_span_is_no_longer_than_the_longest() -> None:
    (span,) = decode_loose(logits(60, {(0, 0): 1} | {(at, 0): 2 for at in range(1, 60)}))
    assert span[1:] == (0, LONGEST)


def groups(*spans: tuple[float, str]) -> dict[str, list[str]]:
    found = group_spans(TEXT, TOKENS, FINDER, [(score, *token_range(string)) for score, string in spans])
    return {key: words(places) for key, places in found.items()}


def test_spans_of_one_string_are_one_group_with_all_its_places() -> None:
    assert groups((0.5, "JUAN PEREZ"), (0.9, "THE FMLN"), (0.4, "(FMLN)")) == {
        "fmln": ["THE FMLN"],
        "juan perez": ["JUAN PEREZ", "JUAN\nPEREZ"],
    }


def test_a_string_of_articles_alone_is_no_candidate() -> None:
    assert groups((0.9, "THE"), (0.8, "THE (")) == {}


def test_a_span_is_widened_to_the_word() -> None:
    first, last = token_range("UNPUTDOWNABILITIES")
    assert last - first > 2
    for piece in range(first, last):
        found = group_spans(TEXT, TOKENS, FINDER, [(0.9, piece, piece + 1)])
        assert found == {"unputdownabilities": [(first, last)]}


def test_no_more_groups_than_can_be_compared() -> None:
    text = " ".join(f"x{n}" for n in range(MOST_GROUPS + 20))
    tokens = tokenise(text, NETWORK.tokenizer)
    starts = [at for at, start in enumerate(tokens.starts) if text[start] == "x"]
    scored = [(n / 1000, at, at + 1) for n, at in enumerate(starts)]
    found = group_spans(text, tokens, Finder(text, tokens), scored)
    assert list(found) == [f"x{n}" for n in reversed(range(20, MOST_GROUPS + 20))]


def test_nearness() -> None:
    sentence = [0, 0, 1, 3, 9]
    near = nearness([[(0, 1), (2, 3)], [(1, 2)], [(3, 4)], [(4, 5)]], sentence)
    assert near.shape == (4, 4, 8)
    np.testing.assert_array_equal(near, near.transpose(1, 0, 2))
    steps = {(i, j): int(near[i, j, :7].argmax()) for i in range(4) for j in range(i)}
    assert steps == {(1, 0): 0, (2, 0): 2, (2, 1): 3, (3, 0): 6, (3, 1): 6, (3, 2): 6}
    assert near[1, 0, 7] == 1
    assert near[2, 0, 7] == 0
    assert not near[range(4), range(4)].any()


def test_what_the_head_makes_of_a_report() -> None:
    (read,) = NETWORK.read([TEXT])
    found = read_templates(keen(HEAD), read.states, read.text, read.tokens)
    assert found.counts.shape == (len(INCIDENT_TYPES), MOST)
    number = len(found.candidates)
    assert number > 3
    for candidate in found.candidates:
        assert {normalise(TEXT[a:b]) for a, b in candidate.places} == {normalise(candidate.string)}
        assert TEXT[slice(*candidate.places[0])] == candidate.string
        assert candidate.role.shape == (TAGGED,)
        assert candidate.type.shape == (len(INCIDENT_TYPES),)
        assert candidate.role.max() >= PAIRS_FROM
    assert found.entity is not None
    assert found.incident is not None
    for matrix in (found.entity, found.incident):
        assert matrix.shape == (number, number)
        np.testing.assert_allclose(matrix, matrix.T, atol=1e-5)
        assert ((matrix >= 0) & (matrix <= 1)).all()


def keen(head: Weights, tagger: float = 3.0) -> Weights:
    """The shipped head with its tagger and its roles made bolder, so that any text gives candidates."""
    bolder = dict(head)
    bias = head["tagger.bias"].reshape(TAGGED, 3).copy()
    bias[:, 1] += tagger
    bolder["tagger.bias"] = bias.ravel()
    bolder["role.bias"] = head["role.bias"] + np.float32(3)
    return Weights(bolder)


@pytest.mark.parametrize("bolder", [{"tagger": -99.0}, {"tagger": 3.0, "role": -99.0}])
def test_a_report_without_candidates_still_has_its_counts(bolder: dict[str, float]) -> None:
    head = dict(keen(HEAD, bolder["tagger"]))
    head["role.bias"] = head["role.bias"] + np.float32(bolder.get("role", 0))
    (read,) = NETWORK.read([TEXT])
    found = read_templates(Weights(head), read.states, read.text, read.tokens)
    assert (found.candidates, found.entity, found.incident) == ([], None, None)
    np.testing.assert_allclose(found.counts, read_templates(HEAD, read.states, read.text, read.tokens).counts)


def test_a_report_of_one_piece() -> None:
    (read,) = NETWORK.read(["Bomb"])
    assert len(read.tokens.ids) == 1
    found = read_templates(keen(HEAD), read.states, read.text, read.tokens)
    assert np.isfinite(found.counts).all()
    assert [c.string for c in found.candidates] == ["Bomb"]
