"""What speed is measured against: a token classifier of BERT-base's size (Devlin et al. 2019), random weights, as an
ONNX graph in single precision: 12 layers of width 768, 12 heads, inner width 3072; no other work is done beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

LAYERS, WIDTH, HEADS, INNER, WORDS, POSITIONS, LABELS = 12, 768, 12, 3072, 30522, 512, 9


@dataclass
class _Graph:
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(13))
    nodes: list[Any] = field(default_factory=list)
    arrays: list[Any] = field(default_factory=list)

    def put(self, name: str, array: np.ndarray[Any, Any]) -> str:
        self.arrays.append(numpy_helper.from_array(array, name))
        return name

    def random(self, name: str, *shape: int) -> str:
        return self.put(name, self.rng.standard_normal(shape, dtype=np.float32) * np.float32(0.02))

    def op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        out = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def linear(self, x: str, name: str, width: int, to: int, out: str = "") -> str:
        product = self.op("MatMul", x, self.random(f"{name}.w", width, to))
        return self.op("Add", product, self.random(f"{name}.b", to), out=out)

    def norm(self, x: str, name: str) -> str:
        scale = self.put(f"{name}.scale", np.ones(WIDTH, np.float32))
        shift = self.put(f"{name}.shift", np.zeros(WIDTH, np.float32))
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)


def bert_base(threads: int) -> onnxruntime.InferenceSession:
    """The classifier: `ids` int64 [rows, length], `mask` float32 [rows, 1, 1, length], 0 for a token and -1e4 for
    filling, -> `logits` [rows, length, labels]."""
    graph = _Graph()
    split = graph.put("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    merge = graph.put("merge", np.array([0, 0, WIDTH], np.int64))
    scale = graph.put("root", np.float32((WIDTH // HEADS) ** -0.5).reshape(1))
    words = graph.op("Gather", graph.random("words", WORDS, WIDTH), "ids")
    length = graph.op("Shape", "ids", start=1, end=2)
    zero, axes = graph.put("zero", np.array([0], np.int64)), graph.put("axes", np.array([0], np.int64))
    places = graph.op("Slice", graph.random("positions", POSITIONS, WIDTH), zero, length, axes)
    x = graph.norm(graph.op("Add", words, places), "embedded")
    for layer in range(LAYERS):
        heads = [
            graph.op("Reshape", graph.linear(x, f"{layer}.{part}", WIDTH, WIDTH), split) for part in ("q", "k", "v")
        ]
        query, value = (graph.op("Transpose", heads[at], perm=[0, 2, 1, 3]) for at in (0, 2))
        key = graph.op("Transpose", heads[1], perm=[0, 2, 3, 1])
        scores = graph.op("Add", graph.op("Mul", graph.op("MatMul", query, key), scale), "mask")
        mixed = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), value)
        joined = graph.op("Reshape", graph.op("Transpose", mixed, perm=[0, 2, 1, 3]), merge)
        x = graph.norm(graph.op("Add", x, graph.linear(joined, f"{layer}.out", WIDTH, WIDTH)), f"{layer}.first")
        inner = graph.op("Gelu", graph.linear(x, f"{layer}.inner", WIDTH, INNER))
        x = graph.norm(graph.op("Add", x, graph.linear(inner, f"{layer}.outer", INNER, WIDTH)), f"{layer}.second")
    graph.linear(x, "labels", WIDTH, LABELS, out="logits")
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "bert-base",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "length"]),
                helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["rows", 1, 1, "length"]),
            ],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["rows", "length", LABELS])],
            graph.arrays,
        ),
        opset_imports=[helper.make_opsetid("", 20)],
        ir_version=9,
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
