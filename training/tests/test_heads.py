"""Shapes and invariants of the heads, with random weights: the base encoder is not needed."""

import torch
from dateline.reader.network.windows import Tokens

from training.encoder import WIDTH, Encoder
from training.heads.attribution import PARTS, AttributionHead
from training.heads.events import RoleHead
from training.heads.happening import HappeningHead
from training.heads.spans import LONGEST, SpanHead, decode, ranges
from training.heads.status import FLAGS, STATUSES, TRENDS, StatusHead
from training.heads.templates import MOST, ROLES, TYPES, TemplateHead, pair_nearness
from training.mean import folded, mean
from training.model import Reader, parameter_groups


def test_padding_changes_nothing() -> None:
    torch.manual_seed(0)
    encoder = Encoder(vocabulary=50).eval()
    ids = torch.randint(1, 50, (1, 9))
    padded = torch.cat([ids, torch.zeros(1, 7, dtype=torch.long)], 1)
    with torch.no_grad():
        plain = encoder(ids, torch.ones_like(ids, dtype=torch.bool))
        longer = encoder(padded, padded > 0)[:, :9]
    assert torch.allclose(plain, longer, atol=1e-5)


def test_ranges_and_span_scores_agree() -> None:
    first, last = ranges(30)
    assert int((last - first).max()) == LONGEST
    assert len(first) == sum(min(LONGEST, 30 - at) for at in range(30))
    head = SpanHead(3).eval()
    vectors = torch.randn(30, WIDTH)
    with torch.no_grad():
        scores = head(vectors, vectors)
        shorter = head(vectors[:10], vectors[:10])
    assert scores.shape == (len(first), 4)
    a, b = ranges(10)
    index = {(int(x), int(y)): at for at, (x, y) in enumerate(zip(first, last, strict=True))}
    same = torch.stack([scores[index[int(x), int(y)]] for x, y in zip(a, b, strict=True)])
    assert torch.allclose(same, shorter, atol=1e-4)


def test_decode_takes_the_likeliest_of_overlapping_spans() -> None:
    first, last = ranges(4)
    logits = torch.zeros(len(first), 3)
    logits[:, 0] = 5.0
    for (a, b), label, value in (((0, 2), 1, 9.0), ((1, 3), 2, 8.0), ((3, 4), 2, 7.0)):
        logits[((first == a) & (last == b)).nonzero()[0], label] = value
    assert [span[:3] for span in decode(logits, 4)] == [(0, 2, 0), (3, 4, 1)]


def test_template_head() -> None:
    torch.manual_seed(0)
    head = TemplateHead().eval()
    states = torch.randn(40, WIDTH)
    spans = [[(0, 2), (10, 12)], [(5, 6)], [(30, 34)]]
    sentence = [at // 10 for at in range(40)]
    with torch.no_grad():
        tags = head.tags(states)
        counts, report = head.counts(states)
        scores = head.groups(states, tags, report, spans)
        entity, incident = head.pairs(scores.vectors, spans, sentence)
    assert tags.shape == (40, ROLES, 3)
    assert counts.shape == (TYPES, MOST)
    assert scores.role.shape == (3, ROLES)
    assert scores.type.shape == (3, TYPES)
    assert torch.allclose(entity, entity.T, atol=1e-5)
    assert torch.allclose(incident, incident.T, atol=1e-5)


def test_nearness_is_the_smallest_gap() -> None:
    near = pair_nearness([[(0, 1), (9, 10)], [(8, 9)]], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    assert near[0, 1, 0] == 1  # both stand in sentence 4
    assert near[0, 1, 7] == 1
    assert torch.equal(near, near.transpose(0, 1))


def test_role_head_tells_sides_of_the_trigger() -> None:
    torch.manual_seed(0)
    head = RoleHead(6).eval()
    words = torch.zeros(9, WIDTH)
    first = torch.arange(9)
    with torch.no_grad():
        scores = head(words, words, (4, 5), first, first + 1)
    assert scores.shape == (9, 7)
    assert not torch.allclose(scores[3], scores[5])


def test_status_head_is_bounded_and_asks_each_word_alone() -> None:
    torch.manual_seed(0)
    head = StatusHead().eval()
    words = torch.randn(12, WIDTH)
    with torch.no_grad():
        both, one = head(words, torch.tensor([3, 7])), head(words, torch.tensor([7]))
    assert [part.shape for part in both] == [(2,), (2, len(STATUSES)), (2, len(FLAGS)), (2, 1 + len(TRENDS))]
    assert both[0].abs().max() <= 1
    for many, single in zip(both, one, strict=True):
        assert torch.allclose(many[1:], single, atol=1e-6)


def test_attribution_head() -> None:
    torch.manual_seed(0)
    head = AttributionHead().eval()
    with torch.no_grad():
        parts, sources = head(torch.randn(9, 2 * WIDTH))
    assert parts.shape == (9, len(PARTS))
    assert sources.shape == (9, 10)


def test_padding_changes_nothing_of_where() -> None:
    torch.manual_seed(0)
    head = HappeningHead().eval()
    words, longer = torch.randn(1, 6, 2 * WIDTH), torch.zeros(1, 9, 2 * WIDTH)
    longer[:, :6] = words
    mask = torch.tensor([[True] * 6 + [False] * 3])
    with torch.no_grad():
        plain = head(words, torch.tensor([2]), torch.ones(1, 6, dtype=torch.bool))
        padded = head(longer, torch.tensor([2]), mask)
    for one, other in zip(plain, padded, strict=True):
        assert torch.allclose(one, other[:, :7], atol=1e-5)


def test_a_mean_of_two_readers_mixes_what_both_have() -> None:
    one = {"encoder.kind": torch.ones(2), "encoder.positions.weight": torch.zeros(3, 2), "heads.a.w": torch.zeros(2)}
    other = {"encoder.kind": torch.zeros(2), "encoder.positions.weight": torch.ones(3, 2), "heads.b.w": torch.ones(2)}
    mixed = mean(folded(one), folded(other), 0.25)
    assert torch.equal(mixed["encoder.positions.weight"], torch.ones(3, 2))
    assert torch.equal(mixed["heads.a.w"], torch.zeros(2))
    assert torch.equal(mixed["heads.b.w"], torch.ones(2))
    assert torch.equal(mean({"x": torch.zeros(1)}, {"x": torch.ones(1)}, 0.25)["x"], torch.tensor([0.25]))


def test_a_frozen_encoder_remembers_and_stays() -> None:
    torch.manual_seed(0)
    reader = Reader(Encoder(), {"status": StatusHead()}, word_dropout=0.5)
    reader.freeze()
    reader.train()
    tokens = Tokens((1000, 1001, 1002), (0, 1, 2), (1, 2, 3), (0, 0, 0), ((0, 3),))
    (first,), (again,) = reader.encode([tokens]), reader.encode([tokens])
    assert torch.equal(first, again)
    assert not any(parameter.requires_grad for parameter in reader.encoder.parameters())
    assert len(parameter_groups(reader, 1e-4, 1e-3, 0.9, train_words=False)) == 1
