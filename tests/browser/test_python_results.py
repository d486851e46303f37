"""Python on the slide gives what CPython gives: nothing that lets it be stopped may change a program's result."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, block_the_network
from tests.browser.programs import cpythons_answer, programs
from tests.browser.speaker import press

CELL = '[data-part="cell"]'
SAYS_YES = """() => setInterval(() => {
  let field = document.activeElement;
  while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
  if (!field?.matches('.ask input')) return;
  field.value = 'yes';
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
}, 20)"""
numbers = count(1)


@pytest.fixture(scope="module")
def slide(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A slide with one cell; whoever asks for input is told yes."""
    file = build_page(read_notes(PROJECT / "tests" / "cases" / "programs.md"), tmp_path_factory.mktemp("programs"))
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.route("**/*", block_the_network)
    page = context.new_page()
    page.goto(file.as_uri() + "#/3", wait_until="commit")
    page.wait_for_selector('html[data-live="ready"]', timeout=60_000)
    page.evaluate(SAYS_YES)
    yield page
    context.close()


def start(page: Page, program: str) -> None:
    """Put a program into the cell and run it."""
    page.wait_for_selector('html[data-live="ready"]', timeout=30_000)
    page.locator(f"{CELL} .cm-content").click()
    press(page, "ControlOrMeta+a")
    page.keyboard.insert_text(program)
    press(page, "Control+Enter")


def answer(page: Page, program: str) -> list[str]:
    """The lines that a program prints, once it is done."""
    end = f"end {next(numbers)}"
    start(page, f"{program}\nprint({end!r})")
    output = page.locator(f'{CELL}[data-state="done"] [data-part="output"]').filter(has_text=end)
    output.wait_for(timeout=30_000)
    return output.inner_text().split(end)[0].splitlines()


def stopped(page: Page, program: str) -> list[str]:
    """The lines of a program that is stopped as soon as it says that it goes."""
    start(page, program)
    page.locator(f'{CELL}[data-state="running"] [data-part="output"]').filter(has_text="goes").wait_for()
    press(page, "Control+.")
    page.wait_for_selector(f'{CELL}:is([data-state="stopped"], [data-state="failed"], [data-state="done"])')
    page.wait_for_selector('html[data-live="ready"]')
    output = page.locator(f'{CELL} [data-part="output"]')
    page.wait_for_function(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    )
    return output.inner_text().splitlines()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(program=programs())
def test_asyncio_programs_answer_as_in_cpython(slide: Page, program: str) -> None:
    assert answer(slide, program)[-1] == cpythons_answer(program)


BANK = """import asyncio
balance = 0
async def deposit():
    global balance
    old = balance; print("deposit", end=" "); balance = old + 1
await asyncio.gather(*(deposit() for _ in range(100)))
print(f"\\n{balance}")"""
PROMPTS = """import code, contextlib, io, pdb, pydoc, site
said = io.StringIO()
with contextlib.redirect_stdout(said): help(len)
print("Return the number of items" in said.getvalue())
print(code.InteractiveConsole({}).push("x = 1"), len(pydoc.plain(pydoc.render_doc(len)).splitlines()[:2]))
said = io.StringIO()
pdb.Pdb(nosigint=True, stdin=io.StringIO("p 6 * 7\\nc\\n"), stdout=said).run("pass")
site.register_readline()
print(said.getvalue().split("\\n", 1)[-1] + "None")"""
COUNT = """import asyncio
total = 0
async def count():
    global total
    for _ in range(200):
        old = total
        for _ in range(2000): pass
        total = old + 1
        await asyncio.sleep(0)
await asyncio.gather(*(count() for _ in range(5)))
print(total)"""
SLEEPS = """import asyncio, time
said = []
async def speak(name):
    for number in range(3):
        said.append((name, number)); time.sleep(0.02); said.append((name, -number))
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(speak("a"), speak("b"))
asyncio.run(main())
print(said == [pair for number in range(3) for name in "ab" for pair in ((name, number), (name, -number))])"""
ASKED = """import asyncio
said = []
async def ticks():
    for _ in range(3):
        said.append("tick"); await asyncio.sleep(0.001)
async def main():
    task = asyncio.create_task(ticks())
    await asyncio.sleep(0)
    before = len(said)
    input("Go on? ")
    print(len(said) - before)
    await task
    print(said)
asyncio.run(main())"""
LEFT = """import asyncio
async def left():
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def main():
    asyncio.create_task(left())
    await asyncio.sleep(0)
asyncio.run(main())
print(len(asyncio.all_tasks()))"""
TIMEOUT = """import asyncio
async def main():
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(5)
    except TimeoutError:
        print("too long")
asyncio.run(main())"""
NAPS = """import asyncio
async def nap(seconds, name):
    await asyncio.sleep(seconds)
    print(name)
async def main():
    async with asyncio.TaskGroup() as group:
        for number in (3, 1, 2):
            group.create_task(nap(number / 10, number))
    for next_one in asyncio.as_completed([asyncio.sleep(0.3, "late"), asyncio.sleep(0.1, "soon")]):
        print(await next_one)
asyncio.run(main())
await asyncio.gather(nap(0.3, "second"), nap(0.1, "first"))"""
RUN_SYNC = """import asyncio
from pyodide.ffi import run_sync
said = []
async def ticks():
    for _ in range(3):
        said.append("tick"); await asyncio.sleep(0.001)
task = asyncio.create_task(ticks())
print(run_sync(asyncio.sleep(0.1, "slept")), said)"""
LATER = """import asyncio
loop, ran = asyncio.get_running_loop(), []
start = loop.time()
for number in (3, 1, 2):
    loop.call_at(start + number / 50, ran.append, number)
timers = [loop.call_later(3600, print) for _ in range(300)]
for timer in timers: timer.cancel()
await asyncio.sleep(0.1)
print(ran, len(loop._timers) < 300)"""
FOREVER = """import asyncio
loop, ran = asyncio.new_event_loop(), []
loop.call_later(0.02, ran.append, 1)
loop.call_later(0.04, loop.stop)
loop.run_forever()
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(loop.create_future())
except RuntimeError as error:
    print(ran, error)
loop.close()"""
REFUSED = """import asyncio
async def inner(): pass
async def main():
    for refused in (lambda: asyncio.run(inner()), asyncio.get_running_loop().close,
                    lambda: asyncio.get_running_loop().run_until_complete(asyncio.sleep(0))):
        try:
            refused()
        except RuntimeError as error:
            print(error)
import warnings; warnings.simplefilter("ignore")
asyncio.run(main())
try:
    asyncio.get_running_loop().close()
except RuntimeError as error:
    print(error)"""
EAGER = """import asyncio
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    print(await asyncio.create_task(asyncio.sleep(0.01, "eager")))
asyncio.run(main())"""
SLEEPERS = """import time
for seconds in (-1, float("nan"), float("inf")):
    try:
        time.sleep(seconds)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__)"""


@pytest.mark.parametrize(
    "program, lines",
    [
        pytest.param(BANK, ["100"], id="reads and writes around a print"),
        pytest.param(COUNT, ["1000"], id="five tasks count"),
        pytest.param(SLEEPS, ["True"], id="time.sleep blocks"),
        pytest.param(ASKED, ["0", "['tick', 'tick', 'tick']"], id="input blocks"),
        pytest.param(LEFT, ["cancelled", "1"], id="asyncio.run cancels what is left"),
        pytest.param(TIMEOUT, ["too long"], id="a timeout"),
        pytest.param(NAPS, ["1", "2", "3", "soon", "late", "first", "second"], id="naps of several lengths"),
        pytest.param(RUN_SYNC, ["slept ['tick', 'tick', 'tick']"], id="run_sync lets the loop run"),
        pytest.param(LATER, ["[1, 2, 3] True"], id="timers"),
        pytest.param(FOREVER, ["[1] Event loop stopped before Future completed."], id="run_forever and stop"),
        pytest.param(
            REFUSED,
            [
                "asyncio.run() cannot be called from a running event loop",
                "Cannot close a running event loop",
                "This event loop is already running",
                "Cannot close a running event loop",
            ],
            id="what a running loop refuses",
        ),
        pytest.param(EAGER, ["eager"], id="eager tasks"),
        pytest.param(SLEEPERS, ["ValueError", "ValueError", "OverflowError"], id="sleeps that are none"),
        pytest.param(PROMPTS, ["True", "False 2", "(Pdb) 42", "(Pdb) None"], id="prompts without a terminal"),
    ],
)
def test_a_program_gives_what_cpython_gives(slide: Page, program: str, lines: list[str]) -> None:
    assert answer(slide, program)[-len(lines) :] == lines


@pytest.mark.parametrize(
    "program, lines",
    [
        ("print('goes')\ntry:\n    while True: pass\nfinally:\n    for _ in range(200_000): pass\n    print('whole')",
         ["goes", "whole", "KeyboardInterrupt: stopped"]),
        ("print('goes')\ntry:\n    while True: pass\nexcept KeyboardInterrupt:\n    import time; time.sleep(0.1); print('caught')",
         ["goes", "caught"]),
        ("import signal\ndef handler(number, frame):\n    print('handled', number); raise SystemExit(3)\n"
         "signal.signal(signal.SIGINT, handler)\nprint('goes')\nwhile True: pass", ["goes", "handled 2", "exit: 3"]),
        ("import asyncio, signal\ndef handler(number, frame):\n    print('handled', number); raise SystemExit(3)\n"
         "signal.signal(signal.SIGINT, handler)\nprint('goes')\nawait asyncio.sleep(1000)", ["goes", "handled 2", "exit: 3"]),
        ("import asyncio, signal\ndef handler(number, frame):\n    raise ValueError('handled')\n"
         "signal.signal(signal.SIGINT, handler)\nprint('goes')\nawait asyncio.sleep(1000)",
         ["goes", "Traceback (most recent call last):", '  File "<cell 1>", line 3, in handler', "    raise ValueError('handled')",
          "ValueError: handled", "", "Full traceback"]),
        ("import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
         "class Last:\n    def __del__(self): print('gone')\ndef f():\n    last = Last()\n    print('goes')\n    while True: pass\n"
         "try:\n    f()\nexcept KeyboardInterrupt as error:\n    error.__traceback__ = None\n    del error\nprint('after')", ["goes", "gone", "after"]),
        ("import sys; sys.unraisablehook = lambda ignored: print('ignored', ignored.exc_type.__name__)\n"
         "class Last:\n    def __del__(self):\n        print('goes')\n        while True: pass\n"
         "last = Last()\ndel last\nprint('after'); sys.unraisablehook = sys.__unraisablehook__", ["goes", "ignored KeyboardInterrupt", "after"]),
        ("import asyncio\nasync def main():\n    print('goes')\n    try:\n        await asyncio.sleep(1000)\n    finally:\n"
         "        await asyncio.sleep(0.1); print('cleaned')\nasyncio.run(main())", ["goes", "cleaned", "KeyboardInterrupt: stopped"]),
        ("import asyncio\nasync def main():\n    print('goes')\n    while True: pass\nasyncio.run(main())",
         ["goes", "KeyboardInterrupt: stopped"]),
        ("import asyncio\nasync def busy():\n    print('goes')\n    while True: pass\n"
         "task = asyncio.create_task(busy())\nawait asyncio.sleep(1000)", ["goes", "KeyboardInterrupt: stopped"]),
        ("import time\nprint('goes')\ntry:\n    time.sleep(1000)\nfinally:\n    print('awake')", ["goes", "awake", "KeyboardInterrupt: stopped"]),
    ],
)  # fmt: skip
def test_a_stop_is_one_interrupt_as_ctrl_c_is(slide: Page, program: str, lines: list[str]) -> None:
    assert stopped(slide, program) == lines


@pytest.mark.parametrize(
    "wreck",
    [
        "import sys; sys.stdout = None",
        "import sys; sys.stdout.close()",
        "import sys; sys.stdout = 5; sys.stderr = None",
        "import sys; del sys.modules['__main__']",
        "import json, asyncio; json.dumps = asyncio.current_task = None",
        "import sys\nclass Odd:\n    def __getattr__(self, name): raise RuntimeError(name)\nsys.stdout = Odd()",
        "import js; js.onmessage = None",
        "import js; js.close() if hasattr(js, 'close') else None",
        "import signal; signal.signal(signal.SIGUSR1, signal.SIG_IGN)",
        "import asyncio\nasync def raises(): raise SystemExit(1)\ntask = asyncio.create_task(raises())",
    ],
)
def test_a_run_that_wrecks_what_it_can_does_not_wreck_the_next(slide: Page, wreck: str) -> None:
    start(slide, wreck)
    slide.wait_for_function(
        "() => ['done', 'failed'].includes(document.querySelector('[data-part=cell]').dataset.state)"
    )
    assert answer(slide, "print('well')") == ["well"]
    assert stopped(slide, "print('goes')\nwhile True: pass") == ["goes", "KeyboardInterrupt: stopped"]


def test_a_python_that_the_last_run_left_busy_is_replaced(slide: Page) -> None:
    start(slide, "import asyncio, time\nasyncio.get_running_loop().call_later(0, time.sleep, 1000)")
    slide.locator('[data-part="message"]').filter(has_text="Python broke and was restarted").wait_for()
    slide.wait_for_selector('html[data-live="ready"]')
    assert answer(slide, "print('well')") == ["well"]


FORGED = """import js, json
post = getattr(js, "postMessage", None)
for message in ({"type": "KernelChanged", "live": "failed"}, {"type": "RunEnded", "run": 1, "state": "failed"}, {"type": "Died"}):
    for said in (message, json.dumps(message)):
        if post: post(js.JSON.parse(json.dumps(said)))
print("said")"""
SPEAKS_FOR_THE_KERNEL = """import gc, js, json
page = next(each._page for each in gc.get_objects() if type(each).__name__ == "Kernel")
for text in (5, None, {"length": 5000}, []):
    page.post(json.dumps({"type": "Printed", "run": 1, "stream": "stdout", "text": text}))
for said in ({"type": "Displayed", "run": 1, "bundle": 5}, {"type": "Asked", "run": "x"}, {"type": "Failed", "run": 1}):
    page.post(json.dumps(said))
for kind in ("KernelChanged", "RunEnded", "Died"):
    page.post(json.dumps({"type": kind, "live": "failed", "run": 1, "state": "failed", "reason": "forged"}))
print("said")"""
FORGES_EVENTS = """import js, pyodide_js
from pyodide.ffi import create_once_callable
channel = js.MessageChannel.new()
js.dispatchEvent(js.MessageEvent.new("message", js.JSON.parse('{"data": {}}')))
pyodide_js._api.on_fatal("forged")
js.setTimeout(create_once_callable(lambda: 1 / 0), 0)
print("said")"""
CHANGES_WHAT_THE_WORKER_USES = """import js
from pyodide.ffi import create_proxy
parse, has = restored = js.JSON.parse, js.Set.prototype.has
forged = parse('{"type": "KernelChanged", "live": "failed"}')
js.JSON.parse = create_proxy(lambda text, *_: forged)
js.Set.prototype.has = create_proxy(lambda *_: True)
print("changed")"""
CALLBACKS = """import asyncio
loop = asyncio.get_running_loop()
loop.call_soon(lambda: 1 / 0)
await asyncio.sleep(0.02)
loop.set_exception_handler(lambda loop, context: print("handled", type(context["exception"]).__name__))
loop.call_soon(lambda: 1 / 0)
await asyncio.sleep(0.02)
loop.set_exception_handler(None)
import signal
loop.add_signal_handler(signal.SIGUSR2, print, "signalled")
signal.raise_signal(signal.SIGUSR2)
await asyncio.sleep(0.02)
print(loop.remove_signal_handler(signal.SIGUSR2))"""


def test_exceptions_in_callbacks_are_told_where_the_code_prints(slide: Page) -> None:
    told = answer(slide, CALLBACKS)
    assert "ZeroDivisionError: division by zero" in told
    assert told[-3:] == ["handled ZeroDivisionError", "signalled", "True"]


def test_what_code_posts_is_not_taken_for_the_kernels_word(slide: Page) -> None:
    assert answer(slide, FORGED) == ["said"]
    assert slide.get_attribute("html", "data-live") == "ready"
    assert answer(slide, SPEAKS_FOR_THE_KERNEL)[-1] == "said"
    assert "said" in answer(slide, FORGES_EVENTS)
    slide.locator(CELL).filter(has_text="ZeroDivisionError").wait_for()
    assert answer(slide, CHANGES_WHAT_THE_WORKER_USES) == ["changed"]
    assert answer(slide, "js.JSON.parse, js.Set.prototype.has = restored; print('well')") == ["well"]
    assert slide.get_attribute("html", "data-live") == "ready"


REACHES = """import js
import re
unwanted = re.compile("cache|IDB|indexedDB|Storage|FileSystem|^(Shared|Service)?Worker$|Broadcast|Cookie|^RTC|WebTransport|postMessage|close$", re.I)
chain = [js.globalThis]
while chain[-1] is not None and (above := js.Object.getPrototypeOf(chain[-1])):
    chain.append(above)
names = {name for each in chain[:-1] for name in js.Object.getOwnPropertyNames(each).to_py() if getattr(js.globalThis, name, None) is not None}
print(sorted(name for name in names if unwanted.search(name)), "WebAssembly" in names)
print([name for name in ("storage", "locks", "serviceWorker") if hasattr(js.navigator, name)])
try:
    js.importScripts("blob:x"); print("imported")
except Exception as error:
    print(type(error).__name__)"""


def test_user_code_has_no_way_into_the_origins_storage_or_another_world(slide: Page) -> None:
    assert answer(slide, REACHES) == ["[] True", "[]", "JsException"]
