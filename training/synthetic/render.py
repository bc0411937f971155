"""Saying a frame: its slots filled from the scene and the word lists, its brackets as marks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from training.synthetic.grammar import Act, Frame, Grammar, slots_of
from training.synthetic.marks import Builder, Telling, with_options
from training.synthetic.notation import Choice, Marked, Node, Slot
from training.synthetic.scene import BUILT_IN, Scene

SAID_AGAIN = 0.6  # how often a later sentence speaks of the same place, group or person as an earlier one
_AGAIN = frozenset({"city", "village", "province", "group", "army", "river"})
_TRIES = 8
_PLACES = {"stronghold", "base", "village", "country", "abroad", "province"}
_PLURAL = re.compile(r"[a-z]{4}s$|^[Pp]olice$")  # the last word of an organisation that takes a plural verb
_AGREEING = {"wasA": ("was", "were"), "hasA": ("has", "have"), "wasO": ("was", "were")}


@dataclass
class Sentence:
    """One frame on its way into a builder."""

    grammar: Grammar
    scene: Scene
    builder: Builder
    frame: Frame
    act: Act | None
    said: set[str] = field(default_factory=set)
    actor_plural: bool = False

    @property
    def rng(self) -> random.Random:
        return self.scene.rng

    def say(self) -> None:
        """Append the frame's words and marks; the caller ends the sentence."""
        self._nodes(self.frame.nodes)

    def _nodes(self, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            if isinstance(node, str):
                self.builder.append(node)
            elif isinstance(node, Choice):
                self._nodes(self.rng.choice(node.options))
            elif isinstance(node, Slot):
                self._slot(node)
            else:
                self._marked(node)

    def _marked(self, node: Marked) -> None:
        builder = self.builder
        if not node.numbers:
            mark = builder.open_entity()
            self._nodes(node.body)
            builder.close_entity(mark, node.kind)
            return
        mark = builder.open()
        self._nodes(node.body)
        if node.kind == "trigger":
            number = min(node.numbers)
            telling = node.telling or self._telling()
            if number == 1:
                telling = with_options(telling, self.frame.options)
            builder.close_trigger(mark, number, telling)
        else:
            builder.close_role(mark, node.kind, node.numbers)

    def _telling(self) -> Telling:
        if self.act:
            return with_options(self.act.telling, self.frame.options)
        assert self.frame.telling is not None
        return self.frame.telling

    def _slot(self, slot: Slot) -> None:
        builder = self.builder
        if slot.name == "where" and self.act and _PLACES & set(slots_of(self.act.object)):
            return  # the object says where
        builder.drop_article = builder.drop_article or slot.manner == "bare"
        builder.upper = slot.manner == "upper"
        if slot.name in BUILT_IN or slot.name in self.grammar.words:
            self._words(slot.name)
        else:
            self._act_slot(slot.name)
        builder.upper = False
        builder.drop_article = False

    def _words(self, name: str) -> None:
        entity = BUILT_IN[name] if name in BUILT_IN else self.grammar.words[name].entity
        mark = self.builder.open_entity() if entity else None
        if name in BUILT_IN:
            self.builder.append(self._fresh(name, lambda: self.scene.word(name)))
        else:
            options = self.grammar.words[name].options
            if name in _AGAIN or all(len(option) == 1 and isinstance(option[0], str) for option in options):
                index = self._fresh(name, lambda: str(self.rng.randrange(len(options))))
                self._nodes(options[int(index)])
            else:
                self._nodes(self.rng.choice(options))
        if mark is not None and entity:
            self.builder.close_entity(mark, entity)

    def _fresh(self, name: str, draw: Callable[[], str]) -> str:
        """A value not yet said in this sentence, preferably one of an earlier sentence where that makes sense."""
        prefix = "" if name in BUILT_IN else f"{name} "
        earlier = [word for word in self.scene.told.get(name, []) if prefix + word not in self.said]
        word = draw()
        if name in _AGAIN and earlier and self.rng.random() < SAID_AGAIN:
            word = self.rng.choice(earlier)
        for _ in range(_TRIES):
            if prefix + word not in self.said:
                break
            word = draw()
        self.said.add(prefix + word)
        self.scene.told.setdefault(name, []).append(word)
        return word

    def _act_slot(self, name: str) -> None:
        act = self.act
        assert act is not None
        if name == "A":
            self._nodes(act.actor)
            last = self.builder.text.rsplit(maxsplit=1)[-1]
            self.actor_plural = act.pronoun == "they" or (act.pronoun == "it" and _PLURAL.search(last) is not None)
        elif name == "O":
            self._nodes(act.object)
        elif name in _AGREEING:
            self.builder.append(_AGREEING[name][self.actor_plural if name.endswith("A") else act.object_plural])
        elif name == "itA":
            self.builder.append("they" if self.actor_plural else act.pronoun)
        else:
            trigger, rest = act.forms[name[1:]]
            mark = self.builder.open()
            self.builder.append(trigger)
            self.builder.close_trigger(mark, 1, self._telling())
            self._nodes(rest)
