"""Pyodide's own script, without what it does for libraries that are seldom there."""

from __future__ import annotations

import re
from collections import Counter

_ASSIGNED = re.compile(r'(?<![\w$.])(_[\w$]+)=Module\["\1"\]=wasmExports\["([\w$]+)"\];')
_BEGINS = "function assignWasmExports(wasmExports){"
_TELLS_ALL = "assignWasmExports(wasmExports);updateGOT(origExports);"
_TELLS_WANTED = (
    "assignWasmExports(wasmExports);"
    "for(const name of Object.keys(GOT))if(name in origExports)updateGOT({[name]:origExports[name]});"
    'else if(name.startsWith("emscripten_gl"))GOT[name].value=0;'
)


def without_unasked_symbols(script: str) -> str:
    """The same script, which tells a linker only of those symbols that are asked for, and of none of OpenGL's.

    Emscripten looks up the place of each of the module's 8,600 functions in its table, adds a place for those that have
    none, and makes a global for each, in case a library asks for it. A library's questions are answered as it loads, by
    ``reportUndefinedSymbols``, from the same exports. The module itself asks for 280 functions of JavaScript, each of
    which becomes a module of WebAssembly; 274 are OpenGL's, which draw on a canvas that no worker has. Script and
    snapshot have to agree: places of functions stand in memory. A script of another shape is returned as it is. What it
    gives: ``docs/decisions/0024``.
    """
    return script.replace(_TELLS_ALL, _TELLS_WANTED) if script.count(_TELLS_ALL) == 1 else script


def without_unread_names(script: str) -> str:
    """The same script, a quarter shorter.

    Emscripten gives each of the module's 4,500 functions a variable as well as a property of ``Module``, one
    statement each; all but 150 of the variables are never read. What is left sets those properties in a loop. A
    script of another shape is returned as it is. What it gives: ``docs/decisions/0013``.
    """
    if script.count(_BEGINS) != 1:
        return script
    words = Counter(re.findall(r"[\w$]+", script))
    unread = [
        (match[1], match[2])
        for match in _ASSIGNED.finditer(script)
        # Once where it is declared, twice where it is assigned.
        if match[1] == f"_{match[2]}" and words[match[1]] == 3
    ]
    gone = {variable for variable, _ in unread}
    before, after = _ASSIGNED.sub(lambda match: "" if match[1] in gone else match[0], script).split(_BEGINS)
    declared = before.rindex("var ") + len("var ")
    names, rest = before[declared:].split(";", 1)
    if not gone <= set(names.split(",")):
        return script
    kept = ",".join(name for name in names.split(",") if name not in gone)
    loop = f'for(const name of "{" ".join(name for _, name in unread)}".split(" "))Module["_"+name]=wasmExports[name];'
    return f"{before[:declared]}{kept};{rest}{_BEGINS}{loop}{after}"
