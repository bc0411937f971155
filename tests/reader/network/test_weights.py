"""The files of the network: what is missing, damaged or of another version is named, with the hash and the remedy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.errors import DataError
from dateline.reader.network import load_network
from dateline.reader.network.network import CHAINS, ENCODER, HEADS, TELLING, VOCABULARY
from dateline.reader.network.weights import LAYOUT, MANIFEST, REMEDY, checked, read_manifest, unpack, weights_folder

SHIPPED = read_manifest(weights_folder())
FILES = (ENCODER, HEADS, TELLING, CHAINS, VOCABULARY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped weights under names of the test's own."""
    for name in (*FILES, MANIFEST):
        (tmp_path / name).symlink_to(weights_folder() / name)
    return tmp_path


def replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def with_manifest(folder: Path, **changes: Any) -> Path:
    """The manifest with other values; None takes one away."""
    path = folder / MANIFEST
    raw = json.loads(path.read_text(encoding="utf-8")) | changes
    replace(path, json.dumps({k: v for k, v in raw.items() if v is not None}).encode())
    return path


def the_error(call: Callable[[], object]) -> DataError:
    with pytest.raises(DataError) as caught:
        call()
    assert caught.value.remedy == REMEDY
    assert REMEDY in str(caught.value)
    return caught.value


def test_the_shipped_weights_are_whole() -> None:
    assert set(SHIPPED.files) == set(FILES)
    for name in FILES:
        assert hashlib.sha256(checked(SHIPPED, name)).hexdigest() == SHIPPED.files[name]
    assert {"re3d", "events", "modes", "roles"} <= set(SHIPPED.labels)
    assert SHIPPED.version


def test_the_shipped_weights_are_no_larger_than_promised() -> None:
    assert sum(path.stat().st_size for path in weights_folder().iterdir()) <= 50_000_000


def test_one_hash_names_all_files(folder: Path) -> None:
    assert read_manifest(folder).sha256 == SHIPPED.sha256
    with_manifest(folder, version="of another name")
    assert read_manifest(folder).sha256 == SHIPPED.sha256
    with_manifest(folder, files={**SHIPPED.files, HEADS: "0" * 64})
    assert read_manifest(folder).sha256 != SHIPPED.sha256


def test_a_missing_folder(tmp_path: Path) -> None:
    error = the_error(lambda: load_network(tmp_path / "none"))
    assert error.where == str(tmp_path / "none" / MANIFEST)
    assert "missing" in error.what


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("spoil", [missing, a_folder, a_broken_link])
def test_a_missing_file(folder: Path, name: str, spoil: Callable[[Path], None]) -> None:
    spoil(folder / name)
    error = the_error(lambda: load_network(folder))
    assert error.where == str(folder / name)
    assert "missing" in error.what
    assert SHIPPED.files[name] in error.what


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", ["empty", "truncated", "one byte more", "other bytes", "one bit turned"])
def test_a_damaged_file(folder: Path, name: str, change: str) -> None:
    data = (folder / name).read_bytes()
    data = {
        "empty": b"",
        "truncated": data[:-1],
        "one byte more": data + b"\0",
        "other bytes": b"no weights",
        "one bit turned": data[:500] + bytes([data[500] ^ 1]) + data[501:],
    }[change]
    replace(folder / name, data)
    error = the_error(lambda: load_network(folder))
    assert error.where == str(folder / name)
    assert "damaged or of another version" in error.what
    assert SHIPPED.files[name] in error.what
    assert hashlib.sha256(data).hexdigest() in error.what


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no JSON", b"{", b"[]", b"3", b"null", b"\xff\xfe\x00", b'{"layout": 3}',
        b'{"layout": "one", "version": "1", "files": {}, "labels": {}}',
        b'{"layout": null, "version": "1", "files": {}, "labels": {}}',
        b'{"layout": 3, "version": "1", "files": [], "labels": {}}',
        b'{"layout": 3, "version": "1", "files": {}, "labels": {"re3d": 5}}',
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_read(folder: Path, data: bytes) -> None:
    replace(folder / MANIFEST, data)
    error = the_error(lambda: load_network(folder))
    assert error.where == str(folder / MANIFEST)
    assert "the manifest of the weights cannot be read" in error.what


@pytest.mark.parametrize("layout", [0, LAYOUT + 1, 99])
def test_a_manifest_of_another_layout(folder: Path, layout: int) -> None:
    path = with_manifest(folder, layout=layout)
    error = the_error(lambda: load_network(folder))
    assert error.where == str(path)
    assert f"of layout {layout}, this program reads layout {LAYOUT}" in error.what


def test_another_layout_is_told_also_where_it_names_its_parts_otherwise(folder: Path) -> None:
    with_manifest(folder, layout=LAYOUT + 1, labels=None)
    assert f"of layout {LAYOUT + 1}" in the_error(lambda: load_network(folder)).what


def test_weights_without_the_scorer_of_chains_are_read(folder: Path) -> None:
    with_manifest(folder, files={k: v for k, v in SHIPPED.files.items() if k != CHAINS})
    assert load_network(folder).chains is None


@pytest.mark.parametrize("name", [ENCODER, HEADS, TELLING, VOCABULARY])
def test_a_manifest_without_a_file(folder: Path, name: str) -> None:
    path = with_manifest(folder, files={k: v for k, v in SHIPPED.files.items() if k != name})
    error = the_error(lambda: load_network(folder))
    assert error.where == str(path)
    assert f"names no {name}" in error.what


def test_an_error_is_not_remembered(folder: Path) -> None:
    data = (folder / VOCABULARY).read_bytes()
    replace(folder / VOCABULARY, b"")
    the_error(lambda: load_network(folder))
    replace(folder / VOCABULARY, data)
    assert load_network(folder).manifest.sha256 == SHIPPED.sha256


def test_arrays_come_in_single_precision(tmp_path: Path) -> None:
    half, whole = np.array([[0.5, -2]], np.float16), np.array([3], np.float32)
    np.savez_compressed(tmp_path / "heads.npz", a_weight=half, a_bias=whole)
    weights = unpack((tmp_path / "heads.npz").read_bytes())
    assert {name: (a.dtype.name, a.tolist()) for name, a in weights.items()} == {
        "a_weight": ("float32", [[0.5, -2.0]]), "a_bias": ("float32", [3.0]),
    }  # fmt: skip


def test_no_object_is_loaded_from_the_arrays(tmp_path: Path) -> None:
    np.savez(tmp_path / "heads.npz", a=np.array([{"run": "me"}], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        unpack((tmp_path / "heads.npz").read_bytes())
