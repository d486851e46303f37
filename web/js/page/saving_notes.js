// The notes as they are now, for the speaker to keep: written by `build.py serve` where it gave out this page.
import { saveFile } from "../shared/saved_file.js";

/**
 * @param {string} name
 * @param {string} text
 * @param {import("../shared/wire.d.ts").Send} send told what became of it
 * @param {() => string} base the notes' file as the page was told of it
 */
export async function saveNotes(name, text, send, base) {
  if (!document.querySelector('meta[name="footlights-served"]')) return saveFile(name, text, "text/markdown");
  const answer = await fetch("/notes", { method: "POST", body: JSON.stringify({ base: base(), text }) }).catch(
    () => null,
  );
  const how = answer?.ok ? "written" : answer?.status === 409 ? "changed" : "failed";
  send({ type: "NotesSaved", how });
}
