"""The built pages: the one document with what it needs to know, and the files that it loads."""

from __future__ import annotations

import html
import mimetypes
from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from dateline.errors import SettingError

MISSING = SettingError(
    "the desk's pages were not built into this installation",
    where="dateline/web/static",
    remedy="Run `make ui` in the project's folder (it needs Node 20 or newer with npm), or install a released wheel.",
)
_FOR_EVER = "public, max-age=31536000, immutable"
_KINDS = {".mjs": "text/javascript", ".js": "text/javascript", ".json": "application/json", ".map": "application/json"}


def static_folder() -> Path:
    """Where the built pages lie.

    Raises SettingError where they were not built.
    """
    folder = Path(str(resources.files("dateline.web").joinpath("static")))
    if not (folder / "index.html").is_file():
        raise MISSING
    return folder


def add_pages(app: FastAPI, folder: Path, *, token: str, reviewer: str) -> None:
    """Gives the document for every address of a page, and the built files for theirs."""
    document = (folder / "index.html").read_text(encoding="utf-8")
    document = document.replace("{{token}}", html.escape(token)).replace("{{reviewer}}", html.escape(reviewer))
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}

    @app.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        if path == "api" or path.startswith("api/"):
            raise HTTPException(404, "the API has no such address")
        if path in files and path != "index.html" and not path.endswith(".gz"):
            return _file(request, files, path)
        if "." in path.rsplit("/", 1)[-1] and "/" not in path.removeprefix("assets/"):
            raise HTTPException(404, "there is no such file")
        return Response(document, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-store"})


def _file(request: Request, files: dict[str, Path], path: str) -> Response:
    """A built file, compressed where the browser takes it so; its name changes with what is in it."""
    kind = _KINDS.get(files[path].suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = {"Cache-Control": _FOR_EVER if path.startswith("assets/") else "no-cache", "Vary": "Accept-Encoding"}
    packed = f"{path}.gz"
    as_packed = packed in files and "gzip" in request.headers.get("accept-encoding", "")
    try:
        data = files[packed if as_packed else path].read_bytes()
    except FileNotFoundError as error:
        raise HTTPException(404, "the pages were built anew: load the page again") from error
    return Response(data, media_type=kind, headers=headers | ({"Content-Encoding": "gzip"} if as_packed else {}))
