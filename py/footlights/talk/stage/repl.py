"""The REPL's line of input: when it is complete, how it is indented, what came before.

Whether input is complete is decided here, in the stage's own interpreter, so that it is known
at once even while the kernel is busy.
"""

from __future__ import annotations

import ast
import codeop
from dataclasses import replace

from footlights.talk.code import running
from footlights.talk.code.running import Change
from footlights.talk.depth import may_be_deep_code
from footlights.talk.effects import EchoInput, Effect, FocusOn, SetReplInput
from footlights.talk.state import Message, Mode, Talk

HISTORY_LENGTH = 500
INDENT = "    "
_ENDS_BLOCK = ("return", "pass", "break", "continue", "raise")


def toggle(talk: Talk) -> Change:
    """Open the drawer with the caret in it, or close it and give the page its keys back."""
    is_open = not talk.repl.is_open
    mode = Mode.TALK if is_open else talk.mode
    return replace(talk, mode=mode, repl=replace(talk.repl, is_open=is_open)), (FocusOn("repl" if is_open else "page"),)


def enter(talk: Talk, before: str, after: str) -> Change:
    """Enter: run input that is complete, else begin its next line with the right indent."""
    if after.strip() or not is_complete(before):
        return talk, (SetReplInput(before + "\n" + next_indent(before), after),)
    source = before.rstrip()
    if not source:
        return talk, (SetReplInput(""),)
    history = (*(entry for entry in talk.repl.history if entry != source), source)[-HISTORY_LENGTH:]
    talk = replace(talk, repl=replace(talk.repl, history=history, recall=0, draft="", needle="", found=""))
    at_once = talk.kernel.current is None and not talk.kernel.waiting
    talk, effects = running.submit_line(talk, source)
    return talk, (*((EchoInput(source),) if at_once else ()), SetReplInput(""), *effects)


def recall(talk: Talk, direction: int, text: str) -> Change:
    """Walk the history; the line being written is kept as the draft at its end."""
    repl = talk.repl
    wanted = min(max(0, repl.recall - direction), len(repl.history))
    if wanted == repl.recall:
        return talk, ()
    draft = text if repl.recall == 0 else repl.draft
    shown = repl.history[-wanted] if wanted else draft
    return replace(talk, repl=replace(repl, recall=wanted, draft=draft)), (SetReplInput(shown),)


def indent(before: str, after: str) -> Effect:
    """Tab where no name stands before the caret: four spaces."""
    return SetReplInput(before + INDENT, after)


def search(talk: Talk, text: str) -> Change:
    """The newest entry before the one shown that holds the text first searched for."""
    repl = talk.repl
    needle = repl.needle if repl.needle and text == repl.found else text
    older = range(repl.recall + 1 if needle == repl.needle else 1, len(repl.history) + 1)
    back = next((back for back in older if needle in repl.history[-back]), None)
    if back is None:
        return replace(talk, message=Message(f"No older line holds “{needle}”.", talk.now_ms + 3000, private=True)), ()
    found = repl.history[-back]
    draft = text if repl.recall == 0 else repl.draft
    return replace(talk, repl=replace(repl, recall=back, draft=draft, needle=needle, found=found)), (
        SetReplInput(found),
    )


def cancel(talk: Talk) -> Change:
    """Ctrl+C: what runs is stopped; with nothing running the line is dropped."""
    if talk.kernel.current:
        return running.stop(talk)
    return replace(talk, repl=replace(talk.repl, recall=0, draft="", needle="", found="")), (SetReplInput(""),)


def resize(talk: Talk, share: float) -> Talk:
    """The drawer takes this share of the page, within reason."""
    return replace(talk, repl=replace(talk.repl, share=min(0.8, max(0.2, round(share, 3)))))


def change_side(talk: Talk) -> Change:
    """Below the slide, or beside it."""
    side = "bottom" if talk.repl.side == "right" else "right"
    return replace(talk, repl=replace(talk.repl, side=side)), ()


def take(talk: Talk, source: str) -> Change:
    """A cell's text in the input, the drawer open."""
    opened = replace(talk, mode=Mode.TALK, repl=replace(talk.repl, is_open=True))
    return opened, (SetReplInput(source.strip("\n")), FocusOn("repl"))


def is_complete(source: str) -> bool:
    """Whether Enter should run the source: a block goes on until an empty or outer line.

    What is plainly wrong counts as complete: running it shows the error. So does what is too deep to be parsed here.
    """
    if not source.strip() or may_be_deep_code(source):
        return True
    try:
        if _compiler()(source, "<repl>", "exec") is None:
            return False
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
        return True
    last = source.split("\n")[-1]
    return "\n" not in source.strip("\n") or not last.strip() or not last[0].isspace()


def next_indent(source: str) -> str:
    """White space for the line after this one."""
    last = source.split("\n")[-1]
    indent = last[: len(last) - len(last.lstrip())]
    code = last.split("#")[0].rstrip()
    if code.endswith(":"):
        return indent + INDENT
    if code.strip().split(" ")[0] in _ENDS_BLOCK:
        return indent.removesuffix(INDENT)
    return indent


def _compiler() -> codeop.CommandCompiler:
    compiler = codeop.CommandCompiler()
    compiler.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return compiler
