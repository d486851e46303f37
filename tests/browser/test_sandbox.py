"""What runs in a sandbox reaches neither the page nor the network, whatever it tries, nor turns slides that it is not on."""

from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.speaker import SHOWN, go_to, press, run_cell, start_app

INSIDE = "<script>top.postMessage({leak: typeof RTCPeerConnection}, '*'); parent.postMessage('ran', '*')</script>"
WAYS = {
    "itself": "return globalThis.RTCPeerConnection ?? globalThis.webkitRTCPeerConnection ?? globalThis.RTCDataChannel",
    "a blank frame": "document.body.append(f); try { return f.contentWindow.RTCPeerConnection } catch { return }",
    "a frame with text": "f.srcdoc = INSIDE; document.body.append(f)",
    "markup": "document.body.innerHTML = `<iframe srcdoc=\"${INSIDE.replaceAll('\"', '&quot;')}\"></iframe>`",
    "a shadow tree": "const d = document.createElement('div'); f.srcdoc = INSIDE; document.body.append(d);"
    "d.attachShadow({mode: 'closed', clonable: true}).append(f); document.body.append(d.cloneNode(true))",
    "a declared shadow tree": "const t = '<div><template shadowrootmode=closed><iframe srcdoc=\"' + INSIDE.replaceAll('\"',"
    " '&quot;') + '\"></iframe></template></div>';"
    "document.body.setHTMLUnsafe?.(t); document.write(t.slice(0, 20)); document.write(t.slice(20)); document.write(t)",
    "changed prototypes": "Element.prototype.remove = Document.prototype.querySelectorAll = () => [];"
    "Object.defineProperty(NodeList.prototype, 'length', {get: () => 0}); f.srcdoc = INSIDE; document.body.append(f)",
    "the javascript: scheme": "location = 'javascript:' + encodeURIComponent(JSON.stringify(INSIDE))",
}
FRAME = '<iframe srcdoc="&lt;script&gt;top.postMessage({leak: typeof RTCPeerConnection}, &quot;*&quot;)&lt;/script&gt;"></iframe>'
# Browsers make declared shadow trees only of what is written while a document comes.
WRITTEN = f"""<script>document.write('<div><template shadowroot'); document.writeln('mode=closed>{FRAME}</template>')</script>
<script>document.write('<div><template shadowroot')</script>mode=closed>{FRAME}</template>"""
TRY = """([way, INSIDE]) => {
  globalThis.tried = way;
  const f = document.createElement("iframe"), found = new Function("f", "INSIDE", way)(f, INSIDE);
  return new Promise((done) => setTimeout(() => done([typeof found, tried === way])));
}"""
NOTES = '''# T

## S

### Shows

```python run
class Page:
    def _repr_html_(self):
        return """<p>shown</p>WRITTEN<script>addEventListener("message", ({data}) => (0, eval)(data))</script>"""
Page()
```

### Other

text

### Serves

```python app
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"""<!doctype html><title>Page</title><p>served</p>WRITTEN<i>end</i>"""]
```
'''.replace("WRITTEN", WRITTEN)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    notes = tmp_path_factory.mktemp("sandbox") / "talk.md"
    notes.write_text(NOTES, encoding="utf-8")
    return build_page(read_notes(notes), notes.parent / "out")


def content(page: Page, slide: str) -> Frame:
    """The document in a sandbox that a slide shows."""
    if slide == "Serves":
        return start_app(page, slide)
    go_to(page, slide)
    run_cell(page)
    page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe").get_by_text("shown").wait_for()
    return page.frames[-1]


@pytest.mark.parametrize("slide", ["Shows", "Serves"])
def test_no_way_leads_from_a_sandbox_to_web_rtc(slide: str, built: Path, open_page: Open) -> None:
    page = open_page(built, tolerated="")
    page.evaluate("globalThis.leaks = []; addEventListener('message', ({data}) => data?.leak && leaks.push(data.leak))")
    frame = content(page, slide)
    for name, way in WAYS.items():
        found = frame.evaluate(TRY, [way, INSIDE])
        assert (name, found, frame.child_frames, page.evaluate("leaks")) == (name, ["undefined", True], [], [])


@pytest.mark.parametrize("slide", ["Shows", "Serves"])
def test_a_sandbox_neither_turns_slides_that_it_is_not_on_nor_opens_anything(
    slide: str, built: Path, open_page: Open
) -> None:
    page = open_page(built, tolerated="")
    page.evaluate(
        "globalThis.opened = 0; globalThis.keys = []; globalThis.open = () => { opened += 1; };"
        "addEventListener('keydown', ({key, isTrusted}) => isTrusted || keys.push(key), true)"
    )
    frame = content(page, slide)
    say = """data => { for (let times = 0; times < 20; times++) parent.postMessage(data, "*");
      return new Promise(done => { onmessage = () => done(true); const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(true); port2.postMessage(0); }) }"""
    go_to(page, "Other")
    for data in ({"key": {"key": "Home"}}, {"type": "Key", "key": {"key": "Home"}}):
        frame.evaluate(say, data)
    frame.evaluate(say, {"type": "Navigate", "method": "GET", "url": "https://example.org/"})
    if slide == "Serves":
        page.locator('.app-words a[href="https://example.org/"]').wait_for(state="attached")
    press(page, "ArrowLeft", "ArrowRight")
    assert page.locator(f"{SHOWN} h2").inner_text() == "Other"
    assert page.evaluate("[opened, keys]") == [0, []]
