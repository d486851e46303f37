// What each effect does; the names are those of footlights/talk/effects.py.
import { putAside, takeTalkOver } from "../storage/keeper.js";
import { takeNewVersion } from "./site_updates.js";

/**
 * @param {import("./screen.js").Screen} screen
 * @param {import("../runs/runs.js").Runs} runs
 * @param {import("../output/log.js").Logs} logs
 * @returns {import("../shared/wire.d.ts").Effects}
 */
export function effectsOn({ document, cells, repl }, runs, logs) {
  return {
    ...runs.effects,
    ShowPlace({ place, push }) {
      if (location.hash === place) return;
      history[push ? "pushState" : "replaceState"](null, "", place);
    },
    SetCellSource: ({ cell, source }) => cells.setText(cell, source),
    MarkFailure: ({ cell, line }) => cells.markFailure(cell, line),
    ClearOutput: ({ cell }) => logs.of(cell).clear(),
    EchoInput: ({ source }) => logs.of(0).append({ type: "Echoed", source }),
    SetReplInput: ({ before, after }) => repl.setInput(before, after),
    FocusOn({ part }) {
      if (part === "repl") return repl.focus();
      repl.leave();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
    PutAside: putAside,
    TakeOver: takeTalkOver,
    TakeNewVersion: () => void takeNewVersion(),
    ToggleFullScreen() {
      const change = document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
      change.catch(() => {});
    },
  };
}
