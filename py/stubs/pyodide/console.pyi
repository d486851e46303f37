from collections.abc import Callable
from typing import Any

class Console:
    def __init__(
        self,
        globals: dict[str, Any] | None = ...,
        *,
        stdout_callback: Callable[[str], None] | None = ...,
        stderr_callback: Callable[[str], None] | None = ...,
        persistent_stream_redirection: bool = ...,
    ) -> None: ...
    def persistent_redirect_streams(self) -> None: ...
    def persistent_restore_streams(self) -> None: ...
    def complete(self, source: str) -> tuple[list[str], int]: ...

def repr_shorten(value: object, limit: int = ...) -> str: ...
