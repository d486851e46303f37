// What becomes of every key wherever the focus is: run in a page, of the slides or the speaker's, in any browser.
//
// Called with the window, the number of a slide with a cell, and rows [focus, key, {shiftKey, ctrlKey, ...}, taken]:
// "taken" is whether the talk is to have it or is to leave it alone.
// Gives the rows that went otherwise, as words.
async ({ view, home, rows }) => {
  const { document } = view;
  const shown = (selector) => [...document.querySelectorAll(selector)].find((part) => part.getClientRects().length);
  // Timers are rare in a window that is behind another one; messages are not.
  const turn = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
  const until = async (holds, what) => {
    for (const ends = Date.now() + 20_000; !holds(); await turn())
      if (Date.now() > ends) throw new Error(`never ${what}`);
  };
  const press = (key, held = {}, target = view) => {
    const event = new view.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...held });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const slide = () => shown(".slide[data-current]");
  const opened = (key, held, selector) => async () => {
    press(key, held);
    await until(() => shown(selector), `${key} opens ${selector}`);
    return shown(selector);
  };
  const places = {
    slide: async () => document.body,
    button: async () => slide().querySelector(".cell button"),
    editor: async () => {
      await until(() => slide().querySelector(".cm-content"), "an editor");
      return slide().querySelector(".cm-content");
    },
    REPL: opened("`", {}, '[data-part="repl-input"]'),
    search: opened("/", {}, '[data-part="search"] input'),
    panel: opened("P", { shiftKey: true }, '[data-part="replan"] input'),
    help: async () => (press("?"), document.body),
    overview: async () => (press("o"), document.body),
  };
  const leave = async () => {
    for (let times = 0; times < 3 && !rests(); times++) press("Escape");
    document.activeElement?.blur?.();
    if (Number(slide()?.dataset.slide) !== home) for (const key of ["g", ...String(home), "Enter"]) press(key);
    await until(() => Number(slide()?.dataset.slide) === home, `back on slide ${home}`);
  };
  const opens = '[data-part="repl"], [data-part="search"], [data-part="replan"]';
  const rests = () => document.documentElement.dataset.mode === "talk" && !shown(opens);
  const wrong = [];
  /** Where the focus stands by now: a key that was left alone has changed nothing. */
  let stands = "";
  let target = document.body;
  for (const [focus, key, held, taken] of rows) {
    if (focus !== stands) {
      await leave();
      target = await places[focus]();
      target.focus();
    }
    const was = press(key, held, target);
    stands = was ? "" : focus;
    if (was !== taken) wrong.push(`${focus}: ${Object.keys(held)} ${key} is ${was ? "" : "not "}taken`);
    if (!taken && Number(slide()?.dataset.slide) !== home)
      wrong.push(`${focus}: ${key} turns the slide`);
  }
  await leave();
  return wrong;
};
