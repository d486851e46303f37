"""Run once while the snapshot is made: every hot path is walked, so that none is cold on stage.

Modules and caches then stand ready in the snapshot. What it leaves behind is forgotten again.
"""

from __future__ import annotations

import gc
import json

from footlights.browser import begun  # noqa: F401 - imported into the snapshot, with the kernel
from footlights.browser.bridge import Stage
from footlights.deck import packed_deck, parse

NOTES = """---
title: Warm-up
duration: 10 min
---
# Warm-up

Today:

- One (5 min)
  - a *bullet* with `code` and [a link](https://example.org)
    - nested
- Two (5 min)
  - **b**

    ```python run
    print(1)
    ```

    > a quote

    | a | b |
    |---|---|
    | 1 | 2 |

    ![missing](missing.png)
"""


def run() -> None:
    """Open, walk and close a small talk."""
    began = {"type": "Began", "atMs": 1, "place": "", "saved": "", "systemTheme": "dark"}
    deck = packed_deck(parse(NOTES, "warm-up.md", ()))
    asked = {"notes": NOTES, "name": "warm-up.md", "deck": deck, "pictures": [], "engines": ["pyodide"], "keys": []}
    stage = Stage()
    stage.start(json.dumps({**asked, "event": began}))
    for at_ms, key in enumerate(["n", "n", "n", "p", "t", "o", "Escape", "?", "Escape", "g", "1", "Enter"], 2):
        stage.handle(json.dumps({"type": "KeyPressed", "atMs": at_ms, "key": key}))
    stage.handle(json.dumps({"type": "ReplSubmitted", "atMs": 99, "before": "for i in x:"}))
    del stage
    gc.collect()
    # What is imported here lives as long as Python does: collections, of user code's too, need not look at it.
    gc.freeze()
