"""A web host for a built site: under a path of its own, sending no headers but a type, and mortal."""

import functools
import http.server
import threading
from pathlib import Path
from typing import ClassVar

UNDER = "/talks/2026/"


class Host:
    """Serves a folder below ``UNDER`` on the loopback address; ``stop`` is a network that is gone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = self._serve(0)
        self.port = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}{UNDER}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def start_again(self) -> None:
        self._server = self._serve(self.port)

    def _serve(self, port: int) -> http.server.ThreadingHTTPServer:
        handler = functools.partial(_Handler, directory=str(self.folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".wasm": "application/wasm"}

    def translate_path(self, path: str) -> str:
        """Nothing is served above the site's own path: a page that asks there is wrong."""
        return super().translate_path(path.removeprefix(UNDER) if path.startswith(UNDER) else "/nothing-here")

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""
