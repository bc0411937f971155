"""The reader through the command line: document templates of the codebook muc4, and weights that are not as they should be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.codebooks.muc4 import INCIDENT_TYPES, ROLES
from dateline.reader.network import network
from dateline.reader.network.network import ENCODER
from dateline.reader.network.weights import MANIFEST, REMEDY, weights_folder
from dateline.records import coded_from_json

from .conftest import Run

TEXT = (
    "LIMA, 14 JUNE 1990 -- A BOMB EXPLODED OUTSIDE THE UNITED STATES EMBASSY AND KILLED TWO POLICEMEN. SHINING PATH "
    "GUERRILLAS PLACED THE DYNAMITE IN A CAR. THE BOMB DESTROYED A BANK.\n"
)


@pytest.fixture
def bombing(tmp_path: Path) -> Path:
    path = tmp_path / "bombing.txt"
    path.write_text(TEXT)
    return path


def line_of(run: Run, *arguments: str | Path) -> dict[str, Any]:
    result = run("code", *arguments, "--format", "jsonl")
    assert result.code == 0, result.err
    (line,) = result.out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_templates_have_the_outward_form(run: Run, bombing: Path) -> None:
    templates = line_of(run, bombing, "--codebook", "muc4")["templates"]
    assert templates, "a report of a bombing without a template proves nothing"
    for template in templates:
        assert list(template) == ["incident_type", *ROLES]
        assert template["incident_type"] in INCIDENT_TYPES
        for role in ROLES:
            assert isinstance(template[role], list)
            for entity in template[role]:
                assert isinstance(entity, list)
                assert entity
                assert all(string in TEXT for string in entity)
    assert any(template["incident_type"] == "bombing" for template in templates)
    assert any(template[role] for template in templates for role in ROLES)


def test_a_line_with_templates_is_read_back(run: Run, bombing: Path) -> None:
    out = run("code", bombing, "--codebook", "muc4", "--format", "jsonl").out
    coded = coded_from_json(out)
    assert coded.templates is not None
    assert list(coded.templates) == json.loads(out)["templates"]


@pytest.mark.parametrize("codebook", [(), ("--codebook", "plover")])
def test_without_the_codebook_there_are_no_templates(run: Run, bombing: Path, codebook: tuple[str, ...]) -> None:
    line = line_of(run, bombing, *codebook)
    assert "templates" not in line
    assert list(line) == ["report", "entities", "mentions"]


def test_templates_change_nothing_else(run: Run, bombing: Path) -> None:
    plain = line_of(run, bombing)
    filled = line_of(run, bombing, "--codebook", "muc4")
    assert filled.pop("templates")
    assert filled == plain


def test_a_report_without_an_incident_has_an_empty_list(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "music.txt"
    path.write_text(
        "The orchestra plays music by a young composer in the park on Sunday. Tickets are free for children.\n"
    )
    assert line_of(run, path, "--codebook", "muc4")["templates"] == []
    assert "no incident" in run("code", path, "--codebook", "muc4").out


def test_a_report_in_another_language_has_an_empty_list(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text("Une bombe a tué trois personnes dans un marché de la ville lundi, selon la police.")
    assert line_of(run, path, "--codebook", "muc4")["templates"] == []


def test_both_codebooks_in_one_archive(run: Run, bombing: Path, archive_file: Path) -> None:
    plain, filled = line_of(run, bombing), line_of(run, bombing, "--codebook", "muc4")
    with Archive.open(archive_file, create=False) as archive:
        assert archive.check() == []
        assert archive.sizes()["reports"] == 1
        assert [run_.settings["codebook"] for run_, _, _ in archive.runs()] == ["plover", "muc4"]
        report_id = plain["report"]["id"]
        ((newest, _),) = archive.newest([report_id])
        assert newest.templates == tuple(filled["templates"])
    # Each is asked for again and comes from the archive as it was.
    assert line_of(run, bombing) == plain
    assert line_of(run, bombing, "--codebook", "muc4") == filled
    with Archive.open(archive_file, create=False) as archive:
        assert len(archive.runs()) == 2


def test_incidents_are_those_of_the_newest_run_alone(run: Run, bombing: Path) -> None:
    line_of(run, bombing)
    once = run("incidents").out
    line_of(run, bombing, "--codebook", "muc4")
    assert run("incidents").out == once


def test_the_table_shows_the_templates(run: Run, bombing: Path) -> None:
    templates = line_of(run, bombing, "--codebook", "muc4")["templates"]
    shown = " ".join(run("code", bombing, "--codebook", "muc4").out.split())
    assert "templates" in shown
    assert "incident_type" in shown
    for role in ROLES:
        assert role in shown
    for template in templates:
        assert template["incident_type"] in shown
        for role in ROLES:
            for entity in template[role]:
                assert entity[0].split()[0] in shown
    assert "incident_type" not in run("code", bombing).out


def test_fast_fills_templates_too(run: Run, bombing: Path) -> None:
    assert line_of(run, bombing, "--codebook", "muc4", "--fast")["templates"]


def test_lone_surrogates_are_refused_and_the_others_are_coded(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        '{"id": "a", "text": "Gunmen \\ud800 left."}\n{"id": "b", "text": "Gunmen killed two men in Kano."}\n'
    )
    result = run("code", path, "--format", "jsonl", "--codebook", "muc4")
    assert result.code == 1
    assert "\\ud800" in result.err
    assert "Write the character that was meant" in result.err.replace("\n", " ")
    assert [json.loads(line)["report"]["id"] for line in result.out.splitlines()] == ["b"]


@pytest.fixture
def other_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped weights, which the program reads in their place."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in weights_folder().iterdir():
        (folder / path.name).symlink_to(path)
    with monkeypatch.context() as patch:
        patch.setattr(network, "weights_folder", lambda: folder)
        network.load_network.cache_clear()
        yield folder
    network.load_network.cache_clear()


@pytest.mark.parametrize("spoilt", ["folder", "encoder missing", "encoder cut", "manifest"])
def test_bad_weights_are_named_with_the_remedy_and_nothing_is_stored(
    run: Run, bombing: Path, other_weights: Path, archive_file: Path, spoilt: str
) -> None:
    encoder, manifest = other_weights / ENCODER, other_weights / MANIFEST
    expected = json.loads(manifest.read_text())["files"][ENCODER]
    named, words = {
        "folder": (manifest, "missing"),
        "encoder missing": (encoder, expected),
        "encoder cut": (encoder, expected),
        "manifest": (manifest, "of layout 99"),
    }[spoilt]
    if spoilt == "folder":
        shutil.rmtree(other_weights)
    elif spoilt == "manifest":
        data = json.loads(manifest.read_text()) | {"layout": 99}
        manifest.unlink()
        manifest.write_text(json.dumps(data))
    else:
        encoder.unlink()
        if spoilt == "encoder cut":
            encoder.write_bytes((weights_folder() / ENCODER).read_bytes()[:1000])
    result = run("code", bombing, "--format", "jsonl")
    message = result.err.replace("\n", "")
    assert result.code == 1
    assert result.out == ""
    assert str(named) in message
    assert words in message
    assert REMEDY.replace(" ", "") in message.replace(" ", "")
    assert "Traceback" not in message
    assert not archive_file.exists()


def test_other_weights_are_another_run(run: Run, bombing: Path, other_weights: Path, archive_file: Path) -> None:
    """Results of other weights are not taken for this one's."""
    line_of(run, bombing)
    manifest = other_weights / MANIFEST
    data = json.loads(manifest.read_text())
    data["files"]["more"] = "0" * 64
    manifest.unlink()
    manifest.write_text(json.dumps(data))
    network.load_network.cache_clear()
    line_of(run, bombing)
    with Archive.open(archive_file, create=False) as archive:
        assert len({run_.reader for run_, _, _ in archive.runs()}) == 2
