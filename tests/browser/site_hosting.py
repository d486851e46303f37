"""A web host for a built site: under a path of its own, sending no headers but a type, and mortal."""

import functools
import http.server
import socket
import threading
from pathlib import Path
from typing import ClassVar

UNDER = "/talks/2026/"
END = "end-of-this-host"


class Host:
    """Serves a folder below ``UNDER`` on the loopback address; ``stop`` is a network that is gone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = self._serve(0)
        self.port = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}{UNDER}"

        self.ends_at = f"{self.address}{END}"

    def is_gone(self) -> bool:
        """Whether nothing answers any more."""
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", self.port)) != 0

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

    def do_GET(self) -> None:
        """A file, or the host's end."""
        if not self.path.endswith(END):
            return super().do_GET()
        self.send_response(204)
        self.end_headers()
        return threading.Thread(target=_end, args=(self.server,)).start()

    def translate_path(self, path: str) -> str:
        """Nothing is served above the site's own path: a page that asks there is wrong."""
        return super().translate_path(path.removeprefix(UNDER) if path.startswith(UNDER) else "/nothing-here")

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""


def _end(server: http.server.ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()
