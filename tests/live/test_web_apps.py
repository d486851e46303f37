"""Applications are called as their interface says, and what they answer is handed over in pieces."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from footlights.live.asgi import Lifespan, call_asgi
from footlights.live.cookies import Cookies
from footlights.live.web import Head, Interface, Request, find_application, interface_of
from footlights.live.wsgi import call_wsgi

Pieces = list[Head | bytes]
T = TypeVar("T")
on_a_loop_of_its_own = pytest.mark.skipif(
    sys.platform == "emscripten", reason="no threads there; the browser's tests call ASGI applications"
)


async def echo_asgi(scope: Any, receive: Any, send: Any) -> None:
    body = (await receive())["body"]
    told = f"{scope['method']} {scope['path']} {scope['query_string'].decode()} {dict(scope['headers'])}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-kind", b"asgi")]})
    await send({"type": "http.response.body", "body": told, "more_body": True})
    await send({"type": "http.response.body", "body": body})


def echo_wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("201 Created", [("X-Kind", "wsgi"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    kept = (
        "REQUEST_METHOD",
        "PATH_INFO",
        "QUERY_STRING",
        "CONTENT_TYPE",
        "CONTENT_LENGTH",
        "HTTP_X_ASKED",
        "HTTP_HOST",
    )
    return [repr({name: environ.get(name) for name in kept}).encode(), environ["wsgi.input"].read()]


class Framework:
    """As Flask and Bottle are: an object that is called."""

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        return []


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns, on a loop of its own thread: in this one another may run, as Playwright's does."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def asked_of_asgi(app: Any, request: Request) -> Pieces:
    pieces: Pieces = []
    finished(call_asgi(app, request, pieces.append, lambda: None, {}))
    return pieces


def asked_of_wsgi(app: Any, request: Request) -> tuple[Pieces, list[str]]:
    pieces: Pieces = []
    errors: list[str] = []
    call_wsgi(app, request, pieces.append, lambda error: errors.append(repr(error)))
    return pieces, errors


POST = Request(
    "POST",
    "/caf%C3%A9/two?x=1&y=%20",
    (("host", "localhost:8000"), ("content-type", "text/plain"), ("x-asked", "yes")),
    b"body",
)


@on_a_loop_of_its_own
def test_an_asgi_application_gets_the_request_and_its_pieces_come_as_they_are_sent() -> None:
    headers = {b"host": b"localhost:8000", b"content-type": b"text/plain", b"x-asked": b"yes"}
    assert asked_of_asgi(echo_asgi, POST) == [
        Head(200, (("x-kind", "asgi"),)),
        f"POST /café/two x=1&y=%20 {headers}".encode(),
        b"body",
    ]


def test_a_wsgi_application_gets_its_environment_and_repeated_headers_stay() -> None:
    told = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/café/two".encode().decode("latin-1"),
        "QUERY_STRING": "x=1&y=%20",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "4",
        "HTTP_X_ASKED": "yes",
        "HTTP_HOST": "localhost:8000",
    }
    head = Head(201, (("X-Kind", "wsgi"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")))
    assert asked_of_wsgi(echo_wsgi, POST) == ([head, repr(told).encode(), b"body"], [])


def test_a_wsgi_application_that_raises_is_answered_for_and_its_error_told() -> None:
    def broken(environ: Any, start_response: Any) -> list[bytes]:
        raise LookupError("no such talk")

    pieces, errors = asked_of_wsgi(broken, Request("GET", "/"))
    assert isinstance(pieces[0], Head)
    assert (pieces[0].status, errors) == (500, ["LookupError('no such talk')"])


@pytest.mark.parametrize(
    ("value", "interface"),
    [
        (echo_asgi, Interface.ASGI),
        (echo_wsgi, Interface.WSGI),
        (Framework(), Interface.WSGI),
        (Framework, None),
        (print, None),
        (lambda: None, None),
        (42, None),
    ],
)
def test_an_application_is_told_by_what_it_is_called_with(value: object, interface: Interface | None) -> None:
    assert interface_of(value) == interface


def test_the_last_value_comes_before_the_usual_names() -> None:
    names = {"app": echo_wsgi, "api": echo_asgi, "other": 3}
    assert find_application(echo_asgi, names) == (echo_asgi, Interface.ASGI)
    assert find_application(None, names) == (echo_wsgi, Interface.WSGI)
    assert find_application(7, {"app": "text", "api": echo_asgi}) == (echo_asgi, Interface.ASGI)
    assert find_application(None, {"server": echo_asgi}) is None


async def silent(scope: Any, receive: Any, send: Any) -> None:
    await receive()


async def twice(scope: Any, receive: Any, send: Any) -> None:
    for _ in range(2):
        await send({"type": "http.response.start", "status": 200, "headers": []})


@on_a_loop_of_its_own
@pytest.mark.parametrize(("app", "says"), [(silent, "without an answer"), (twice, "began its answer twice")])
def test_an_asgi_application_that_breaks_the_protocol_is_told_so(app: Any, says: str) -> None:
    with pytest.raises(RuntimeError, match=says):
        asked_of_asgi(app, Request("GET", "/"))


@on_a_loop_of_its_own
def test_a_lifespan_starts_before_and_stops_after_and_leaves_its_state_to_requests() -> None:
    events: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            assert (await receive())["type"] == "lifespan.startup"
            scope["state"]["room"] = "A"
            events.append("up")
            await send({"type": "lifespan.startup.complete"})
            assert (await receive())["type"] == "lifespan.shutdown"
            events.append("down")
            await send({"type": "lifespan.shutdown.complete"})
        else:
            events.append(scope["state"]["room"])
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body"})

    async def live() -> Pieces:
        pieces: Pieces = []
        lifespan = Lifespan(app)
        await lifespan.start()
        await call_asgi(app, Request("GET", "/"), pieces.append, lambda: None, lifespan.state)
        await lifespan.stop()
        return pieces

    assert finished(live()) == [Head(204)]
    assert events == ["up", "A", "down"]


@on_a_loop_of_its_own
def test_an_application_without_a_lifespan_needs_none() -> None:
    async def live() -> dict[str, Any]:
        lifespan = Lifespan(echo_asgi)
        await lifespan.start()
        await lifespan.stop()
        return lifespan.state

    assert finished(live()) == {}


@on_a_loop_of_its_own
def test_a_lifespan_that_fails_is_an_error() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no database"})

    with pytest.raises(RuntimeError, match="its lifespan failed\nno database"):
        finished(Lifespan(app).start())


@on_a_loop_of_its_own
def test_an_answer_is_over_before_what_the_application_does_behind_it() -> None:
    told: list[object] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 202})
        await send({"type": "http.response.body", "body": b"sent"})
        told.append("behind")

    finished(call_asgi(app, Request("GET", "/"), told.append, lambda: told.append("over"), {}))
    assert told == [Head(202), b"sent", "over", "behind"]


def test_a_class_whose_instances_are_answers_is_an_application() -> None:
    class Answers:
        def __init__(self, environ: Any, start_response: Any) -> None:
            start_response("200 OK", [])

        def __iter__(self) -> Iterator[bytes]:
            yield b"one"

    class Plain:
        def __init__(self, first: Any, second: Any) -> None:
            """No application."""

    assert (interface_of(Answers), interface_of(Plain)) == (Interface.WSGI, None)
    assert asked_of_wsgi(Answers, Request("GET", "/")) == ([Head(200), b"one"], [])


@pytest.mark.parametrize(
    ("line", "sent", "shown"),
    [
        ("a=1; Secure", "a=1", "a=1"),
        ("a=1; Domain=localhost; Path=/", "a=1", "a=1"),
        ("a=1; HTTPonly", "a=1", ""),
        ("a=1; Domain=example.org", "", ""),
    ],
)
def test_cookies_are_kept_as_a_browser_keeps_those_of_localhost(line: str, sent: str, shown: str) -> None:
    cookies = Cookies()
    cookies.keep("/", [line])
    assert (cookies.header("/"), cookies.for_scripts("/")) == (sent, shown)


def test_cookies_go_where_they_belong_and_some_are_hidden_from_scripts() -> None:
    cookies = Cookies()
    cookies.keep("/login", ["session=abc; Path=/; HttpOnly; SameSite=Lax", "theme=dark; Path=/"])
    cookies.keep("/admin/login", ["tab=3; Path=/admin", "gone=1; Max-Age=0"])
    cookies.keep_from_script("/", "seen=yes; HttpOnly")
    assert sorted(cookies.header("/admin/x").split("; ")) == ["seen=yes", "session=abc", "tab=3", "theme=dark"]
    assert sorted(cookies.for_scripts("/").split("; ")) == ["seen=yes", "theme=dark"]
    cookies.keep("/", ["session=; Path=/; Max-Age=0"])
    assert sorted(cookies.header("/").split("; ")) == ["seen=yes", "theme=dark"]
