"""The encoder's graph for the CPU: the same numbers, the slow operator gone, everything else byte for byte."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from dateline.reader.network import load_network
from dateline.reader.network.graph import FUSED, with_plain_norms
from dateline.reader.network.network import ENCODER

SHIPPED = (load_network().manifest.folder / ENCODER).read_bytes()


def made(*nodes: onnx.NodeProto) -> bytes:
    """A model of some nodes from x and y [rows, 4] to z."""
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "g",
        [value(name, TensorProto.FLOAT, ["rows", 4]) for name in ("x", "y")],
        [value("z", TensorProto.FLOAT, ["rows", 4])],
        [helper.make_tensor(name, TensorProto.FLOAT, [4], np.arange(4.0) + at) for at, name in enumerate("abc")],
    )
    domains = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model: bytes = helper.make_model(graph, opset_imports=domains, ir_version=9).SerializeToString()
    return model


def norm(*inputs: str, epsilon: float = 1e-12) -> onnx.NodeProto:
    return helper.make_node(FUSED.decode(), inputs, ["z"], domain="com.microsoft", epsilon=epsilon)


def run(model: bytes, **inputs: np.typing.NDArray[np.float32]) -> np.typing.NDArray[np.float32]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, inputs)
    result: np.typing.NDArray[np.float32] = found
    return result


@pytest.mark.parametrize("epsilon", [1e-12, 0.5])
def test_the_plain_operators_do_what_the_fused_one_does(epsilon: float) -> None:
    model = made(norm("x", "y", "a", "b", "c", epsilon=epsilon))
    plain = with_plain_norms(model)
    assert FUSED not in plain
    onnx.checker.check_model(onnx.load_from_string(plain))
    x, y = np.random.default_rng(3).normal(0, 1, (2, 5, 4)).astype(np.float32)
    np.testing.assert_allclose(run(plain, x=x, y=y), run(model, x=x, y=y), atol=1e-5)


def test_the_shipped_encoder_gives_the_same_vectors() -> None:
    plain = with_plain_norms(SHIPPED)
    assert SHIPPED.count(FUSED) == 12
    assert FUSED not in plain
    ids = np.random.default_rng(5).integers(1000, 30000, (2, 60))
    mask = np.ones_like(ids, dtype=bool)
    mask[1, 40:] = False
    (before,), (after,) = (
        onnxruntime.InferenceSession(m, providers=["CPUExecutionProvider"]).run(None, {"ids": ids, "mask": mask})
        for m in (SHIPPED, plain)
    )
    np.testing.assert_allclose(after[mask], before[mask], atol=1e-4)


def test_what_has_no_such_operator_stays_as_it_is() -> None:
    model = made(helper.make_node("Add", ["x", "y"], ["z"]))
    assert with_plain_norms(model) == model
    plain = with_plain_norms(SHIPPED)
    assert with_plain_norms(plain) == plain


@pytest.mark.parametrize("inputs", [("x", "y", "a"), ("x", "y", "a", "b")])
def test_other_inputs_are_refused(inputs: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="unpack"):
        with_plain_norms(made(norm(*inputs)))


def test_a_model_that_is_cut_off_is_refused() -> None:
    """Unless it is cut where a field ends: then onnx can read it too."""
    model = made(norm("x", "y", "a", "b", "c", epsilon=1e-12))
    refused = 0
    for length in range(len(model)):
        try:
            with_plain_norms(model[:length])
        except ValueError:
            refused += 1
        else:
            onnx.load_from_string(model[:length])
    assert refused > len(model) * 0.9


@pytest.mark.parametrize("data", [b"\x0b", b"\x0a\xff", b"\x0d\x00", b"\x80\x80", b"\x0a\x05abc"])
def test_what_is_no_protocol_buffer_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no protocol buffer"):
        with_plain_norms(data)
