"""The page looks at drawings that code shows as the build looks at those of the notes, but takes no entities."""

import json
from base64 import b64encode
from pathlib import Path

from footlights.site.project import WEB
from footlights.site.runtime.runtime import run_node
from tests.deck.test_drawings import HEAVY, LIGHT

SCRIPT = """
import {{ readFileSync }} from "node:fs";
import {{ isHeavyDrawing, isHeavyPicture }} from {module};
const drawings = JSON.parse(readFileSync({file}, "utf8"));
const encoded = (svg) => `data:image/svg+xml,${{encodeURIComponent(svg)}}`;
console.log(JSON.stringify(drawings.map(([svg, base64]) => [isHeavyDrawing(svg), isHeavyPicture(encoded(svg)), isHeavyPicture(base64)])));
"""


def test_the_page_and_the_build_agree_on_what_is_too_much(tmp_path: Path) -> None:
    drawings = {**LIGHT, **{name: drawing for name, (drawing, _) in HEAVY.items()}}
    addresses = (f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}" for drawing in drawings.values())
    file = tmp_path / "drawings.json"
    file.write_text(json.dumps(list(zip(drawings.values(), addresses, strict=True))), encoding="utf-8")
    module = json.dumps((WEB / "js" / "output" / "drawing_size.js").as_uri())
    script = SCRIPT.format(module=module, file=json.dumps(str(file)))
    found = json.loads(run_node("--input-type=module", "--eval", script, timeout_s=60))
    refused = {name: name in HEAVY or "<!ENTITY" in drawing for name, drawing in drawings.items()}
    assert dict(zip(drawings, found, strict=True)) == {name: [is_refused] * 3 for name, is_refused in refused.items()}
