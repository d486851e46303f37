"""How a run begins and ends: how many examples, what takes longest first, a line for what was not tested."""

import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

FIRST = ("tests/test_on_pyodide.py", "tests/site/test_server.py")
"""One test that takes as long as fifty, and those that wait more than they work: run last, they would run alone."""

IN_PYODIDE = sys.platform == "emscripten"
settings.register_profile(
    "footlights",
    max_examples=20 if IN_PYODIDE else 150,  # where the same code runs a second time, a sample is enough
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("footlights")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; a stable sort leaves all others in their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each reason why something was not tested: a skip that nobody sees is a hole."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"not tested: {count} {'test' if count == 1 else 'tests'}: {reason}", yellow=True)
