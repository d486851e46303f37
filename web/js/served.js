// A page that `build.py serve` gave out follows the notes: they come as they are saved.

/** @param {(notes: string) => void} changed */
export function listenToNotes(changed) {
  if (!document.querySelector('meta[name="footlights-served"]')) return;
  const source = new EventSource("/changes");
  source.addEventListener("notes", ({ data }) => changed(JSON.parse(data)));
  source.addEventListener("reload", () => location.reload());
}
