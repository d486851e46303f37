"""``build.py serve``: the page on the loopback address, and the notes' changes as they are saved."""

from __future__ import annotations

import json
import sys
import threading
import time
import webbrowser
from collections.abc import Collection
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from footlights.site.build import talk_parts, with_problems
from footlights.site.notes import Notes, read_notes
from footlights.site.page import one_file_page
from footlights.site.problems import problem_lines
from footlights.site.project import WEB, Unable, say
from footlights.site.wheelhouse import Wheelhouse, wheelhouse_of

POLL_S = 0.3
KEEP_ALIVE_S = 15.0


class Served:
    """The page as it is now. ``version`` grows with each change, and ``changed`` wakes who waits."""

    def __init__(self, path: Path, build_sources: Collection[str] = ()) -> None:
        self.path = path
        self.build_sources = build_sources
        self.changed = threading.Condition()
        self.version = 0
        self.event = ""
        self._seen: tuple[object, ...] = ()
        self._read()

    def page(self) -> str:
        """The page built from the notes as they are now."""
        return one_file_page(talk_parts(self.notes, self.house, all_engines=True), served=True)

    def watch(self) -> None:
        """Look for changes for ever: of the notes, their pictures, the page's own sources."""
        while True:
            time.sleep(POLL_S)
            stamp = self._stamp()
            if stamp == self._seen:
                continue
            only_notes, files, wheels = stamp[1:] == self._seen[1:], self.notes.files(), self.house.wheels
            try:
                self._read()
            except Unable as error:
                say(str(error))
                self._seen = stamp
                continue
            self._announce(
                "notes" if only_notes and (files, wheels) == (self.notes.files(), self.house.wheels) else "reload"
            )

    def _read(self) -> None:
        self.notes: Notes = read_notes(self.path)
        self.house: Wheelhouse
        self._seen = self._stamp()
        self.house = wheelhouse_of(self.notes, self.notes.deck(), build_sources=self.build_sources)
        for line in problem_lines(with_problems(self.notes.deck(), self.house.problems)):
            print(line, flush=True)

    def _stamp(self) -> tuple[object, ...]:
        pictures = tuple((name, _changed_at(file)) for name, file in self.notes.pictures.items())
        web = tuple(_changed_at(file) for file in sorted(WEB.rglob("*.*")))
        files = tuple((name, _changed_at(file)) for name, file in self.notes.files().items())
        return (_changed_at(self.path), pictures, files, web)

    def _announce(self, kind: str) -> None:
        data = json.dumps(self.notes.text) if kind == "notes" else "{}"
        with self.changed:
            self.version += 1
            self.event = f"event: {kind}\ndata: {data}\n\n"
            self.changed.notify_all()


def serve(path: Path, port: int, *, open_browser: bool, build_sources: Collection[str] = ()) -> int:
    """Serve until interrupted. A taken port gives way to a free one."""
    served = Served(path, build_sources)
    served.page()
    server = _server(served, port)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=served.watch, daemon=True).start()
    print(f"Footlights serves {path} on {address} (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("ended")
    return 0


def _server(served: Served, port: int) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"served": served})
    try:
        server = _Server(("127.0.0.1", port), handler)
    except OSError:
        say(f"port {port} is taken, using a free one")
        server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    return server


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes its connection is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    served: Served

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path in ("/", "/index.html"):
            self._send_page()
        elif path == "/changes":
            self._send_changes()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""

    def _send_page(self) -> None:
        try:
            page = self.served.page().encode()
        except Unable as error:
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, str(error).splitlines()[0])
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(page)

    def _send_changes(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = self.served.version
        try:
            while True:
                with self.served.changed:
                    self.served.changed.wait(KEEP_ALIVE_S)
                    event = self.served.event if self.served.version != version else ": still here\n\n"
                    version = self.served.version
                self.wfile.write(event.encode())
                self.wfile.flush()
        except OSError:
            return


def _changed_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
