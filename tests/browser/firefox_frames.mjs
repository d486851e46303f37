// Every key while a frame has the focus, pressed as a speaker presses them: what keys that are passed on lead to is what
// they lead to on the slide, all others change nothing. Gives what went otherwise, as words.
//
// What is pressed reaches the page in its own time: states are waited for.

/** Keys by the names that WebDriver has for them (its section 17.4.2). */
const NAMED = {
  Backspace: "\ue003",
  Enter: "\ue007",
  Shift: "\ue008",
  Ctrl: "\ue009",
  Alt: "\ue00a",
  Escape: "\ue00c",
  PageUp: "\ue00e",
  PageDown: "\ue00f",
  End: "\ue010",
  Home: "\ue011",
  ArrowLeft: "\ue012",
  ArrowUp: "\ue013",
  ArrowRight: "\ue014",
  ArrowDown: "\ue015",
  Meta: "\ue03d",
};
const SLIDE = "document.querySelector('.slide[data-current]')";

export default async ({ evaluate, perform }, { state, frames, others }) => {
  const until = async (holds, what) => {
    for (const ends = Date.now() + 20_000; !(await holds()); await new Promise((done) => setTimeout(done, 20)))
      if (Date.now() > ends) throw new Error(`never ${what}`);
  };
  const holds = (expression) => until(async () => (await evaluate(expression)) === true, expression);
  const press = async (chord) => {
    const keys = (chord === "+" ? [chord] : chord.split("+")).map((key) => NAMED[key] ?? key);
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = keys.toReversed().map((value) => ({ type: "keyUp", value }));
    await perform([{ type: "key", id: "keys", actions: [...down, ...up] }]);
  };
  const stands = () => evaluate(`(${state})()`);
  const leave = async () => {
    await evaluate("document.activeElement.blur()");
    await press("Escape");
    await holds("document.documentElement.dataset.mode === 'talk'");
  };
  const goTo = async (number) => {
    for (const key of ["g", ...number, "Enter"]) await press(key);
    await holds(`${SLIDE}.dataset.slide === '${number}'`);
  };
  const enter = async (number) => {
    await goTo(number);
    const box = JSON.parse(await evaluate(`JSON.stringify(${SLIDE}.querySelector('iframe').getBoundingClientRect())`));
    const at = { type: "pointerMove", x: Math.round(box.x + 20), y: Math.round(box.y + 20) };
    const actions = [at, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
    await perform([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
    await holds("document.activeElement?.tagName === 'IFRAME'");
  };
  const wrong = [];
  for (const { number, ready, passed } of frames) {
    await leave();
    await goTo(number);
    await evaluate(`${SLIDE}.querySelector('[data-action="run"]').click()`);
    await holds(ready);
    for (const key of passed) {
      await leave();
      await goTo(number);
      const before = await stands();
      await press(key);
      if (key !== "Escape") await until(async () => (await stands()) !== before, `${key} does something`);
      const expected = await stands();
      await leave();
      await enter(number);
      await press(key);
      await until(async () => (await stands()) === expected, `${key} on slide ${number}`).catch(({ message }) =>
        wrong.push(message),
      );
    }
    await leave();
    await enter(number);
    const before = await stands();
    for (const chord of others.filter((each) => !passed.includes(each))) {
      await press(chord);
      if ((await stands()) !== before) wrong.push(`${chord} on slide ${number} changes something`);
    }
    await press("PageDown");
    await until(async () => (await stands()) !== before, "turned");
    await press("PageUp");
    await until(async () => (await stands()) === before, "as before").catch(({ message }) => wrong.push(message));
  }
  return JSON.stringify(wrong);
};
