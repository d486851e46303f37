"""The log of what code prints: in order, bounded, and the same for every view that reads along (``output/log.js``)."""

import json
from typing import Any

import pytest

from footlights.site.project import WEB
from footlights.site.runtime.runtime import run_node

LOG = json.dumps((WEB / "js" / "output" / "log.js").as_uri())
SCRIPT = """
import { Logs } from MODULE;
const logs = new Logs();
const log = logs.of(7);
const told = [];
const wishes = [];
logs.watch((cell) => told.push(cell));
logs.wanted = (cell, wish) => wishes.push([cell, wish]);
const print = (text, stream = "stdout") => log.append({ type: "Printed", stream, text });
const texts = () => log.entries.map(({ text, type }) => text ?? type);
const reader = () => { const made = { at: 0, offset: 0 }; log.readBy(made); return made; };
BODY
"""


def said(body: str) -> Any:
    """What a script that has a log at hand answers."""
    script = SCRIPT.replace("MODULE", LOG).replace("BODY", f"const answer = (() => {{ {body} }})();")
    return json.loads(run_node("--input-type=module", "--eval", script + "console.log(JSON.stringify(answer))"))


TOLD: dict[str, tuple[str, Any]] = {
    "text of one stream goes on, another one begins anew": (
        'print("a"); print("b"); print("c", "stderr"); print("d"); return texts();',
        ["ab", "c", "d"],
    ),
    "long text is in pieces": (
        'print("a".repeat(2000)); print("b"); return texts().map((each) => each.length);',
        [2000, 1],
    ),
    "what is told stays as it was told": (
        'const entry = { type: "Printed", stream: "stdout", text: "a" }; log.append(entry); print("b"); return entry.text;',
        "a",
    ),
    "whoever watches hears of each change": ('print("a"); log.clear(); return told;', [7, 7]),
    "a log that is cleared was touched all the same": (
        "const before = log.isUntouched; log.clear(); return [before, log.isUntouched, log.generation];",
        [True, False, 1],
    ),
    "who reads along begins anew when it is cleared": (
        'const view = reader(); print("a"); Object.assign(view, { at: 1, offset: 5 }); log.clear(); return view;',
        {"at": 0, "offset": 0},
    ),
    "an answer stands where it was asked, and goes to the code": (
        'log.ask({ run: 3, prompt: "name? ", secret: false }); logs.answer(7, "Ada"); return [texts(), wishes];',
        [["name? Ada\n"], [[7, {"type": "Answer", "run": 3, "line": "Ada"}]]],
    ),
    "a secret is not written down": (
        'log.ask({ run: 3, prompt: "password? ", secret: true }); logs.answer(7, "pony"); return texts();',
        ["password? ••••\n"],
    ),
    "nobody answers what nobody asks": ('logs.answer(7, "Ada"); return [texts(), wishes];', [[], []]),
    "a question ends with its own run": (
        'log.ask({ run: 3, prompt: "?", secret: false }); log.answered(2); const still = log.question?.run;'
        "log.answered(3); return [still, log.question];",
        [3, None],
    ),
    "a button gives what it has once, in every view": (
        'log.append({ type: "Limited" }); const [entry] = log.entries; log.take(entry); return [log.taken.has(entry), told];',
        [True, [7, 7]],
    ),
    "what waits for a view is bounded, and it is told": (
        'reader(); for (let i = 0; i < 20; i++) print("x".repeat(1_000_000), i % 2 ? "stdout" : "stderr");'
        "return [log.entries.length, log.entries.at(-1).text.trim()];",
        [14, "… this is more than the page can take in: what follows is left out."],
    ),
    "a view that has caught up is told more": (
        'const view = reader(); for (let i = 0; i < 20; i++) print("x".repeat(1_000_000), i % 2 ? "stdout" : "stderr");'
        'Object.assign(view, { at: log.end - 1, offset: log.entries.at(-1).text.length });'
        'print("more", "stdout"); return log.entries.at(-1).text;',
        "more",
    ),
    "what every view has drawn goes, the oldest first": (
        "const views = [reader(), reader()];"
        'for (let i = 0; i < 30; i++) { print(`${i}`.padEnd(1_000_000), i % 2 ? "stdout" : "stderr");'
        "for (const view of views) view.at = log.end; }"
        "return [log.begin, log.end, log.entry(log.begin).text.trim(), log.entry(0) ?? null];",
        [17, 30, "17", None],
    ),
    "what one view has still to draw stays": (
        'const [slow, quick] = [reader(), reader()]; slow.at = 2; let i = 0;'
        'for (; i < 11; i++) { print(`${i}`.padEnd(1_000_000), i % 2 ? "stdout" : "stderr"); quick.at = log.end; }'
        "return [log.begin, log.entry(2).text.trim()];",
        [0, "2"],
    ),
    "a view that ended holds nothing back": (
        "const view = reader(); log.leave(view);"
        'for (let i = 0; i < 30; i++) print(`${i}`.padEnd(1_000_000), i % 2 ? "stdout" : "stderr");'
        "return [log.begin, log.end];",
        [17, 30],
    ),
    "a cell that is another one now has a log of its own": (
        'print("a"); logs.forget(7); return [logs.of(7) === log, logs.of(7).entries.length];',
        [False, 0],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_a_log(case: str) -> None:
    body, expected = TOLD[case]
    assert said(body) == expected
