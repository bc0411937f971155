"""What every request must pass, and the headers of every answer.

The desk is for one person at one machine: it answers to its own loopback names alone, so that no page of another site
reaches it by a name that points here (DNS rebinding), and takes changes only with the token that its own page holds.
"""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.answers import Problem, failed

NAMES = ("127.0.0.1", "localhost", "[::1]")
TOKEN = "X-Dateline-Token"  # noqa: S105 - the header's name
LONGEST_URL = 16_000
LARGEST_BODY = 1_000_000
"""Bytes of an address with its query, and of what is sent with a change."""
_READS = ("GET", "HEAD", "OPTIONS")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


class Guard:
    """The outermost layer of the desk."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may pass, and answers the rest itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        if refused is None:
            await self._app(scope, _limited(receive), sending)
        else:
            status, problem = refused
            await failed(status, problem)(scope, receive, sending)

    def _refusal(self, scope: Scope) -> tuple[int, Problem] | None:
        headers = Headers(scope=scope)
        port = (scope.get("server") or ("", 80))[1]
        hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        host = headers.get("host", "")
        if host not in hosts:
            what = f"the desk does not answer to the name {host[:100]!r}"
            return 421, Problem(kind="WrongHost", what=what, where="Host", remedy=f"Open http://127.0.0.1:{port}/.")
        if len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"]) > LONGEST_URL:
            return 414, Problem(kind="TooLong", what="the address is too long", remedy="Use fewer or shorter filters.")
        if scope["method"] in _READS:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        if (origin is not None and origin not in {f"http://{name}" for name in hosts}) or site not in _OWN_SITES:
            return 403, Problem(kind="Forbidden", what="a page of another site may change nothing", where="Origin")
        if not hmac.compare_digest(headers.get(TOKEN, "").encode(), self._token):
            what = "the change does not come from a page of this desk, or from one of before it was started again"
            return 403, Problem(kind="Forbidden", what=what, where=TOKEN, remedy="Load the page again.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return 413, Problem(kind="TooLong", what=f"more than {LARGEST_BODY:,} bytes were sent", where="body")
        if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return 415, Problem(kind="BadRequest", what="a change is sent as application/json", where="Content-Type")
        return None


_OWN_SITES = ("same-origin", "none")


def _limited(receive: Receive) -> Receive:
    """What a client sends, cut off where it is more than it said."""
    read = 0

    async def receiving() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return receiving
