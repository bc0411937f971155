"""The shipped weights as a checkpoint to go on from: `python -m training.restore --run NAME`.

Matrices come back from half precision, word vectors from eight bits a row: the figures of what ships, no better.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from dateline.reader.network.network import ENCODER, HEADS, TELLING
from dateline.reader.network.weights import weights_folder
from onnx import numpy_helper
from torch import Tensor

from training.encoder import LAYERS, WIDTH
from training.train import CHECKPOINTS, save


def encoder_state(path: Path) -> dict[str, Tensor]:
    """The encoder's weights out of its graph, under PyTorch's names; the inverse of `training.graph`."""
    stored = {a.name: numpy_helper.to_array(a) for a in onnx.load(str(path)).graph.initializer}
    state: dict[str, Any] = {
        "words.weight": stored["words.bytes"].astype(np.float32) * stored["words.scale"],
        "positions.weight": stored["positions"],
        "kind": np.zeros(WIDTH, np.float32),  # it is in the positions
        "norm.weight": stored["norm.scale"],
        "norm.bias": stored["norm.shift"],
    }
    for index in range(LAYERS):
        old, new = f"layer{index}.", f"layers.{index}."
        for name, own in (("qkv", "query_key_value"), ("out", "attention_out"), ("inner", "inner"), ("outer", "outer")):
            state[f"{new}{own}.weight"] = stored[f"{old}{name}.half"].astype(np.float32).T
        state[f"{new}query_key_value.bias"] = stored[f"{old}qkv.bias"]
        state[f"{new}inner.bias"] = stored[f"{old}inner.bias"]
        for name, matrix, norm in (("first", "attention_out", "attention_norm"), ("second", "outer", "outer_norm")):
            state[f"{new}{matrix}.bias"] = stored[f"{old}{name}.bias"]
            state[f"{new}{norm}.weight"] = stored[f"{old}{name}.scale"]
            state[f"{new}{norm}.bias"] = stored[f"{old}{name}.shift"]
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in state.items()}


def heads_state(folder: Path) -> dict[str, Tensor]:
    """The weights of the heads, under PyTorch's names."""
    stored = (np.load(folder / name) for name in (HEADS, TELLING))
    return {name: torch.from_numpy(array.astype(np.float32)) for arrays in stored for name, array in arrays.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True)
    parser.add_argument("--weights", type=Path, default=weights_folder())
    args = parser.parse_args()
    reader = {f"encoder.{k}": v for k, v in encoder_state(args.weights / ENCODER).items()}
    reader |= {f"heads.{k}": v for k, v in heads_state(args.weights).items()}
    folder = CHECKPOINTS / args.run
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "best.pt", {"settings": {}, "reader": reader, "epoch": 0})


if __name__ == "__main__":
    main()
