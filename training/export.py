"""The trained encoder as ONNX: `python -m training.export --run NAME --out DIR [--int8]`.

Writes encoder.onnx (`ids` int64 and `mask` bool [rows, length] -> `states` float32 [rows, length, 384]) and the heads'
weights, heads.safetensors. Prints how far the file's answers are from PyTorch's, over random rows, one of them padded.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import save_file

from training.encoder import load_encoder
from training.train import CHECKPOINTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True)
    parser.add_argument("--which", choices=("best", "last"), default="best")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--int8", action="store_true", help="quantise the matrices to 8 bits (dynamic)")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(CHECKPOINTS / args.run / f"{args.which}.pt", map_location="cpu", weights_only=False)["reader"]
    encoder = load_encoder()
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    encoder.eval()
    heads = {k.removeprefix("heads."): v.contiguous() for k, v in state.items() if k.startswith("heads.")}
    save_file(heads, str(args.out / "heads.safetensors"))

    generator = torch.Generator().manual_seed(13)
    ids = torch.randint(1000, 30000, (3, 64), generator=generator)
    mask = torch.ones(3, 64, dtype=torch.bool)
    mask[1, 40:] = False
    path = args.out / "encoder.onnx"
    rows, length = torch.export.Dim("rows", max=4096), torch.export.Dim("length", max=512)
    torch.onnx.export(
        encoder,
        (ids, mask),
        str(path),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_shapes={"ids": {0: rows, 1: length}, "mask": {0: rows, 1: length}},
        external_data=False,
        dynamo=True,
    )
    if args.int8:
        quantised = args.out / "encoder.int8.onnx"
        quantize_dynamic(str(path), str(quantised), weight_type=QuantType.QInt8, per_channel=True)
        path = quantised
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"ids": ids[:2, :48].numpy(), "mask": mask[:2, :48].numpy()})
    with torch.no_grad():
        expected = encoder(ids[:2, :48], mask[:2, :48]).numpy()
    gap = np.abs(found - expected)[mask[:2, :48].numpy()]
    print(
        json.dumps(
            {
                "file": path.name,
                "megabytes": round(path.stat().st_size / 1e6, 1),
                "largest_difference": round(float(gap.max()), 5),
                "mean_difference": round(float(gap.mean()), 6),
            }
        )
    )


if __name__ == "__main__":
    main()
