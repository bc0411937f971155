"""Documents from frames: single sentences, and short reports that stay with their places and groups."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from training.synthetic.grammar import DATA, Act, Frame, Grammar, read_grammar
from training.synthetic.marks import Builder, SyntheticDocument
from training.synthetic.render import Sentence
from training.synthetic.scene import BUILT_IN, Scene

# Shares of the kinds of sentence, by the data file that its frame stands in. Sentences of no event are a quarter, since
# the commonest fault of readers is to over-code.
SHARES = {
    "events": 0.22,
    "news": 0.15,
    "reports": 0.13,
    "acts": 0.17,
    "verbal": 0.10,
    "negatives": 0.13,
    "neutral": 0.10,
}
SINGLE = 0.5  # share of documents that are one sentence
HEADLINE = 0.25  # share of reports with a headline
OPENING = 0.6  # share of reports that open with a dateline
LONGEST = 8  # sentences


@cache
def grammar() -> Grammar:
    """The grammar of the data files; raises FrameError where one is malformed."""
    return read_grammar(DATA, frozenset(BUILT_IN))


def frame_ids() -> tuple[str, ...]:
    """The ids of all frames."""
    return tuple(frame.id for frames in grammar().sections.values() for frame in frames)


def generate(count: int, seed: int) -> Iterator[SyntheticDocument]:
    """`count` documents; the same seed gives the same ones, and a larger count only adds to them."""
    for at in range(count):
        yield _document(f"synthetic-{seed}-{at}", random.Random(f"{seed}/{at}"))


def _document(name: str, rng: random.Random) -> SyntheticDocument:
    scene, builder = Scene.draw(rng), Builder()
    sentences = 1 if rng.random() < SINGLE else min(LONGEST, 2 + int(rng.expovariate(0.45)))
    frames: list[Frame] = []
    if sentences > 1 and rng.random() < HEADLINE:
        frames.append(say(_one_of(rng, "headlines"), scene, builder, "\n\n"))
    if rng.random() < (OPENING if sentences > 1 else 0.1):
        frames.append(say(_one_of(rng, "openings"), scene, builder, " "))
    for at in range(sentences):
        kind = rng.choices(list(SHARES), list(SHARES.values()))[0]
        if at and rng.random() < 0.25:
            kind = "follow"
        separator = "\n\n" if rng.random() < 0.2 else " "
        frames.append(say(_one_of(rng, kind), scene, builder, separator))
    return builder.document(name, tuple(frame.id for frame in frames))


@cache
def _sections(kind: str) -> tuple[tuple[Frame, ...], ...]:
    return tuple(frames for name, frames in grammar().sections.items() if name.split()[0] == kind)


def _one_of(rng: random.Random, kind: str) -> Frame:
    """A frame of a file: any of its sections alike, larger ones a little more, then any frame of it."""
    sections = _sections(kind)
    return rng.choice(rng.choices(sections, [len(frames) ** 0.75 for frames in sections])[0])


def say(frame: Frame, scene: Scene, builder: Builder, separator: str) -> Frame:
    """Append a sentence of the frame, with an act that fits where it asks for one; gives the frame back."""
    act = scene.rng.choice(_acts_for(frame)) if frame.of_act else None
    Sentence(grammar(), scene, builder, frame, act).say()
    builder.end_sentence(separator)
    return frame


@cache
def _acts_for(frame: Frame) -> tuple[Act, ...]:
    return tuple(act for act in grammar().acts if frame.fits(act))
