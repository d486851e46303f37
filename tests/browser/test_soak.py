"""A long evening: 300 runs and 110 stops leave no more behind than the first did."""

from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import Open
from tests.browser.speaker import go_to, press, transcript

RUN_MANY = """([title, times, stops]) => new Promise((done) => {
    const slide = [...document.querySelectorAll(".slide")].find((each) => each.querySelector("h2")?.textContent === title);
    const cell = slide.querySelector('[data-part="cell"]');
    const click = (action) => cell.querySelector(`[data-action="${action}"]`).click();
    const ends = new Set(["done", "failed", "stopped"]);
    let left = times;
    let before = cell.dataset.state;
    const observer = new MutationObserver(() => {
        const state = cell.dataset.state;
        if (state === before) return;
        before = state;
        if (state === "running" && stops) setTimeout(() => cell.dataset.state === "running" && click("stop"), 20);
        if (!ends.has(state)) return;
        left -= 1;
        if (left) setTimeout(() => click("run"), 0);
        else {
            observer.disconnect();
            done(state);
        }
    });
    observer.observe(cell, { attributeFilter: ["data-state"] });
    click("run");
})"""
PYTHON_SIZE = (
    "import gc, pyodide_js; gc.collect(); times = globals().get('times', 0) + 1; "
    "print('size', len(gc.get_objects()), pyodide_js._module.HEAP8.length, times)"
)


def test_memory_levels_off(cells: Path, open_page: Open) -> None:
    page = open_page(cells)
    devtools = page.context.new_cdp_session(page)
    go_to(page, "Table")
    page.evaluate(RUN_MANY, ["Table", 60, False])
    page.evaluate(RUN_MANY, ["Short of time", 10, True])
    page.evaluate(RUN_MANY, ["Scripted", 5, False])
    before = sizes(page, devtools, 1)
    assert page.evaluate(RUN_MANY, ["Table", 240, False]) == "done"
    assert page.evaluate(RUN_MANY, ["Short of time", 100, True]) == "stopped"
    assert page.evaluate(RUN_MANY, ["Scripted", 20, False]) == "done"
    after = sizes(page, devtools, 2)
    assert after.pop("asked_times") == before.pop("asked_times") + 1, "Python was restarted in between"
    grown = {name: after[name] - before[name] for name in before}
    allowed = {"heap_bytes": 2_400_000, "nodes": 240, "python_objects": 240, "python_bytes": 1_000_000}
    assert {name: grown[name] for name in grown if grown[name] > allowed[name]} == {}


def sizes(page: Page, devtools: CDPSession, time: int) -> dict[str, int]:
    """What the page and its Python hold after a collection."""
    if page.locator('[data-part="repl"]').is_hidden():
        page.get_by_role("button", name="REPL", exact=True).click()
    page.locator('[data-part="repl-input"]').click()
    page.keyboard.insert_text(f"{PYTHON_SIZE}; print('taken', {time})")
    press(page, "Enter")
    said = transcript(page, f"taken {time}\n").split("\nsize ")[-1].split()
    devtools.send("HeapProfiler.collectGarbage")
    devtools.send("Performance.enable")
    metrics = {each["name"]: int(each["value"]) for each in devtools.send("Performance.getMetrics")["metrics"]}
    return {
        "heap_bytes": metrics["JSHeapUsedSize"],
        "nodes": metrics["Nodes"],
        "python_objects": int(said[0]),
        "python_bytes": int(said[1]),
        "asked_times": int(said[2]),
    }
