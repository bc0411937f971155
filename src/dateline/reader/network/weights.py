"""The files of the trained network, checked before they are used.

`manifest.json` names each file with its SHA-256, the layout's version, and what the outputs of the heads mean.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from dateline.errors import DataError
from dateline.reader.network.layers import Array, Weights

LAYOUT = 3
"""Version of the files' layout: the program reads exactly this one."""
MANIFEST = "manifest.json"
REMEDY = "Install dateline again; the weights come with it."


@dataclass(frozen=True)
class Manifest:
    """What the weights are: version, the hash over all files, and the labels of each head."""

    folder: Path
    version: str
    files: dict[str, str]
    labels: dict[str, tuple[str, ...]]

    @property
    def sha256(self) -> str:
        """One hash that names the weights: over the hashes of the files, in the order of their names."""
        text = "".join(f"{name} {digest}\n" for name, digest in sorted(self.files.items()))
        return hashlib.sha256(text.encode()).hexdigest()


def weights_folder() -> Path:
    """Where the package keeps its weights."""
    return Path(str(resources.files("dateline.reader"))) / "weights"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder of weights.

    Raises DataError if it is missing, damaged, or of a layout that this program does not read.
    """
    path = folder / MANIFEST
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        layout = int(raw["layout"])
        if layout == LAYOUT:
            return Manifest(
                folder,
                str(raw["version"]),
                {str(name): str(digest) for name, digest in raw["files"].items()},
                {str(name): tuple(map(str, labels)) for name, labels in raw["labels"].items()},
            )
    except FileNotFoundError:
        raise DataError("the reader's weights are missing", where=str(path), remedy=REMEDY) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"the manifest of the weights cannot be read ({error!r})", where=str(path), remedy=REMEDY
        ) from None
    raise DataError(
        f"the weights are of layout {layout}, this program reads layout {LAYOUT}", where=str(path), remedy=REMEDY
    )


def checked(manifest: Manifest, name: str) -> bytes:
    """The bytes of one file.

    Raises DataError, with the expected hash, if it is missing or is not the file that the manifest names.
    """
    path = manifest.folder / name
    expected = manifest.files.get(name)
    if expected is None:
        raise DataError(f"the manifest names no {name}", where=str(manifest.folder / MANIFEST), remedy=REMEDY)
    try:
        data = path.read_bytes()
    except OSError:
        raise DataError(
            f"a file of the reader's weights is missing (SHA-256 {expected})", where=str(path), remedy=REMEDY
        ) from None
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise DataError(
            f"a file of the weights is damaged or of another version: expected SHA-256 {expected}, found {found}",
            where=str(path), remedy=REMEDY,
        )  # fmt: skip
    return data


def unpack(data: bytes) -> Weights:
    """The heads' arrays in single precision from the bytes of a `.npz` file."""
    import io

    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        arrays: dict[str, Array] = {name: stored[name].astype(np.float32) for name in stored.files}
    return Weights(arrays)
