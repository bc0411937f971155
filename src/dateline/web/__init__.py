"""The desk: the REST API, and the pages in `static/`, which are built from `ui/`. It serves this machine alone."""

from dateline.web.app import create_app
from dateline.web.running import Running, listen, new_token, running, server

__all__ = ["Running", "create_app", "listen", "new_token", "running", "server"]
