"""A program that codes into an archive and says each report's id once it is stored; the tests kill it.

python writer.py ARCHIVE PREFIX COUNT
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from dateline.archive import Archive, RunDescription
from dateline.records import Coded, Entity, Report


def main(path: str, prefix: str, count: str) -> None:
    run = RunDescription("1", prefix, "g", {})
    with Archive.open(Path(path)) as archive:
        for number in range(int(count)):
            text = f"{prefix} {number} " * 200
            data = text.encode()
            report = Report(
                id=f"{prefix}-{number}", title=None, outlet=None, url=None, published=None, language="en", text=text,
                sha256=hashlib.sha256(data).hexdigest(),
            )  # fmt: skip
            entity = Entity(id="e1", type="other", name=prefix, mentions=((0, 1),), place=None, actor=None)
            archive.put(report, data, run, Coded(report=report, entities=(entity,), mentions=()))
            sys.stdout.write(report.id + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
