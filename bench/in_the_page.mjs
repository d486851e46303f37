// What is measured from within a page.

/** Times from each key, as the browser stamps it, to the end of the frame after it. */
export const KEY_TIMES = `globalThis.times = [];
    addEventListener('keydown', event => { const start = event.timeStamp, channel = new MessageChannel();
      channel.port1.onmessage = () => times.push(performance.now() - start);
      requestAnimationFrame(() => channel.port2.postMessage(0)); }, true)`;

/** What runs in the page of bench/live.md: run, stop and wait as a speaker would. */
export const IN_THE_PAGE = `(() => {
  const cell = name => document.querySelector('.cell[data-name="' + name + '"]');
  const until = test => new Promise(done => { const look = () => test() ? done(performance.now()) : channel.port2.postMessage(0);
    const channel = new MessageChannel(); channel.port1.onmessage = look; look(); });
  const click = (name, action) => cell(name).querySelector('[data-action=' + action + ']').click();
  const live = state => until(() => document.documentElement.dataset.live === state);
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const ended = name => until(() => ['done', 'failed', 'stopped'].includes(cell(name).dataset.state));
  globalThis.bench = {
    async roundTrip() { const start = performance.now(); click('nothing', 'run'); return await ended('nothing') - start; },
    async stop(name) { click(name, 'run'); await until(() => cell(name).dataset.state === 'running'); await pause(300);
      const start = performance.now(); click(name, 'stop'); await ended(name); return await live('ready') - start; },
    async lines() { click('lines', 'run'); return await ended('lines'); },
    live,
    show(name) { location.hash = '#/' + cell(name).closest('[data-part=slide]').dataset.slide; },
    async flood(name) { click(name, 'run'); await pause(50);
      const arrives = () => 'arriving' in cell(name).querySelector('.output').dataset;
      while (!['done', 'failed', 'stopped'].includes(cell(name).dataset.state) || arrives()) await pause(20);
      await pause(500); },
    async work() { click('work', 'run'); await ended('work'); await pause(50);
      return 1000 * Number(cell('work').querySelector('.output').textContent.trim()); },
  };
})()`;
