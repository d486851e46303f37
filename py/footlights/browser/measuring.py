"""How long code takes: the median of several runs, each with fresh names, what it printed kept aside.

The other engines measure in the same way, in ``web/js/engines/engine.js``.
"""

from __future__ import annotations

import ast
import asyncio
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from pyodide.code import CodeRunner

MOST_RUNS = 7
LONGEST_MS = 2000.0
MOST_CHARACTERS = 2000


async def measured(
    attempt: Callable[[], Awaitable[None]], printed: list[str], now_ms: Callable[[], float]
) -> dict[str, Any]:
    """Run ``attempt`` until there are runs enough; ``printed`` grows by what it prints.

    Gives ``state``, ``printed`` of the first run, ``error`` in one or two lines, and ``timesMs``.
    """
    times_ms: list[float] = []
    state, error, first = "done", "", ""
    began = now_ms()
    while state == "done" and len(times_ms) < MOST_RUNS and now_ms() - began < LONGEST_MS:
        printed.clear()
        start = now_ms()
        try:
            await attempt()
        except (KeyboardInterrupt, asyncio.CancelledError):
            state = "stopped"
        except BaseException as failure:  # whatever the code raises is its result
            state, error = "failed", "".join(traceback.format_exception_only(failure))[:MOST_CHARACTERS]
        times_ms.append(now_ms() - start)
        first = first if len(times_ms) > 1 else "".join(printed)[:MOST_CHARACTERS]
    return {"state": state, "printed": first, "error": error, "timesMs": times_ms}


async def alone(source: str) -> None:
    """Run code with names of its own."""
    code = CodeRunner(source, mode="exec", filename="<cell>", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
    await code.run_async({"__name__": "__main__"})
