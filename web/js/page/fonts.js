// The faces that a first slide seldom needs are loaded before a slide needs them: text never moves when they come.

/** Load every face of the page; `data-fonts` then says "ready", also where one of them could not be loaded. */
export async function loadFonts() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true })); // late faces are in a late style
  await Promise.allSettled([...document.fonts].map((face) => face.load()));
  document.documentElement.dataset.fonts = "ready";
}
