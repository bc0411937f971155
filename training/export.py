"""A trained reader as the files that ship: `python -m training.export --run NAME [--which best] [--out DIR]`.

Writes encoder.onnx (`ids` int64 and `mask` bool [rows, length] -> `states` float32 [rows, length, 384]), heads.npz,
vocabulary.txt and manifest.json. The matrices are stored in half precision, the word vectors in eight bits a row; both
are computed with in single precision. Prints how far the file's answers are from PyTorch's over random rows.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from dateline.reader.network.network import CHAINS, ENCODER, HEADS, TELLING, VOCABULARY
from dateline.reader.network.weights import LAYOUT, MANIFEST, weights_folder

from training.corpora.bio import LABELS
from training.corpora.documents import LABELS as EVENT_LABELS
from training.corpora.documents import ROLES
from training.corpora.plover import ROOTS
from training.encoder import Encoder, load_encoder, model_folder
from training.graph import encoder_graph
from training.tasks.events import MODES
from training.train import CHECKPOINTS

FILES = {HEADS: ("templates", "re3d", "cameo", "plover", "events", "happening"), TELLING: ("status", "attribution")}
SMALL = 4096  # arrays with fewer elements (biases, norms) stay in single precision


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True)
    parser.add_argument("--which", default="best", help="best, last or epoch-N")
    parser.add_argument("--out", type=Path, default=weights_folder())
    parser.add_argument("--heads", default="", help="put these heads alone in place, comma-separated; they were trained"
                        " on the shipped encoder as it is")  # fmt: skip
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(CHECKPOINTS / args.run / f"{args.which}.pt", map_location="cpu", weights_only=False)
    if args.heads:
        put_heads(args.out, state, args.heads.split(","), f"{args.run}-{state['epoch']}")
        return
    encoder = load_encoder()
    stored = state["reader"]
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in stored.items() if k.startswith("encoder.")})
    encoder.eval()
    onnx.save(encoder_graph(encoder), str(args.out / ENCODER))
    heads = heads_of(state)
    for file, names in FILES.items():
        own = {k: half(v.numpy()) for k, v in heads.items() if k.split(".")[0] in names}
        np.savez_compressed(args.out / file, **own)
    (args.out / VOCABULARY).write_bytes((model_folder() / "vocab.txt").read_bytes())
    # The scorer of chains does not look at the encoder's vectors: it stays where it is there.
    there = [name for name in (ENCODER, HEADS, TELLING, VOCABULARY, CHAINS) if (args.out / name).is_file()]
    files = {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in there}
    manifest = {
        "layout": LAYOUT,
        "version": f"{args.run}-{state['epoch']}",
        "files": files,
        "labels": {
            "re3d": LABELS["re3d"],
            "cameo": LABELS["cameo"],
            "plover": ROOTS,
            "events": EVENT_LABELS,
            "modes": MODES,
            "roles": ROLES,
        },
        "training": state["settings"],
    }
    (args.out / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(compare(encoder, args.out / ENCODER)))
    print("now run training.parts, training.sources and training.labelling: they learn on what is in place")


def heads_of(state: dict[str, Any]) -> dict[str, torch.Tensor]:
    """The weights of a checkpoint's heads, by names that begin with the head's."""
    return {k.removeprefix("heads."): v for k, v in state["reader"].items() if k.startswith("heads.")}


def put_heads(folder: Path, state: dict[str, Any], names: list[str], version: str) -> None:
    """Put single heads in place in their files, and note in the manifest which checkpoint each is of."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for file, held in FILES.items():
        mine = [name for name in names if name in held]
        if not mine:
            continue
        kept = {k: v for k, v in np.load(folder / file).items() if k.split(".")[0] not in mine}
        new = {k: half(v.numpy()) for k, v in heads_of(state).items() if k.split(".")[0] in mine}
        np.savez_compressed(folder / file, **kept, **new)
        manifest["files"][file] = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        manifest.setdefault("heads", {}).update(dict.fromkeys(mine, version))
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def put_telling(folder: Path, part: str, arrays: dict[str, np.ndarray]) -> None:
    """Put the arrays of one part in place in the file of what is told, and the file's hash in the manifest."""
    kept = {name: value for name, value in np.load(folder / TELLING).items() if not name.startswith(f"{part}.")}
    np.savez_compressed(folder / TELLING, **kept, **{f"{part}.{name}": value for name, value in arrays.items()})
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][TELLING] = hashlib.sha256((folder / TELLING).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def half(array: np.ndarray) -> np.ndarray:
    """The array in half precision where it is large."""
    return array.astype(np.float16) if array.size >= SMALL else array


def sample_rows() -> tuple[torch.Tensor, torch.Tensor]:
    """Random rows of word pieces, one of them padded."""
    generator = torch.Generator().manual_seed(13)
    ids = torch.randint(1000, 30000, (3, 64), generator=generator)
    mask = torch.ones(3, 64, dtype=torch.bool)
    mask[1, 40:] = False
    return ids, mask


def compare(encoder: Encoder, path: Path) -> dict[str, object]:
    """How far the file's answers are from PyTorch's."""
    ids, mask = sample_rows()
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"ids": ids[:2, :48].numpy(), "mask": mask[:2, :48].numpy()})
    with torch.no_grad():
        expected = encoder(ids[:2, :48], mask[:2, :48]).numpy()
    gap = np.abs(found - expected)[mask[:2, :48].numpy()]
    return {
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "largest_difference": round(float(gap.max()), 5),
        "mean_difference": round(float(gap.mean()), 6),
    }


if __name__ == "__main__":
    main()
