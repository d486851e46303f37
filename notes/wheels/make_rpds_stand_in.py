"""Make the stand-in for rpds-py, which jsonschema needs and which has no wheel for WebAssembly.

It is one module over pyrsistent-as-rpds-py, the same data structures in plain Python. Run it again only
to change the stand-in: ``python3 notes/wheels/make_rpds_stand_in.py``.
"""

import base64
import hashlib
import zipfile
from pathlib import Path

VERSION = "1.0"
INFO = f"rpds_py-{VERSION}.dist-info"
FILES = {
    "rpds.py": (
        '"""Persistent data structures in plain Python, under the names of rpds-py."""\n\n'
        "from pyrsistent_as_rpds.pure import HashTrieMap, HashTrieSet, List\n\n"
        '__all__ = ["HashTrieMap", "HashTrieSet", "List"]\n'
    ),
    f"{INFO}/METADATA": (
        f"Metadata-Version: 2.1\nName: rpds-py\nVersion: {VERSION}\n"
        "Summary: stand-in for rpds-py over pyrsistent\nLicense: MIT\n"
        "Requires-Dist: pyrsistent-as-rpds-py\nRequires-Dist: pyrsistent\n"
    ),
    f"{INFO}/WHEEL": ("Wheel-Version: 1.0\nGenerator: make_rpds_stand_in\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
}


def main() -> None:
    """Write the wheel beside this script."""
    record = ""
    target = Path(__file__).with_name(f"rpds_py-{VERSION}-py3-none-any.whl")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, text in FILES.items():
            data = text.encode()
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(data)}\n"
            wheel.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
        record_name = f"{INFO}/RECORD"
        wheel.writestr(zipfile.ZipInfo(record_name, (2020, 1, 1, 0, 0, 0)), f"{record}{record_name},,\n")


if __name__ == "__main__":
    main()
