"""The documents' examples: every command shown is run, and its output is what stands below it.

`python -m tests.documents --write` puts the real outputs and the recorded figures into the documents after the program
has changed; read the difference before committing it. A line `...` stands for lines left out.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WIDTH = "100"
FIGURE = re.compile(r"<!-- (?P<benchmark>\w+)\.(?P<name>[\w.]+) -->(?P<value>[\d.,]+)<!-- -->")
_BLOCK = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Example:
    """One command of a document with the lines that stand below it."""

    command: str
    expected: list[str]
    is_python: bool = False


def examples(text: str) -> Iterator[Example]:
    """The commands of the `console` blocks, and the `python` blocks whole, in order."""
    for block in _BLOCK.finditer(text):
        if block["kind"] == "python":
            code, _, output = block["body"].partition("# prints:\n")
            yield Example(code, [line.removeprefix("# ") for line in output.splitlines()], is_python=True)
            continue
        for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
            command, *expected = part.splitlines()
            yield Example(command, expected)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder with the examples in it, as a reader has who follows the README."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "examples", Path(scratch) / "examples")
        yield Path(scratch)


def output(example: Example, folder: Path) -> list[str]:
    """What the example really prints, on both streams; raises CalledProcessError where it fails."""
    environment = {
        **os.environ, "COLUMNS": WIDTH, "DATELINE_ARCHIVE": "dateline.db", "NO_COLOR": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    command = (
        [sys.executable, "-c", example.command]
        if example.is_python
        else ["bash", "-o", "pipefail", "-c", example.command]
    )
    result = subprocess.run(
        command, cwd=folder, env=environment, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return [line.rstrip() for line in result.stdout.splitlines()]


def matches(expected: list[str], actual: list[str]) -> bool:
    """Whether the output is as it stands, with `...` for any lines; nothing shown means nothing is compared."""
    if not expected:
        return True
    parts = [re.escape(line.rstrip()) if line.strip() != "..." else r"(?:.*\n)*?.*" for line in expected]
    return re.fullmatch("\n".join(parts), "\n".join(actual)) is not None


def with_figures(text: str) -> str:
    """The text with every marked figure as benchmarks/results has it."""

    def figure(match: re.Match[str]) -> str:
        value = results(match["benchmark"])[match["name"]]
        return f"<!-- {match['benchmark']}.{match['name']} -->{value}<!-- -->"

    return FIGURE.sub(figure, text)


def results(benchmark: str) -> dict[str, Any]:
    """The figures of a benchmark, as they were last recorded; figures within figures are named "one_f1"."""
    path = ROOT / "benchmarks" / "results" / f"{benchmark}.json"
    return _flat(json.loads(path.read_text(encoding="utf-8"))["figures"])


def _flat(figures: dict[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in figures.items():
        found[f"{above}{name}"] = value
        if isinstance(value, dict):
            found |= _flat(value, f"{above}{name}_")
    return found


def rewrite(path: Path) -> None:
    """Put real outputs and figures into a document; an output shortened by `...` keeps what stood before and after."""
    text = with_figures(path.read_text(encoding="utf-8"))
    with workplace() as folder:
        for example in examples(text):
            actual = output(example, folder)
            if example.is_python or not example.expected or matches(example.expected, actual):
                continue
            shown = actual
            if "..." in [line.strip() for line in example.expected]:
                cut = [line.strip() for line in example.expected].index("...")
                tail = len(example.expected) - cut - 1
                shown = [*actual[:cut], "...", *(actual[-tail:] if tail else [])]
            old = f"$ {example.command}\n" + "\n".join(example.expected)
            text = text.replace(old, f"$ {example.command}\n" + "\n".join(shown))
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    for document in DOCUMENTS:
        rewrite(document)
        sys.stdout.write(f"{shlex.quote(document.name)} is current\n")
