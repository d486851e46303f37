"""The Pythons of this page: which there are, which the REPL speaks to, what each run is given.

Pyodide is the live kernel: cells, completion and rich output are its own. The others run plain
code, each in a worker of its own that starts when it is first used.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import accumulate

from footlights.deck import PYODIDE, find_engine
from footlights.talk.depth import may_be_deep_code
from footlights.talk.state import Message, Talk

PATIENCE_MS = 400
"""How long a soft stop may take before the engine is replaced (a fresh one takes about as long)."""

COMPARED_S = 20.0
"""How long an engine may take in a comparison unless the cell says otherwise."""

_SHOW = "\nif _ is not None:\n    print(repr(_))"


def title_of(engine: str) -> str:
    """The engine's name for the audience."""
    found = find_engine(engine)
    return found.title if found else engine


def is_here(talk: Talk, engine: str) -> bool:
    """Whether the page carries the engine."""
    return engine in talk.engines


def patience_ms(engine: str) -> int:
    """How long to wait for a soft stop; not at all where there is none."""
    found = find_engine(engine)
    return PATIENCE_MS if found is None or found.stops_softly else 0


def missing_words(engine: str) -> str:
    """What the speaker is told about an engine that the page does not carry."""
    return f"{title_of(engine)} is not in this page: build it with --engines."


def choose(talk: Talk, engine: str) -> Talk:
    """The REPL speaks to this engine from now on; what it lacks is told."""
    found = find_engine(engine)
    if found is None or not is_here(talk, engine):
        return talk
    lacks = f" It lacks {', '.join(found.lacks)}." if found.lacks else ""
    words = f"The REPL speaks {found.title}.{lacks}"
    return replace(talk, repl=replace(talk.repl, engine=engine), message=Message(words, talk.now_ms + 8000))


def code_for(engine: str, source: str) -> str:
    """The code as the engine is given it: one that shows no results by itself prints the last one."""
    return source if engine == PYODIDE or may_be_deep_code(source) else _printing_result(source)


def _printing_result(source: str) -> str:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    if not body or not isinstance(body[-1], ast.Expr):
        return source
    last = body[-1]
    data = source.encode()
    starts = [0, *accumulate(len(line) for line in data.splitlines(keepends=True))]
    start = starts[last.lineno - 1] + last.col_offset
    end = starts[(last.end_lineno or last.lineno) - 1] + (last.end_col_offset or 0)
    return f"{data[:start].decode()}_ = ({data[start:end].decode()}){_SHOW}"
