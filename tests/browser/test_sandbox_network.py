"""What runs in a sandbox makes a browser connect to nobody, also by what no policy forbids: links, rules to speculate."""

import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.killing import Mortal
from tests.browser.speaker import SHOWN, go_to, run_cell, start_app

IN_MARKUP = {
    "plainly": "<link rel=preconnect href=U>",
    "with slashes": "<LINK/rel='preconnect'/href=U>",
    "with a reference": '<link rel="pre&#99;onnect" href="U">',
    "with others": "<link href='U' rel='stylesheet\nPreConnect'>",
    "twice": "<link rel=preconnect rel=stylesheet href=U>",
    "behind a quote": '<link a"b rel=preconnect href=U>',
    "behind a longer name": "<link title='>' rel=preconnect href=U>",
    "in another's attribute": "<link title='<link rel=icon' rel=preconnect href=U>",
    "to look up": '<link rel="dns-prefetch preconnect" href="U">',
    "to be fetched": "<link rel=prefetch href=U>",
    "behind what scripts change": '<noscript><p title="</noscript><link rel=preconnect href=U>"></p></noscript>',
    "in what looks like a script": "<!-- <script> --><link rel=preconnect href=U><!-- </script> -->",
    "in a template": "<template><link rel=preconnect href=U></template>",
    "in an SVG": "<svg><foreignObject><link rel=preconnect href=U></foreignObject></svg>",
}
STAY = "stylesheet alternate icon shortcut apple-touch-icon canonical author license help search next prev preload modulepreload"
IN_MARKUP |= {f"as {name}": f'<link rel="{name}" as="script" href="U">' for name in STAY.split()}
BY_SCRIPT = {
    "rel": "l.rel = 'preconnect'",
    "setAttribute": "l.setAttribute('REL', 'preconnect')",
    "setAttributeNS": "l.setAttributeNS(null, 'rel', 'preconnect')",
    "setAttribute, in two minds": "let n = 0; l.setAttribute('rel', {toString: () => n++ ? 'preconnect' : 'icon'})",
    "setAttributeNode": "l.setAttributeNode(attribute())",
    "setAttributeNodeNS": "l.setAttributeNodeNS(attribute())",
    "setNamedItem": "l.attributes.setNamedItem(attribute())",
    "setNamedItemNS": "l.attributes.setNamedItemNS(attribute())",
    "an attribute's value": "l.rel = 'icon'; l.getAttributeNode('rel').value = 'preconnect'",
    "an attribute's nodeValue": "l.rel = 'icon'; l.attributes.rel.nodeValue = 'preconnect'",
    "an attribute's textContent": "l.toggleAttribute('rel'); l.attributes.rel.textContent = 'preconnect'",
    "relList": "l.relList = 'preconnect'",
    "relList.add": "l.relList.add('preconnect')",
    "relList.value": "l.relList.value = 'preconnect'",
    "relList.replace": "l.rel = 'icon'; l.relList.replace('icon', 'preconnect')",
    "relList.toggle": "l.relList.toggle('preconnect')",
    "a clone": "l.remove(); l.rel = 'preconnect'; document.body.append(l.cloneNode())",
    "a link with a prefix": "const p = document.createElementNS(XHTML, 'p:link'); p.setAttribute('href', U);"
    "p.setAttributeNS(null, 'rel', 'preconnect'); document.body.append(p)",
    "a link of one's own": "class L extends HTMLLinkElement {} customElements.define('x-l', L, {extends: 'link'});"
    "const x = new L; x.href = U; x.rel = 'preconnect'; document.body.append(x)",
    "a shadow tree": "const d = document.createElement('div'); document.body.append(d);"
    "l.rel = 'preconnect'; d.attachShadow({mode: 'closed'}).append(l)",
    "a shadow tree's markup": "const d = document.createElement('div'); document.body.append(d);"
    "d.attachShadow({mode: 'closed'}).innerHTML = MARKUP",
    "innerHTML": "document.body.innerHTML = MARKUP",
    "outerHTML": "const d = document.createElement('div'); document.body.append(d); d.outerHTML = MARKUP",
    "insertAdjacentHTML": "document.body.insertAdjacentHTML('beforeend', MARKUP)",
    "a range": "document.body.append(document.createRange().createContextualFragment(MARKUP))",
    "a command": "document.body.contentEditable = 'true'; document.body.focus();"
    "getSelection().selectAllChildren(document.body); document.execCommand('insertHTML', false, MARKUP);"
    "document.body.contentEditable = 'false'",
    "a template": "const t = document.createElement('template'); t.innerHTML = MARKUP; document.body.append(t.content)",
    "a policy of its own": "document.body.innerHTML = trustedTypes.createPolicy('own', {createHTML: t => t}).createHTML(MARKUP)",
    "the policy's word": "document.body.innerHTML = trustedTypes.defaultPolicy.createHTML(MARKUP,"
    " 'TrustedHTML', 'DOMParser parseFromString')",
    "setHTML": "document.body.setHTML(MARKUP, {sanitizer: sanitizer()})",
    "setHTMLUnsafe": "document.body.setHTMLUnsafe(MARKUP)",
    "parseHTML": "document.body.append(Document.parseHTML(MARKUP, {sanitizer: sanitizer()}).querySelector('link'))",
    "parseHTMLUnsafe": "document.body.append(Document.parseHTMLUnsafe(MARKUP).querySelector('link'))",
    "a parsed document": "document.body.append(parsed(MARKUP, 'text/html').querySelector('link'))",
    "a parsed template": "document.body.append(parsed(`<template>${MARKUP}</template>`, 'text/html')"
    ".querySelector('template').content)",
    "a parsed document of XML": "document.body.append(document.adoptNode(parsed(XML, 'text/xml').documentElement))",
    "a parsed entity": "const x = `<!DOCTYPE a [<!ENTITY l \"${XML.replace('<', '&#60;').replaceAll('\"', '&#34;')}\">]>"
    "<a>&l;</a>`; document.body.append(parsed(x, 'text/xml').documentElement.firstChild)",
    "a default of XML": "const x = parsed(`<!DOCTYPE a [<!ATTLIST p:link rel CDATA 'preconnect'>]>"
    "<a>${XML.replace(/rel=\\S+/, '')}</a>`, 'text/xml').documentElement;"
    "document.body.append(x.firstChild.cloneNode()); x.innerHTML = XML.replace(/rel=\\S+/, ''); document.body.append(x)",
    "markup in XML": "const x = parsed('<a/>', 'text/xml').documentElement; x.innerHTML = XML; document.body.append(x)",
    "a style sheet's transformation": "const x = new XSLTProcessor(); x.importStylesheet(parsed("
    "`<s:stylesheet version='1.0' xmlns:s='http://www.w3.org/1999/XSL/Transform'><s:template match='/'>"
    "<s:element name='link' namespace='${XHTML}'><s:attribute name='rel'>preconnect</s:attribute>"
    "<s:attribute name='href'>${U}</s:attribute></s:element></s:template></s:stylesheet>`, 'text/xml'));"
    "document.body.append(x.transformToFragment(parsed('<a/>', 'text/xml'), document))",
    "an asked document": "return asked('text/html', MARKUP, 'response')",
    "an asked document of XML": "return asked('text/xml', XML, 'responseXML')",
    "rules to prefetch": "rules({prefetch: [{source: 'list', urls: [U], eagerness: 'immediate'}]})",
    "rules to prerender": "rules({prerender: [{source: 'list', urls: [U], eagerness: 'immediate'}]})",
    "rules in markup": "document.body.append(document.createRange().createContextualFragment("
    '`<script type=speculationrules>{"prefetch": [{"source": "list", "urls": ["${U}"]}]}</script>`))',
    "changed prototypes": "const { exec } = RegExp.prototype, { toLowerCase } = String.prototype, { apply } = Reflect;"
    "RegExp.prototype.exec = () => null; String.prototype.toLowerCase = () => 'icon'; Reflect.apply = () => null;"
    "Object.defineProperty(Array.prototype, 1, {get: () => 'icon', set() {}, configurable: true});"
    "try { l.rel = 'preconnect'; l.setAttribute('rel', 'preconnect'); document.body.innerHTML = MARKUP }"
    "finally { delete Array.prototype[1]; RegExp.prototype.exec = exec; String.prototype.toLowerCase = toLowerCase;"
    "Reflect.apply = apply }",
    "writing": "document.write(MARKUP)",
    "writing bit by bit": "for (const letter of MARKUP) document.write(letter)",
    "writing with lines": "document.write('<p><li'); document.writeln('nk'); document.write(MARKUP.slice(8))",
    "writing what goes on by itself": "document.write(`<script>document.write('<link ')</script>rel=preconnect href=${U}>`)",
    "writing elsewhere": "const d = document.implementation.createHTMLDocument(''); d.write(MARKUP);"
    "document.body.append(d.querySelector('link'))",
}
TRY = """([way, U]) => {
  const XHTML = "http://www.w3.org/1999/xhtml", MARKUP = `<p><link rel=preconnect href=${U}></p>`;
  const XML = `<p:link xmlns:p="${XHTML}" rel="preconnect" href="${U}"/>`;
  const parsed = (text, type) => new DOMParser().parseFromString(text, type);
  const attribute = () => { const made = document.createAttribute("rel"); made.value = "preconnect"; return made; };
  const sanitizer = () => new Sanitizer({ elements:
    ["html", "head", "body", "p", { name: "link", attributes: ["rel", "href"] }] });
  const rules = (given) => {
    const script = document.createElement("script");
    script.type = "speculationrules"; script.textContent = JSON.stringify(given); document.head.append(script);
  };
  const asked = (type, text, name) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", `data:${type},${encodeURIComponent(text)}`); request.responseType = "document";
    request.onloadend = () => done(request.response && document.body.append(
      request[name].querySelector("link") ?? request[name].documentElement));
    request.send();
  });
  const l = document.createElement("link"); l.href = U; document.head.append(l);
  const names = { U, XHTML, MARKUP, XML, parsed, attribute, sanitizer, rules, asked, l };
  try { return new Function(...Object.keys(names), way)(...Object.values(names)); } catch { /* it leads nowhere */ }
}"""
HARMLESS = """<!doctype html><title>a</title><link rel=stylesheet href=data:text/css,b{c:d}?e=f media='(width > 1px)'>
<link rel="icon" href="data:,"/><link><template x-if="a > b" #c @d.e='f'><b>g</b></template><p>1 < 2, h <li>i <linker>j</linker>
<script>document.write("<li"); document.write("nk rel=icon title=k>"); document.title = "<link rel=\\"preconnect\\" href=x>";
document.currentScript.remove()</script><p title="<link rel='next'>">l</p> m <te <"""
WRITE = """([text, step]) => {
  document.open();
  for (let at = 0; at < text.length; at += step) document.write(text.slice(at, at + step));
  document.close();
  const { relList } = document.querySelector("link");
  return [document.documentElement.outerHTML, document.title, relList.contains("stylesheet"), relList.supports("icon")];
}"""
NOTES = '''# T

## S

### Shows

```python run
class Page:
    def _repr_html_(self):
        return """<p>shown</p>MARKUP<script>1</script>"""
Page()
```

### Serves

```python app
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"""<!doctype html><title>Page</title><p>served</p>MARKUP"""]
```

### Streams

```python app
import time

def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    yield b"<!doctype html><title>Page</title><p>served</p>"
    time.sleep(0.5)
    for letter in """MARKUP""":
        yield letter.encode()
```
'''


class Doors:
    """Local ports, one for each name; which of them anybody knocked at."""

    def __init__(self) -> None:
        self.knocked: list[str] = []
        self.heard = threading.Condition()
        self.selector = selectors.DefaultSelector()
        self.closing, self.ears = socket.socketpair()
        self.selector.register(self.ears, selectors.EVENT_READ)
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def open(self, name: str) -> str:
        """An address at which nobody has knocked yet."""
        door = socket.create_server(("127.0.0.1", 0))
        self.selector.register(door, selectors.EVENT_READ, name)
        return f"http://127.0.0.1:{door.getsockname()[1]}/"

    def _listen(self) -> None:
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.ears:
                    return
                assert isinstance(key.fileobj, socket.socket)
                key.fileobj.accept()[0].close()
                with self.heard:
                    self.knocked.append(key.data)
                    self.heard.notify()

    def wait_for(self, name: str) -> set[str]:
        """Which had been knocked at when this one was."""
        with self.heard:
            assert self.heard.wait_for(lambda: name in self.knocked, 30)
            return set(self.knocked)

    def close(self) -> None:
        """No port is listened at any more."""
        self.closing.close()
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
        self.selector.close()


@pytest.fixture
def doors() -> Iterator[Doors]:
    opened = Doors()
    yield opened
    opened.close()


def content(page: Page, slide: str) -> Frame:
    """The document in a sandbox that a slide shows, once all of it is there."""
    if slide != "Shows":
        return start_app(page, slide)
    go_to(page, slide)
    run_cell(page)
    page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe").get_by_text("shown").wait_for()
    return page.frames[-1]


@pytest.mark.parametrize("slide", ["Shows", "Serves", "Streams"])
def test_nothing_in_a_sandbox_makes_the_browser_connect(
    slide: str, doors: Doors, mortal: Callable[[], Mortal], tmp_path: Path
) -> None:
    markup = "".join(text.replace("U", doors.open(name)) for name, text in IN_MARKUP.items())
    (tmp_path / "talk.md").write_text(
        NOTES.replace("MARKUP", markup.replace("\n", "\\n") + "<i>end</i>"), encoding="utf-8"
    )
    browser = mortal()
    page = browser.open(build_page(read_notes(tmp_path / "talk.md"), tmp_path / "out"))
    page.wait_for_selector('html[data-live="ready"]')
    frame = content(page, slide)
    frame.get_by_text("end").wait_for()
    for name, way in BY_SCRIPT.items():
        frame.evaluate(TRY, [way, doors.open(name)])
    other = browser.browser.contexts[0].new_page()
    other.goto((tmp_path / "talk.md").as_uri())
    other.evaluate(TRY, ["l.rel = 'preconnect'", doors.open("outside")])
    assert doors.wait_for("outside") == {"outside"}


def test_other_markup_is_in_a_sandbox_what_it_is_elsewhere(tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "talk.md").write_text(NOTES.replace("MARKUP", ""), encoding="utf-8")
    page = open_page(build_page(read_notes(tmp_path / "talk.md"), tmp_path / "out"))
    inside = [content(page, "Shows").evaluate(WRITE, [HARMLESS, step]) for step in (1, 7, 10_000)]
    page.goto("about:blank")
    assert inside == [page.evaluate(WRITE, [HARMLESS, 10_000])] * 3
