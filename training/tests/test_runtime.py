"""The heads at run time (numpy) give what the heads in training (PyTorch) give, on random weights and vectors."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from dateline.reader.network import attribution, events, roots, spans, templates
from dateline.reader.network.around import looks
from dateline.reader.network.happening import Happening, best_span
from dateline.reader.network.labelling import NETS, QUESTION, labels_of, signs
from dateline.reader.network.layers import Weights, gelu
from dateline.reader.network.parts import AROUND, SPELLING, Teller, rows_of
from dateline.reader.network.status import STATUSES, as_told, how_told
from dateline.reader.network.windows import tokenise
from torch import nn

from training.encoder import WIDTH, load_tokenizer
from training.heads.attribution import AttributionHead
from training.heads.events import EventHead
from training.heads.happening import HappeningHead
from training.heads.labelling import Labels
from training.heads.parts import Around
from training.heads.roots import RootHead
from training.heads.spans import SpanHead, decode
from training.heads.status import StatusHead
from training.heads.templates import TemplateHead
from training.tasks import templates as training_templates

TEXT = (
    "Gunmen of the Red Front killed Juan Perez in San Marcos. The Red Front took two hostages. Juan Perez was a judge."
)


def weights_of(head: nn.Module) -> Weights:
    return Weights({name: value.detach().numpy() for name, value in head.state_dict().items()})


def vectors(count: int) -> torch.Tensor:
    return torch.randn(count, WIDTH, generator=torch.Generator().manual_seed(count))


@pytest.fixture(autouse=True)
def seeded() -> None:
    torch.manual_seed(5)


def test_gelu() -> None:
    x = np.linspace(-6, 6, 1001, dtype=np.float32)
    np.testing.assert_allclose(gelu(x), nn.functional.gelu(torch.from_numpy(x)).numpy(), atol=4e-6)


def test_spans() -> None:
    head = SpanHead(3).eval()
    with torch.no_grad():
        head.first.bias[0] = 0.0
        head.both.normal_(0, 0.3)
    opening, closing = vectors(30), vectors(31)[:30]
    expected = decode(head(opening, closing), 30)
    found = spans.find_spans(weights_of(head), opening.numpy(), closing.numpy())
    assert expected
    assert [(s.first, s.last, s.label) for s in found] == [e[:3] for e in expected]
    np.testing.assert_allclose([s.chance for s in found], [e[3] for e in expected], atol=1e-4)


def test_status() -> None:
    head, words = StatusHead().eval(), vectors(17)
    asked = [0, 5, 16]
    with torch.no_grad():
        value, status, flags, trend = head(words, torch.tensor(asked))
    found = [as_told(row) for row in how_told(weights_of(head), words.numpy(), asked)]
    np.testing.assert_allclose([t.factuality for t in found], value.numpy(), atol=1e-5)
    np.testing.assert_allclose(
        [[t.statuses[s] for s in STATUSES] for t in found], status.softmax(-1).numpy(), atol=1e-5
    )
    np.testing.assert_allclose([[t.aggregate, t.background] for t in found], flags.sigmoid().numpy(), atol=1e-5)
    np.testing.assert_allclose([list(t.trends.values()) for t in found], trend.softmax(-1)[:, 1:].numpy(), atol=1e-5)


def test_attribution() -> None:
    head = AttributionHead().eval()
    pieces = torch.cat([vectors(40), vectors(41)[:40]], 1)
    with torch.no_grad():
        parts, sources = head(pieces)
    teller = Teller.of(weights_of(head))
    hidden = teller.hidden(pieces.numpy())
    found = teller.parts(hidden, ["a"] * 40, [0, 40])
    np.testing.assert_allclose(found, parts.sigmoid().numpy(), atol=1e-5)
    np.testing.assert_allclose(attribution.pointers(teller.weights, hidden), sources.softmax(-1).numpy(), atol=1e-5)


def test_parts_by_neighbouring_words() -> None:
    known, named, edges = ["said", "―"], ["Police", "said", "Gunmen", "fled", "―"], [0, 2, 5]
    around = Around(len(known)).eval()
    hidden, rows = vectors(5), {word: at for at, word in enumerate(known, start=1)}
    with torch.no_grad():
        parts = around(hidden, torch.tensor(rows_of(rows, named)), torch.from_numpy(looks(named, edges)))
    arrays = {f"{AROUND}.{name}": value for name, value in weights_of(around).items()}
    spelling = np.frombuffer("\n".join(known).encode(), dtype=np.uint8).astype(np.float32)
    teller = Teller.of(Weights(arrays | {f"{AROUND}.{SPELLING}": spelling}))
    assert teller.rows == rows
    np.testing.assert_allclose(teller.parts(hidden.numpy(), named, edges), parts.sigmoid().numpy(), atol=1e-5)


def test_spans_do_not_cross_borders() -> None:
    first, last = spans.ranges(6, [0, 4])
    assert all(a >= 4 or b <= 4 for a, b in zip(first, last, strict=True))
    assert (3, 4) in set(zip(first.tolist(), last.tolist(), strict=True))


def test_triggers_and_roles() -> None:
    head = EventHead(17, 9, 6).eval()
    opening, closing = vectors(25), vectors(26)[:25]
    root, mode = head.triggers(opening)
    found_root, hidden = events.told(weights_of(head), opening.numpy())
    found_mode = events.modes(weights_of(head), hidden)
    np.testing.assert_allclose(found_root, root.softmax(-1).detach().numpy(), atol=1e-5)
    np.testing.assert_allclose(found_mode, mode.sigmoid().detach().numpy(), atol=1e-5)
    words = [*"abcdefghijklmnopqrstuvwxy"]
    first, last = events.ranges_near(3, 20, (5, 7), np.ones(25, dtype=bool))
    logits = head.roles(opening, closing, (5, 7), torch.from_numpy(first), torch.from_numpy(last))
    found = events.Arguments(weights_of(head), words, opening.numpy(), closing.numpy())
    found = found.logits([(5, 7)], [len(first)], first, last)
    np.testing.assert_allclose(found, logits.detach().numpy(), atol=1e-4)


@pytest.mark.parametrize("source", [[], [(1, 3)], [(1, 3), (5, 6)]])
def test_roots(source: list[tuple[int, int]]) -> None:
    head = RootHead(16, 5).eval()
    states = vectors(12)
    root, _, future = head(states, source, [(8, 9)])
    found, ahead = roots.root_of(weights_of(head), states.numpy(), source, [(8, 9)])
    np.testing.assert_allclose(found, root.softmax(-1).detach().numpy(), atol=1e-5)
    assert ahead == pytest.approx(float(future.detach().sigmoid()), abs=1e-5)


def test_templates() -> None:
    head = TemplateHead().eval()
    with torch.no_grad():
        head.tagger.bias.zero_()
        head.role.bias.fill_(1.0)
    tokens = tokenise(TEXT, load_tokenizer())
    states = vectors(len(tokens.ids))
    expected = training_templates.read(head, states, TEXT, tokens)
    found = templates.read_templates(weights_of(head), states.numpy(), TEXT, tokens)
    np.testing.assert_allclose(found.counts, expected.counts, atol=1e-5)
    assert [(c.string, c.places) for c in found.candidates] == [(c.string, c.places) for c in expected.candidates]
    assert len(found.candidates) > 3
    for mine, theirs in zip(found.candidates, expected.candidates, strict=True):
        np.testing.assert_allclose(mine.role, theirs.role, atol=1e-4)
        np.testing.assert_allclose(mine.type, theirs.type, atol=1e-4)
    assert found.entity is not None and expected.entity is not None
    assert found.incident is not None and expected.incident is not None
    np.testing.assert_allclose(found.entity, expected.entity, atol=1e-4)
    np.testing.assert_allclose(found.incident, expected.incident, atol=1e-4)


def test_where_an_event_happened() -> None:
    head = HappeningHead().eval()
    words, asked = torch.cat([vectors(23), vectors(24)[:23]], dim=1), [0, 7, 22]
    with torch.no_grad():
        both = head(words.expand(3, -1, -1), torch.tensor(asked), torch.ones(3, 23, dtype=torch.bool))
    starts, ends = (logs.numpy() for logs in both)
    for found, start, end in zip(Happening(weights_of(head)).of(words.numpy(), asked), starts, ends, strict=True):
        expected = best_span(start, end)
        assert (found.first, found.last) == (expected.first, expected.last)
        assert found.chance == pytest.approx(expected.chance, rel=1e-3)
        assert found.unsaid == pytest.approx(expected.unsaid, rel=1e-3)


def test_labels() -> None:
    heads, opening = [Labels().eval() for _ in range(NETS)], vectors(20)
    roots = torch.softmax(torch.randn(20, heads[0].enter.in_features - WIDTH - 2), -1)
    named, edges = ["Rebels", *["took"] * 19], [0, 12, 20]
    inputs = torch.from_numpy(signs(opening.numpy(), roots.numpy(), named, edges))
    arrays = {f"{n}.{name}": value for n, head in enumerate(heads) for name, value in weights_of(head).items()}
    found = labels_of(Weights(arrays), opening.numpy(), roots.numpy(), named, edges)
    expected = torch.stack([head(inputs, QUESTION).softmax(-1) for head in heads]).mean(0)
    assert found is not None
    np.testing.assert_allclose(found, expected.detach().numpy(), atol=1e-5)
