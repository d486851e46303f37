"""The links that a text refers to, of all that the notes define: a slide need not carry the others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.common.utils import normalizeReference

_BRACKETED = re.compile(r"\[((?:[^\[\]\\]|\\.)*+)\]", re.DOTALL)


def mentioned(source: str, references: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """The references whose labels stand between brackets in the source, by label."""
    if not references or "[" not in source:
        return {}
    labels = dict.fromkeys(normalizeReference(label) for label in _BRACKETED.findall(source))
    return {label: references[label] for label in labels if label in references}
