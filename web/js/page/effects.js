// What each effect does; the names are those of footlights/talk/effects.py.

import { renameOutputs } from "../output/kept_outputs.js";
import { saveFile } from "../shared/saved_file.js";
import { followTalk, putAside, takeTalkOver } from "../storage/keeper.js";
import { remind } from "./reminding.js";
import { saveNotes } from "./saving_notes.js";
import { takeNewVersion } from "./site_updates.js";

/**
 * @param {() => import("./stage.js").Stage} stageOf
 * @param {import("../runs/runs.js").Runs} runs
 * @param {import("../output/log.js").Logs} logs
 * @param {{open(): void, place(): void}} speaker its window
 * @param {{show(place: string, push: boolean): void}} address
 * @param {() => string} served the notes' file as the page was told of it
 * @returns {import("../shared/wire.d.ts").Effects}
 */
export function effectsOn(stageOf, runs, logs, speaker, address, served) {
  const screens = () => stageOf().screens;
  const active = () => stageOf().active ?? screens()[0];
  return {
    ...runs.effects,
    ShowPlace: ({ place, push }) => address.show(place, push),
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
    RenameOutputs: ({ names }) => void renameOutputs(names),
    TakeOver: takeTalkOver,
    FollowTalk: ({ follows }) => followTalk(follows),
    TakeNewVersion: () => void takeNewVersion(),
    OpenSpeakerWindow: () => speaker.open(),
    PlaceWindows: () => speaker.place(),
    Remind: ({ audible }) => remind(screens().at(-1)?.window ?? window, audible),
    SaveNotes: ({ name, text }) => void saveNotes(name, text, (event) => stageOf().send(event), served),
    SaveFile: ({ name, text, mime }) => saveFile(name, text, mime),
    ToggleFullScreen() {
      const document = active()?.document ?? globalThis.document;
      const change = document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
      change.catch(() => {});
    },
  };
}
