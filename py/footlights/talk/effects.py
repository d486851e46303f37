"""What a talk asks of the page, as data; the page carries them out by a table. A cell is told by its identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from footlights.deck import PYODIDE


@dataclass(frozen=True, slots=True)
class ShowPlace:
    """Put the place into the address bar; ``push`` makes an entry in the browser's history."""

    place: str
    push: bool


@dataclass(frozen=True, slots=True)
class StartRun:
    """Hand code to an engine. ``cell`` is 0 for the REPL; ``serves`` that it leaves a web application."""

    run: int
    cell: int
    source: str
    engine: str = PYODIDE
    serves: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRun:
    """Have an engine run code several times with fresh names; it is reported as ``Measured``."""

    run: int
    cell: int
    source: str
    engine: str


@dataclass(frozen=True, slots=True)
class WatchRun:
    """Report ``RunTimedOut`` for a run after so many milliseconds."""

    run: int
    after_ms: int
    engine: str = PYODIDE


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Have the idle kernel load and import what code needs; it is reported as ``WarmedUp``."""

    cell: int
    code: str


@dataclass(frozen=True, slots=True)
class RenameOutputs:
    """Cells are called otherwise in the notes than when their outputs were kept: the new names by the old ones."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SetCellSource:
    """Show another text in a cell; the editor can undo it."""

    cell: int
    source: str


@dataclass(frozen=True, slots=True)
class MarkFailure:
    """Show the line of a cell, counted from 1, at which its code failed."""

    cell: int
    line: int


@dataclass(frozen=True, slots=True)
class InterruptKernel:
    """Ask the running code to stop; report ``StopTimedOut`` for ``run`` after ``patience_ms``."""

    run: int
    patience_ms: int
    engine: str = PYODIDE


@dataclass(frozen=True, slots=True)
class StopApplications:
    """Stop what web applications answer just now; they go on serving."""


@dataclass(frozen=True, slots=True)
class ReplaceKernel:
    """End an engine and start a fresh one; what it ran is stopped. The live kernel goes on from a checkpoint."""

    run: int
    engine: str = PYODIDE
    slot: str = ""


@dataclass(frozen=True, slots=True)
class KeepNames:
    """Keep the live kernel's memory by this name, once it rests, and with it what is known ``about`` it."""

    slot: str
    about: str


@dataclass(frozen=True, slots=True)
class ForgetNames:
    """What is kept by this name is of no use any more."""

    slot: str


@dataclass(frozen=True, slots=True)
class ClearOutput:
    """Empty a cell's output, or the REPL's for cell 0."""

    cell: int


@dataclass(frozen=True, slots=True)
class PlayRecording:
    """Show in a cell what it showed when the talk was recorded, in place of what it shows."""

    cell: int


@dataclass(frozen=True, slots=True)
class EchoInput:
    """Show what was entered in the REPL's transcript."""

    source: str


@dataclass(frozen=True, slots=True)
class SetReplInput:
    """Replace the REPL's input; the caret goes after ``before``."""

    before: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class FocusOn:
    """Move the focus to the REPL's input or back to the page."""

    part: str


@dataclass(frozen=True, slots=True)
class OpenSpeakerWindow:
    """Open the speaker's window, or bring it to the front."""


@dataclass(frozen=True, slots=True)
class PlaceWindows:
    """Put the slides on the projector and the speaker's window on this screen; it is reported as ``WindowsPlaced``."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Let the speaker feel that a warning came, and hear it where it is ``audible``."""

    audible: bool


@dataclass(frozen=True, slots=True)
class SaveNotes:
    """Write the notes into their file, where a server can; else let the speaker keep them as one."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SaveFile:
    """Let the speaker keep a file."""

    name: str
    text: str
    mime: str


@dataclass(frozen=True, slots=True)
class ToggleFullScreen:
    """Enter or leave full screen."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """Keep what was stored, as it is, beside what is saved from now on."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Keep the talk in this tab, whichever does now."""


@dataclass(frozen=True, slots=True)
class FollowTalk:
    """Tell what the tab that keeps the talk saves, from now on or no more."""

    follows: bool


@dataclass(frozen=True, slots=True)
class TakeNewVersion:
    """Begin anew with the newer version of the site."""


Effect = (
    ShowPlace
    | StartRun
    | MeasureRun
    | WatchRun
    | WarmUp
    | RenameOutputs
    | SetCellSource
    | MarkFailure
    | InterruptKernel
    | ReplaceKernel
    | KeepNames
    | ForgetNames
    | StopApplications
    | ClearOutput
    | PlayRecording
    | EchoInput
    | SetReplInput
    | FocusOn
    | PutAside
    | TakeOver
    | FollowTalk
    | TakeNewVersion
    | ToggleFullScreen
    | OpenSpeakerWindow
    | PlaceWindows
    | Remind
    | SaveNotes
    | SaveFile
)
