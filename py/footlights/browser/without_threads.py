"""Libraries that hand work to threads, made to do it at once: WebAssembly has no threads here.

Starlette and FastAPI run plain endpoints in threads by way of anyio, Django by way of asgiref, others in
a ``ThreadPoolExecutor``; tqdm and rich draw their bars in threads. Each place is changed as soon as its module
has been imported.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

from pyodide.ffi import can_run_sync, run_sync


def install() -> None:
    """Change what is imported from now on, and what has been already."""
    # Django looks for a running event loop, and the page's always runs.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    sys.meta_path.insert(0, _Finder())
    for name, change in _CHANGES.items():
        if name in sys.modules:
            change(sys.modules[name])


def _anyio(module: ModuleType) -> None:
    async def at_once(function: Callable[..., Any], *arguments: Any, **_options: Any) -> Any:
        return function(*arguments)

    module.run_sync = at_once  # type: ignore[attr-defined]


def _asgiref(module: ModuleType) -> None:
    async def call(self: Any, *arguments: Any, **named: Any) -> Any:
        return self.func(*arguments, **named)

    def wait(self: Any, *arguments: Any, **named: Any) -> Any:
        if not can_run_sync():
            raise RuntimeError("async code called from a plain function needs a browser with JSPI")
        return run_sync(self.awaitable(*arguments, **named))

    module.SyncToAsync.__call__ = call
    module.AsyncToSync.__call__ = wait


def _executor(module: ModuleType) -> None:
    from concurrent.futures import Future

    def submit(self: Any, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future

    module.ThreadPoolExecutor.submit = submit


def _tqdm(module: ModuleType) -> None:
    module.tqdm.monitor_interval = 0


def _rich_live(module: ModuleType) -> None:
    """What is drawn anew by a thread is so when it changes, not more often than the thread would."""
    update = module.Live.update

    class AtOnce:
        """Stands in the place of the thread."""

        def __init__(self, live: Any, _refresh_per_second: float) -> None:
            self._live = live

        def start(self) -> None:
            self._live.refresh()

        def stop(self) -> None:
            """Nothing runs."""

    def update_and_show(self: Any, renderable: Any, *, refresh: bool = False) -> None:
        update(self, renderable, refresh=refresh or _is_due(self))

    module._RefreshThread = AtOnce  # type: ignore[attr-defined]
    module.Live.update = update_and_show


def _rich_progress(module: ModuleType) -> None:
    def showing(change: Callable[..., None]) -> Callable[..., None]:
        def change_and_show(self: Any, *arguments: Any, **named: Any) -> None:
            change(self, *arguments, **named)
            if _is_due(self.live):
                self.refresh()

        return change_and_show

    class Counting:
        """Stands in the place of the thread that counts what was taken from a sequence."""

        def __init__(self, progress: Any, task_id: Any, _update_period: float) -> None:
            self._progress, self._task_id, self._count = progress, task_id, 0

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_error: object) -> None:
            self._progress.refresh()

        @property
        def completed(self) -> int:
            return self._count

        @completed.setter
        def completed(self, count: int) -> None:
            self._progress.advance(self._task_id, count - self._count)
            self._count = count

    module._TrackThread = Counting  # type: ignore[attr-defined]
    module.Progress.advance = showing(module.Progress.advance)
    module.Progress.update = showing(module.Progress.update)


_shown_at: WeakKeyDictionary[Any, float] = WeakKeyDictionary()


def _is_due(live: Any) -> bool:
    """Whether a display that draws itself anew has not done so for as long as it says, and does now."""
    now = time.monotonic()
    if not (live.auto_refresh and live.is_started) or now - _shown_at.get(live, 0) < 1 / live.refresh_per_second:
        return False
    _shown_at[live] = now
    return True


_CHANGES: dict[str, Callable[[ModuleType], None]] = {
    "anyio.to_thread": _anyio,
    "asgiref.sync": _asgiref,
    "concurrent.futures.thread": _executor,
    "rich.live": _rich_live,
    "rich.progress": _rich_progress,
    "tqdm.std": _tqdm,
}


class _Finder:
    """Stands first among the finders, for the few modules that are changed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's own spec, with a loader that changes it when it is there."""
        if fullname not in _CHANGES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.loader:
            spec.loader = _Loader(spec.loader, _CHANGES[fullname])
        return spec


class _Loader(Loader):
    def __init__(self, loader: Loader, change: Callable[[ModuleType], None]) -> None:
        self._loader = loader
        self._change = change

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the module's own loader does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """As the module's own loader does, and then the change."""
        self._loader.exec_module(module)
        self._change(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)
