"""Where Python can't be asked what a key means, the page has a list: it says what Python's table says."""

import json

from footlights.site.project import WEB
from footlights.site.runtime.runtime import run_node
from footlights.talk.events import KeyPressed
from footlights.talk.stage.keys import BINDINGS, intent_of

KEYS = json.dumps((WEB / "js" / "shared" / "turning_keys.js").as_uri())
SCRIPT = f"""
import {{ EVERYWHERE, isBack, isForward, PAGING, PASSED_ON }} from {KEYS};
const keys = [...new Set([...PASSED_ON, "ArrowUp", "ArrowDown", "n", "p", "N", "b", "Enter"])];
const moves = keys.flatMap((key) => [false, true].map((shift) => [key, shift, isForward(key, shift), isBack(key, shift)]));
console.log(JSON.stringify({{ EVERYWHERE, PAGING, PASSED_ON, moves }}));
"""


def test_the_page_turns_slides_by_the_keys_of_the_table() -> None:
    said = json.loads(run_node("--input-type=module", "--eval", SCRIPT))
    everywhere = {chord for binding in BINDINGS for chord in binding.everywhere if "+" not in chord}
    assert set(said["EVERYWHERE"]) == everywhere
    assert set(said["PAGING"]) == {"PageUp", "PageDown"}
    assert {key for key in said["PASSED_ON"] if intent_of(KeyPressed(0, key)) is None} == set()
    wrong = [
        (key, shift)
        for key, shift, is_forward, is_back in said["moves"]
        if (is_forward, is_back) != tuple(intent_of(KeyPressed(0, key, shift)) == move for move in ("next", "previous"))
    ]
    assert wrong == []
