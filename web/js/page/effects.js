// What each effect does; the names are those of footlights/talk/effects.py.
import { putAside, takeTalkOver } from "../storage/keeper.js";
import { remind } from "./reminding.js";
import { takeNewVersion } from "./site_updates.js";

/**
 * @param {() => import("./stage.js").Stage} stageOf
 * @param {import("../runs/runs.js").Runs} runs
 * @param {import("../output/log.js").Logs} logs
 * @param {{open(): void, place(): void}} speaker its window
 * @returns {import("../shared/wire.d.ts").Effects}
 */
export function effectsOn(stageOf, runs, logs, speaker) {
  const screens = () => stageOf().screens;
  const active = () => stageOf().active ?? screens()[0];
  return {
    ...runs.effects,
    ShowPlace({ place, push }) {
      if (location.hash === place) return;
      history[push ? "pushState" : "replaceState"](null, "", place);
    },
    SetCellSource({ cell, source }) {
      for (const { cells } of screens()) cells.setText(cell, source);
    },
    MarkFailure({ cell, line }) {
      for (const { cells } of screens()) cells.markFailure(cell, line);
    },
    ClearOutput: ({ cell }) => logs.of(cell).clear(),
    EchoInput: ({ source }) => logs.of(0).append({ type: "Echoed", source }),
    SetReplInput({ before, after }) {
      for (const { repl } of screens()) repl.setInput(before, after);
    },
    FocusOn: ({ part }) => active()?.focusOn(part),
    PutAside: putAside,
    TakeOver: takeTalkOver,
    TakeNewVersion: () => void takeNewVersion(),
    OpenSpeakerWindow: () => speaker.open(),
    PlaceWindows: () => speaker.place(),
    Remind: ({ audible }) => remind(screens().at(-1)?.window ?? window, audible),
    ToggleFullScreen() {
      const document = active()?.document ?? globalThis.document;
      const change = document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
      change.catch(() => {});
    },
  };
}
