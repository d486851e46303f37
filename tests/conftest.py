"""How a run begins and ends: what takes longest first, and at the end a line for what was not tested."""

from collections import Counter

import pytest

LONGEST = "tests/test_on_pyodide.py"
"""One test that takes as long as fifty: begun last, it would run alone while other workers have nothing left."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first; a stable sort leaves all others in their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each reason why something was not tested: a skip that nobody sees is a hole."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"not tested: {count} {'test' if count == 1 else 'tests'}: {reason}", yellow=True)
