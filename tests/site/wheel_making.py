"""Makes small wheels, as a project's build would."""

import re
import zipfile
from pathlib import Path


def make_wheel(
    folder: Path, name: str, version: str = "1.0", *, requires: tuple[str, ...] = (), **modules: str
) -> Path:
    """A pure wheel of modules, given as text by their name; ``a__b`` is ``a/b.py``."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{name.replace('-', '_')}-{version}"
    extras = sorted({extra for each in requires for extra in re.findall(r'extra == "(\w+)"', each)})
    needs = "".join(f"Requires-Dist: {each}\n" for each in requires) + "".join(
        f"Provides-Extra: {extra}\n" for extra in extras
    )
    files = {f"{module.replace('__', '/')}.py": text for module, text in modules.items()}
    files[f"{stem}.dist-info/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}"
    files[f"{stem}.dist-info/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{stem}.dist-info/RECORD"] = "".join(f"{file},,\n" for file in files)
    wheel = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(file), text)
    return wheel
