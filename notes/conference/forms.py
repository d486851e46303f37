"""A form whose every part is a Python object: the idea of Anvil, in a page that Python serves.

Components are made, laid out and changed in Python; what happens to them in the browser comes back as a
call of a Python function. Functions marked with ``callable`` stand for the server's side. This is not
Anvil: no designer, no components of its, no database, but the way of writing such a page is the same.
"""

import json
from html import escape
from itertools import count

_SERVER = {}
_numbers = count(1)


def callable(function):
    """Let forms call a function by its name, as if it were on a server."""
    _SERVER[function.__name__] = function
    return function


def call(name, *arguments):
    """Call a function of the server's side."""
    return _SERVER[name](*arguments)


class Component:
    """A part of a form: its text, and what is called when something happens to it."""

    tag = "p"

    def __init__(self, text="", on=None):
        self.id = f"part{next(_numbers)}"
        self.text = text
        self.on = on

    def html(self):
        """The component as it is now."""
        return f'<{self.tag} id="{self.id}">{escape(str(self.text))}</{self.tag}>'


class Title(Component):
    tag = "h1"


class Label(Component):
    tag = "p"


class Button(Component):
    tag = "button"


class TextBox(Component):
    def html(self):
        return f'<input id="{self.id}" value="{escape(str(self.text))}">'


class Plot(Component):
    """Bars for a mapping of names to numbers."""

    def __init__(self, values):
        super().__init__()
        self.values = values

    def html(self):
        most = max(self.values.values(), default=1)
        bars = "".join(
            f'<tr><td>{escape(name)}<td><i style="width:{15 * value / most:.1f}rem"></i> {value}'
            for name, value in self.values.items()
        )
        return f'<table id="{self.id}">{bars}</table>'


class Form:
    """Components in a column, served as a page."""

    def __init__(self, *components):
        self.components = components

    def __call__(self, environ, start_response):
        """The page; or, for what happened to a component, the components as they are then."""
        if environ["REQUEST_METHOD"] == "POST":
            happened = json.loads(environ["wsgi.input"].read())
            self._take(happened)
            start_response("200 OK", [("Content-Type", "application/json")])
            return [json.dumps({part.id: part.html() for part in self.components}).encode()]
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [(_PAGE + "".join(part.html() for part in self.components) + _SCRIPT).encode()]

    def _take(self, happened):
        for part in self.components:
            if isinstance(part, TextBox):
                part.text = happened["texts"].get(part.id, part.text)
        for part in self.components:
            if part.id == happened["id"] and part.on:
                part.on()


_PAGE = """<!doctype html><title>A form in Python</title><style>
body { font: 1.05rem/1.5 system-ui, sans-serif; margin: 1.5rem; display: grid; gap: .8rem; justify-items: start }
h1, p { margin: 0 } h1 { font-size: 1.5rem } input { font: inherit; padding: .3rem .6rem; width: 16rem }
button { font: inherit; padding: .4rem 1.2rem; border: 0; border-radius: .4rem; background: #1769aa; color: white }
td { padding: .15rem .6rem .15rem 0 } i { display: inline-block; height: .9rem; background: #f0a000 }
</style>"""
_SCRIPT = """<script>
addEventListener("click", async ({ target }) => {
  if (target.tagName !== "BUTTON") return;
  const texts = Object.fromEntries([...document.querySelectorAll("input")].map((box) => [box.id, box.value]));
  const answer = await fetch("/", { method: "POST", body: JSON.stringify({ id: target.id, texts }) });
  for (const [id, html] of Object.entries(await answer.json())) document.getElementById(id).outerHTML = html;
});
</script>"""
