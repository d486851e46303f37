"""What code imports, read from its text: nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_MAY_FAIL = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


@dataclass(frozen=True, slots=True)
class Import:
    """A module that code imports, by its dotted name, at a line counted from 1.

    ``optional`` tells that the code goes on without it: the import stands in a ``try``.
    """

    module: str
    line: int
    optional: bool = False

    @property
    def top(self) -> str:
        """The first part of the name, which a package brings."""
        return self.module.partition(".")[0]


def imports_of(source: str) -> tuple[Import, ...]:
    """The imports of code in the order of their lines, wherever they stand; none of code that is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    optional = {id(node) for statement in ast.walk(tree) for node in _tried(statement)}
    found = (found for node in ast.walk(tree) for found in _imports(node, optional=id(node) in optional))
    return tuple(sorted(found, key=lambda found: found.line))


def _imports(node: ast.AST, *, optional: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, node.lineno, optional)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield Import(node.module, node.lineno, optional)


def _tried(statement: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a ``try`` whose failed imports are dealt with."""
    if isinstance(statement, ast.Try) and any(_catches_imports(handler) for handler in statement.handlers):
        for inner in statement.body:
            yield from ast.walk(inner)


def _catches_imports(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(node, ast.Name) and node.id in _MAY_FAIL for node in ast.walk(handler.type))
