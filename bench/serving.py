"""The benchmark's server: pages, a site with the headers its ``_headers`` file asks for, npm's files."""

from __future__ import annotations

import functools
import http.server
import threading
from typing import ClassVar

from pages import FOLDER, served_folder


def serve() -> tuple[str, http.server.ThreadingHTTPServer]:
    """A server's address on the loopback interface, and the server."""
    handler = functools.partial(_Handler, directory=str(FOLDER))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/", server


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def translate_path(self, path: str) -> str:
        name, _, rest = path.lstrip("/").split("?")[0].partition("/")
        if name in ("pyodide", "pyscript", "micropython", "reveal"):
            return str(served_folder(name) / rest)
        return super().translate_path(path)

    def end_headers(self) -> None:
        """Isolated, so that the browser tells what memory a page takes; files of a site are kept."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        if "/site/assets/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""
