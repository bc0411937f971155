"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and a guess that is named when nothing else fits."""

from __future__ import annotations

import codecs
from collections import Counter

from dateline.errors import EmptyInput, InputError, UndecodableInput

MAX_CHARACTERS = 2_500_000
"""Longest report: about 400,000 words, a long book. Beyond it an input is no news report but a dump."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
MOSTLY_ASCII = 0.1
"""Share of bytes over 127 below which a text is in a Western language: French has 0.04, Russian 0.8."""
_CONTROL = {*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F} - {0x1B}


def decode(data: bytes, *, where: str = "") -> tuple[str, str | None]:
    """The text of an input and a note for the person where its encoding had to be guessed.

    Raises EmptyInput for no bytes, UndecodableInput for binary data.
    """
    if not data:
        raise EmptyInput("the input is empty", where=where, remedy="Give a file with a news text in it.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, where), None
    wide = _wide_encoding(data)
    if wide:
        return _strict(data, wide, where), f"read as {wide.upper()} without a byte order mark"
    if b"\x00" in data:
        raise UndecodableInput(
            f"a NUL byte at byte {data.index(0)}: this is binary data, or text that was damaged",
            where=where, remedy="Give plain text, HTML, JSON Lines or CSV.",
        )  # fmt: skip
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start, where)
    _refuse_control_characters(data[:_SAMPLE], where)
    return text, None


def check_readable(text: str, *, where: str = "") -> None:
    """Refuse a text that cannot be a report.

    Raises EmptyInput where it holds no letter, InputError where it is longer than any report.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{len(text):,} characters are more than a report can have ({MAX_CHARACTERS:,})",
            where=where, remedy="Split the file into its reports, or give them as JSON Lines.",
        )  # fmt: skip
    if not any(character.isalpha() for character in text):
        raise EmptyInput(
            "no word in it, only blanks, digits or punctuation", where=where, remedy="Check what was saved there."
        )


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableInput(
            f"marked as {encoding.removesuffix('-sig').upper()} but broken at byte {error.start}",
            where=where, remedy="Save it again as UTF-8.",
        ) from error  # fmt: skip


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero, in other scripts that of each blank."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    # In other scripts only blanks, digits and marks have a zero byte; the letters share the one that names the script.
    for encoding, upper, zeros, others in (
        ("utf-16-le", sample[1::2], odd, even),
        ("utf-16-be", sample[0::2], even, odd),
    ):
        (_, commonest), *_ = Counter(upper.replace(b"\x00", b"") or upper).most_common(1)
        if zeros > 0.02 * half and not others and commonest > 0.6 * (half - zeros):
            return encoding
    return None


def _guess(data: bytes, broken_at: int, where: str) -> tuple[str, str]:
    _refuse_control_characters(data[:_SAMPLE], where)
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) < MOSTLY_ASCII * len(data[:_SAMPLE]):
        # Western text: the guesser, made for other scripts too, reads its few odd bytes as any of a dozen code pages.
        try:
            return data.decode("cp1252"), f"no UTF-8 (byte {broken_at}); read as cp1252"
        except UnicodeDecodeError:
            pass  # five of its bytes mean nothing; the guesser follows
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is not None:
        try:
            return data.decode(best.encoding), f"no UTF-8 (byte {broken_at}); read as {best.encoding}"
        except UnicodeDecodeError:
            pass  # the guess held for the sample alone; the last resort follows
    text = data.decode("utf-8", errors="replace")
    return text, f"broken UTF-8 (first at byte {broken_at}); unreadable bytes are shown as �"


def _refuse_control_characters(sample: bytes, where: str) -> None:
    odd = sum(byte in _CONTROL for byte in sample)
    if odd > 0.02 * len(sample):
        raise UndecodableInput(
            "this is binary data, not text", where=where, remedy="Give plain text, HTML, JSON Lines or CSV."
        )
