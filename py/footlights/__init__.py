"""Footlights: notes in Markdown become a talk with live Python, in one HTML file.

The packages import one way only: ``site -> talk, deck``; ``browser -> live, talk, deck``;
``live -> talk``; ``talk -> deck``. ``tests/test_architecture.py`` holds them to it.
"""

__version__ = "0.1.0"
