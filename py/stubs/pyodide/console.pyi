from collections.abc import Callable
from typing import Any

from pyodide.code import CodeRunner

class Console:
    def __init__(
        self,
        globals: dict[str, Any] | None = ...,
        *,
        stdout_callback: Callable[[str], None] | None = ...,
        stderr_callback: Callable[[str], None] | None = ...,
        persistent_stream_redirection: bool = ...,
    ) -> None: ...
    async def runcode(self, source: str, code: CodeRunner) -> Any: ...
    def complete(self, source: str) -> tuple[list[str], int]: ...

def repr_shorten(value: object, limit: int = ...) -> str: ...
