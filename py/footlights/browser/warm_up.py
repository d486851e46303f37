"""Run once while the snapshot is made: every hot path is walked, so that none is cold on stage.

Modules and caches then stand ready in the snapshot. What it leaves behind is forgotten again.
"""

from __future__ import annotations

import gc
import json

from footlights.browser import bridge, kernel  # noqa: F401 - imported into the snapshot


def run(deck: str) -> None:
    """Open, walk and close a small talk, whose deck comes parsed and packed as in a page."""
    began = {"type": "Began", "atMs": 1, "place": "", "saved": {}, "systemTheme": "dark"}
    asked = {"notes": "", "name": "warm-up.md", "deck": deck, "pictures": [], "engines": ["pyodide"], "keys": []}
    bridge.start(json.dumps({**asked, "event": began}))
    for at_ms, key in enumerate(["n", "n", "n", "p", "t", "o", "Escape", "?", "Escape", "g", "1", "Enter"], 2):
        bridge.handle(json.dumps({"type": "KeyPressed", "atMs": at_ms, "key": key}))
    bridge.handle(json.dumps({"type": "ReplSubmitted", "atMs": 99, "before": "for i in x:"}))
    bridge._talks.clear()
    bridge._saves.clear()
    gc.collect()
    # What is imported here lives as long as Python does: collections, of user code's too, need not look at it.
    gc.freeze()
