"""The one table of keys: what each does, and how the help screen words it.

``everywhere`` marks the keys that work wherever the focus is: those a clicker sends (PageUp,
PageDown, F5, Esc) and chords with Ctrl that no editor needs. A clicker's ``.`` blanks the screen
from the page only: in an editor it is a character of Python. Every other key belongs to an
editor while it has the focus. Keys with Ctrl, Alt or Meta belong to the browser, save those listed.
"""

from __future__ import annotations

from dataclasses import dataclass

from footlights.talk.events import KeyPressed


@dataclass(frozen=True, slots=True)
class Binding:
    """An intent and the chords that mean it; ``shown`` is how the help screen names the keys.

    ``for_speaker`` is what they mean in the speaker's window, where that is another intent.
    """

    intent: str
    chords: tuple[str, ...]
    shown: tuple[str, ...]
    help: str
    group: str
    everywhere: tuple[str, ...] = ()
    for_speaker: str = ""


BINDINGS = (
    Binding("next", ("ArrowRight", "ArrowDown", " ", "n"), ("→", "↓", "Space", "PgDn", "n"), "Next step or slide", "Move", ("PageDown",)),
    Binding("previous", ("ArrowLeft", "ArrowUp", "Shift+ ", "p"), ("←", "↑", "⇧ Space", "PgUp", "p"), "Previous step or slide", "Move", ("PageUp",)),
    Binding("next-section", ("]",), ("]",), "Next section", "Move"),
    Binding("previous-section", ("[",), ("[",), "Previous section", "Move"),
    Binding("last-section", ("c",), ("c",), "Last section", "Move"),
    Binding("back", ("Backspace",), ("⌫",), "Back to where you were", "Move"),
    Binding("first", ("Home",), ("Home",), "First slide", "Move"),
    Binding("last", ("End",), ("End",), "Last slide", "Move"),
    Binding("go-to", ("g",), ("g", "12", "Enter"), "Go to a slide by number", "Move"),
    Binding("search", ("/",), ("/",), "Search slides, code and notes", "Move"),
    Binding("agenda", ("a",), ("a",), "Agenda", "Move"),
    Binding("repl", ("`",), ("`",), "REPL drawer", "Python", ("Ctrl+`",)),
    Binding("repl-side", ("v",), ("v",), "REPL below or beside the slide", "Python"),
    Binding("run", ("Shift+Enter",), ("Ctrl Enter", "⇧ Enter"), "Run the slide's next cell", "Python", ("Ctrl+Enter",)),
    Binding("stop", (), ("Ctrl .",), "Stop running code", "Python", ("Ctrl+.", "Meta+.")),
    Binding("warmth", ("w",), ("w",), "Which cells are ready", "Python"),
    Binding("preflight", ("Shift+W",), ("⇧ W",), "Try everything the talk needs", "Python"),
    Binding("replay", ("r",), ("r",), "Run again after a restart", "Python"),
    Binding("names-back", ("Shift+N",), ("⇧ N",), "Python as the section began", "Python"),
    Binding("overview", ("o",), ("o",), "Overview of all slides", "Show"),
    Binding("speaker", ("s",), ("s",), "Speaker window", "Show"),
    Binding("place-windows", ("Shift+S",), ("⇧ S",), "Slides on the projector", "Show"),
    Binding("freeze", ("i",), ("i",), "Freeze what the audience sees", "Show"),
    Binding("full-screen", ("f",), ("f", "F5"), "Full screen", "Show", ("F5",)),
    Binding("take-version", ("u",), ("u",), "Take the new version, once offered", "Show"),
    Binding("take-over", ("Shift+U",), ("⇧ U",), "Keep the talk in this tab", "Show"),
    Binding("follow", ("Shift+F",), ("⇧ F",), "Follow the tab that has the talk", "Show"),
    Binding("blank", ("b", "."), ("b", "."), "Blank the screen", "Show"),
    Binding("blank-white", (",",), (",",), "Blank it white", "Show"),
    Binding("theme", ("d",), ("d",), "Dark or light", "Show"),
    Binding("larger", ("+", "="), ("+",), "Larger text", "Show", for_speaker="larger-notes"),
    Binding("smaller", ("-",), ("-",), "Smaller text", "Show", for_speaker="smaller-notes"),
    Binding("normal-size", ("0",), ("0",), "Normal text", "Show", for_speaker="normal-notes"),
    Binding("help", ("?",), ("?",), "This help", "Show"),
    Binding("leave", (), ("Esc",), "Leave whatever is open", "Show", ("Escape",)),
    Binding("laser", ("l",), ("l",), "Laser pointer", "Draw"),
    Binding("pen", ("x",), ("x",), "Pen", "Draw"),
    Binding("highlighter", ("h",), ("h",), "Highlighter", "Draw"),
    Binding("eraser", ("Shift+X",), ("⇧ X",), "Eraser", "Draw"),
    Binding("magnifier", ("z",), ("z",), "Magnify a region", "Draw"),
    Binding("undo-drawing", ("y",), ("y",), "Undo on the slide", "Draw"),
    Binding("clear-drawing", ("Shift+Y",), ("⇧ Y",), "Clear the slide", "Draw"),
    Binding("clock", ("t",), ("t",), "Start or pause the clock", "Clock"),
    Binding("questions", ("q",), ("q",), "Questions", "Clock"),
    Binding("large-clock", ("k",), ("k",), "Large clock, with the pace", "Clock"),
    Binding("rehearse", ("Shift+R",), ("⇧ R",), "Begin or end a rehearsal", "Clock"),
    Binding("rehearsals", ("Shift+H",), ("⇧ H",), "What rehearsals have shown", "Clock"),
    Binding("gap", ("Shift+G",), ("⇧ G",), "Count the time away, or not", "Clock"),
    Binding("replan", ("Shift+P",), ("⇧ P",), "Re-plan, or set the end", "Clock"),
    Binding("undo-plan", ("Shift+Z",), ("⇧ Z",), "Undo the new plan", "Clock"),
    Binding("reset-clock", ("Shift+T",), ("⇧ T",), "Reset the clock, again to undo", "Clock"),
)  # fmt: skip

_ANYWHERE = {chord: binding.intent for binding in BINDINGS for chord in binding.everywhere}
_ON_PAGE = {chord: binding.intent for binding in BINDINGS for chord in binding.chords}
_FOR_SPEAKER = {binding.intent: binding.for_speaker for binding in BINDINGS if binding.for_speaker}
_CONTROL_KEEPS = frozenset({" ", "Shift+ ", "Enter", "Shift+Enter"})


def intent_of(event: KeyPressed) -> str | None:
    """The intent a key means where the focus is, or None when it is not the talk's. Sizes are those of its window."""
    intent = _intent_of(event)
    return _FOR_SPEAKER.get(intent, intent) if intent and event.window == "speaker" else intent


def _intent_of(event: KeyPressed) -> str | None:
    chord = _chord(event)
    if chord in _ANYWHERE:
        return _ANYWHERE[chord]
    if event.focus == "editor" or event.ctrl or event.alt or event.meta:
        return None
    if event.focus == "control" and chord in _CONTROL_KEEPS:
        return None
    return _ON_PAGE.get(chord)


def _chord(event: KeyPressed) -> str:
    """Shift counts only where the character does not already tell, as in ``T`` and ``?``."""
    named = len(event.key) > 1 or event.key == " " or event.key.isalpha()
    prefixes = (("Ctrl+", event.ctrl), ("Alt+", event.alt), ("Meta+", event.meta), ("Shift+", event.shift and named))
    return "".join(prefix for prefix, held in prefixes if held) + event.key
