"""The cookies of a browser that has one site: kept, sent along, and shown to the page's scripts."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterable
from email.message import Message
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy

from footlights.live.web import HOST, ORIGIN


class Cookies:
    """What an application's answers and its pages' scripts have set."""

    def __init__(self) -> None:
        self._jar = CookieJar(_Policy())

    def header(self, target: str) -> str:
        """What is sent along to a target; empty for none."""
        request = urllib.request.Request(ORIGIN + target)
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""

    def keep(self, target: str, lines: Iterable[str]) -> None:
        """Take in the ``Set-Cookie`` lines of an answer."""
        answer = _Answer(map(_as_the_jar_reads, lines))
        self._jar.extract_cookies(answer, urllib.request.Request(ORIGIN + target))  # type: ignore[arg-type]

    def keep_from_script(self, target: str, line: str) -> None:
        """Take in what a script wrote to ``document.cookie``; it can't hide it from scripts."""
        parts = [part for part in line.split(";") if part.strip().lower() != "httponly"]
        self.keep(target, [";".join(parts)])

    def for_scripts(self, target: str) -> str:
        """What ``document.cookie`` says in a page at a target."""
        hidden = {cookie.name for cookie in self._jar if cookie.has_nonstandard_attr("HttpOnly")}
        pairs = self.header(target).split("; ")
        return "; ".join(pair for pair in pairs if pair.partition("=")[0] not in hidden)


class _Policy(DefaultCookiePolicy):
    """Browsers keep secure cookies on localhost, which is as safe as a connection that is."""

    def return_ok_secure(self, cookie: Cookie, request: urllib.request.Request) -> bool:
        return True


def _as_the_jar_reads(line: str) -> str:
    """A line with its attributes spelt as the jar knows them; that a cookie is localhost's goes without saying."""
    return re.sub(r"(?i);\s*httponly\b", "; HttpOnly", re.sub(rf"(?i);\s*domain=\.?{HOST}\s*(?=;|$)", "", line))


class _Answer:
    """What the jar looks at of an answer."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._message = Message()
        for line in lines:
            self._message["Set-Cookie"] = line

    def info(self) -> Message:
        return self._message
