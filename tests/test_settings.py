"""What a person may set for a run, and that each setting marks the run."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive import RunDescription
from dateline.archive.values import canonical_json
from dateline.errors import ArchiveError, SettingError
from dateline.settings import CODEBOOKS, Settings


def run_of(settings: Settings) -> RunDescription:
    return RunDescription("1", "reader", "ground", dict(dataclasses.asdict(settings)))


def test_the_defaults_read_every_sentence_with_the_native_codebook() -> None:
    settings = Settings()
    assert (settings.codebook, settings.fast) == ("plover", False)
    assert settings.codebook == CODEBOOKS[0]


@pytest.mark.parametrize("codebook", CODEBOOKS)
@pytest.mark.parametrize("fast", [False, True])
def test_every_listed_codebook_can_be_set(codebook: str, fast: bool) -> None:
    assert dataclasses.astuple(Settings(codebook, fast)) == (codebook, fast)


@pytest.mark.parametrize("codebook", ["", "PLOVER", "plover ", "Plover", "cameo9", "plov", "plover,plover", "\n"])
def test_an_unknown_codebook_is_refused_in_words(codebook: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings(codebook=codebook)
    error = caught.value
    assert error.where.removeprefix("--") == "codebook"
    assert str(error) == f"{error.where}: no codebook {codebook!r}. Choose one of: {', '.join(CODEBOOKS)}."
    assert not isinstance(error, ArchiveError)


@given(st.text(max_size=20).filter(lambda word: word not in CODEBOOKS))
def test_no_other_word_is_a_codebook(word: str) -> None:
    with pytest.raises(SettingError, match=re.escape(repr(word))):
        Settings(word)


def test_a_changed_copy_is_checked_as_well() -> None:
    with pytest.raises(SettingError, match="nothing"):
        dataclasses.replace(Settings(), codebook="nothing")


def test_settings_are_frozen_and_hold_nothing_else() -> None:
    settings = Settings()
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.fast = True  # type: ignore[misc]
    with pytest.raises(TypeError):
        Settings(quick=True)  # type: ignore[call-arg]
    assert not hasattr(settings, "__dict__")


def test_equal_settings_are_one_run_and_each_other_setting_another() -> None:
    several = [Settings(codebook, fast) for codebook in CODEBOOKS for fast in (False, True)]
    assert len({run_of(settings).id for settings in several}) == len(several) == len(set(several))
    assert run_of(Settings()).id == run_of(Settings("plover", False)).id


def test_settings_are_stored_as_json_and_read_back() -> None:
    settings = Settings(fast=True)
    stored = canonical_json(run_of(settings).settings)
    assert Settings(**json.loads(stored)) == settings
