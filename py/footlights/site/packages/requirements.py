"""What a stranger's notes may ask pip for: a name, extras and versions, spelt anew before pip sees them.

pip takes more: options, addresses (``git+``, ``file:``), and names that happen to be those of archives in the
current folder. Each of these can run code of the stranger's on the machine that only reads the notes.
"""

from __future__ import annotations

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import InvalidName, canonicalize_name

from footlights.site.packages.distribution import marker_environment


def spelt_anew(text: str) -> str:
    """A requirement as a canonical name, extras and versions; empty if its marker leaves it out here.

    Raises InvalidRequirement for anything else, with a reason for people.
    """
    requirement = Requirement(text)
    if requirement.url is not None:
        raise InvalidRequirement("it names an address")
    if any(each.operator == "===" for each in requirement.specifier):
        raise InvalidRequirement("=== compares letters, not versions")
    if requirement.marker is not None and not requirement.marker.evaluate({**marker_environment(), "extra": ""}):
        return ""
    extras = ",".join(sorted(map(package_name, requirement.extras)))
    return f"{package_name(requirement.name)}{f'[{extras}]' if extras else ''}{requirement.specifier}"


def package_name(text: str) -> str:
    """A package's name as an index spells it (PEP 503). Raises InvalidRequirement for what can't be one."""
    try:
        return canonicalize_name(text, validate=True)
    except InvalidName:
        raise InvalidRequirement(f"{text!r} can't be a package's name") from None
