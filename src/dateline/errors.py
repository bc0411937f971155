"""Everything that can go wrong, as one tree.

DatelineError
├── InputError            an input cannot be read; names the input, the reason, the remedy
│   ├── UnreadableInput   the file system refuses it: missing, directory, broken link, no permission
│   ├── UndecodableInput  its bytes are no text: binary, or no encoding fits
│   ├── EmptyInput        there is no text in it: empty, only punctuation, only a cookie notice
│   └── MalformedInput    its structure is broken: a bad JSON line, a table without a text column
├── SettingError          an option or setting has no such value
├── TooLittleData         a method of analysis needs more than there is, and says how much
├── DataError             a data file of the package is missing or damaged
├── ArchiveError          the archive cannot be opened, read or written
│   ├── ArchiveVersionError  made by a newer program
│   └── NotInArchive      no such report or incident
└── ReviewError           a correction that cannot be applied
    └── StaleEdit         somebody else changed meanwhile what it is on
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of all errors that Dateline raises on purpose.

    `what` says what is wrong, `where` names the file, line or value, `remedy` what to do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.remedy}" if self.remedy else head


class InputError(DatelineError):
    """An input cannot be read; the other inputs go on."""


class UnreadableInput(InputError):
    """The file system refuses the input."""


class UndecodableInput(InputError):
    """The bytes of the input are not text."""


class EmptyInput(InputError):
    """The input holds no text to code."""


class MalformedInput(InputError):
    """The structure of the input is broken."""


class SettingError(DatelineError):
    """An option or setting has no such value."""


class TooLittleData(DatelineError):
    """A method of analysis needs more events, days or places than there are; `what` says how many."""


class DataError(DatelineError):
    """A data file of the package is missing or damaged."""


class ArchiveError(DatelineError):
    """The archive cannot be opened, read or written."""


class ArchiveVersionError(ArchiveError):
    """The archive was made by a newer program."""


class NotInArchive(ArchiveError):
    """No such report or incident in the archive."""


class ReviewError(DatelineError):
    """A person's correction cannot be applied."""


class StaleEdit(ReviewError):
    """What a person decides on was changed by somebody else meanwhile; nothing was written."""
