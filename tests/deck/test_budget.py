"""Budgets are found in every form that speakers use, and nowhere else."""

import pytest

from footlights.deck import parse
from footlights.deck.budget import (
    Budgeted,
    budget_alone,
    parse_duration,
    parse_time_of_day,
    settle_lengths,
    spell,
    take_budget,
)
from footlights.deck.loose_times import holds_unread_time, settled_time


@pytest.mark.parametrize(
    "title, expected",
    [
        ("Tools from talks (~10 mins)", Budgeted("Tools from talks", 600)),
        ("Introduction (5 min)", Budgeted("Introduction", 300)),
        ("Intro and outline (3 min, 3 minutes total)", Budgeted("Intro and outline", 180, 180)),
        ("A point (1.5 min)", Budgeted("A point", 90)),
        ("A point (1,5 min)", Budgeted("A point", 90)),
        ("A point (1min)", Budgeted("A point", 60)),
        ("OVERVIEW            (4 minutes, 7 total)", Budgeted("OVERVIEW", 240, 420)),
        ("Lab (45 mins, 2.5 hrs total)", Budgeted("Lab", 2700, 9000)),
        ("Lab (1 hour, 2 total)", Budgeted("Lab", 3600, 7200)),
        ("Jingle (30 sec, 90 total)", Budgeted("Jingle", 30, 90)),
        ("A day (24 h)", Budgeted("A day", 86_400)),
        ("Parts (4 minutes) (*This section explains them*)", Budgeted("Parts (*This section explains them*)", 240)),
        ("(21 minutes) there are 25 of them", Budgeted("there are 25 of them", 1260)),
        ("Setup the environment: 5m", Budgeted("Setup the environment", 300)),
        ("Demo — 5 min", Budgeted("Demo", 300)),
        ("Demo - 5 min", Budgeted("Demo", 300)),
        ("Exercise (~35 mins).", Budgeted("Exercise", 2100)),
        ("Talk: 25 minutes + 5 minutes Q&A", Budgeted("Talk", 1800)),
        ("Talk (25 minutes + 5 minutes Q&A)", Budgeted("Talk", 1800)),
        ("Launch 🚀 (5 min) 🎉", Budgeted("Launch 🚀 🎉", 300)),
        ("🐍 Launch ⏱ 5 min", Budgeted("🐍 Launch", 300)),
        ("Break (90 sec)", Budgeted("Break", 90)),
        ("Workshop (1h10m)", Budgeted("Workshop", 4200)),
        ("Workshop (2 hours 30 minutes)", Budgeted("Workshop", 9000)),
        ("Range (5-10 min)", Budgeted("Range", 600)),
        ("Nothing yet (0 min)", Budgeted("Nothing yet", 0)),
        ("Intro [5 min]", Budgeted("Intro", 300)),
        ("Fetching from APIs[4-5 mins]", Budgeted("Fetching from APIs", 300)),
        ("Tools[2-3 mins]:", Budgeted("Tools", 180)),
        ("Frames (3 minutes; running total=3)", Budgeted("Frames", 180, 180)),
        ("Frames (3 minutes, running total: 1 hour)", Budgeted("Frames", 180, 3600)),
        ("Frames (3 min, total 10 min)", Budgeted("Frames", 180, 600)),
        ("Introduction (30 minutes - (100% lecture))", Budgeted("Introduction", 1800)),
        ("Containers (1.5 hours - (30 minute lecture, 1 hour hands-on))", Budgeted("Containers", 5400)),
        ("Deployment (30 minutes (100% lecture))", Budgeted("Deployment", 1800)),
        ("Lab (1 hour, 100% hands-on, 90 minutes total)", Budgeted("Lab", 3600, 5400)),
        ("(30 minutes): Running old suites:", Budgeted("Running old suites", 1800)),
        ("Linked (5m) <https://example.org/>", Budgeted("Linked <https://example.org/>", 300)),
    ],
)
def test_a_budget_is_taken_off_its_title(title: str, expected: Budgeted) -> None:
    assert take_budget(title) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "it takes ~50 seconds",
        "it’s in prod about 30 minutes later",
        "the button is pressed, it’s in prod about 30 minutes later)",
        "this takes a while (5 minutes) to run",
        "Python 3.14 (2026)",
        "10 tips for running in production",
        "3% of servers at first",
        "see [5 min](https://example.org/)",
        "(5 min)",
        "we deploy (30 minutes later it is live)",
        "slow (5 minutes, if the network holds)",
        "half of it (1/2 hour)",
        "a ratio (13/30)",
        "too long to be true (99999 hours)",
        "",
    ],
)
def test_a_duration_in_prose_is_no_budget(prose: str) -> None:
    assert take_budget(prose) == Budgeted(prose)


@pytest.mark.parametrize(
    "text, seconds",
    [("30 min", 1800), ("1h10m", 4200), ("1h10", 4200), ("45", 2700), ("25 minutes + 5 minutes Q&A", 1800)],
)
def test_a_duration_reads_as_people_write_it(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "14:30", "-5 min", "0", "9" * 500])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize("text, minutes", [("14:30", 870), ("9.05", 545), ("24:00", None), ("noon", None)])
def test_a_time_of_day_is_minutes_after_midnight(text: str, minutes: int | None) -> None:
    assert parse_time_of_day(text) == minutes


@pytest.mark.parametrize(
    "seconds, words",
    [(45, "45 s"), (90, "90 s"), (300, "5 min"), (3600, "1 h"), (4200, "1 h 10 min"), (150, "2 min 30 s")],
)
def test_a_budget_is_spelled_for_people(seconds: int, words: str) -> None:
    assert spell(seconds) == words


@pytest.mark.parametrize(
    "line, expected",
    [
        ("(3 minutes; running total=3)", Budgeted("", 180, 180)),
        ("[5 min]", Budgeted("", 300)),
        ("(~10 mins).", Budgeted("", 600)),
        ("(5 min) to run", None),
        ("5 min", None),
        ("(soon)", None),
    ],
)
def test_a_line_may_be_a_budget_and_nothing_else(line: str, expected: Budgeted | None) -> None:
    assert budget_alone(line) == expected


@pytest.mark.parametrize(
    "line, talk_s, expected",
    [
        ("### Hooks [13/30 min or 23/45 min]", None, "### Hooks (13 min)"),
        ("### Hooks [13/30 min or 23/45 min]", 1800, "### Hooks (13 min)"),
        ("### Hooks [13/30 min or 23/45 min]", 2700, "### Hooks (23 min)"),
        ("### Hooks [13/30 min or 23/45 min]", 2400, "### Hooks (13 min)"),
        ("### Hooks [23/45 min, 13/30 min]", 600, "### Hooks (13 min)"),
        ("- Hooks (1.5/20 or 3/40 mins).", 2400, "- Hooks (3 min)."),
        ("- A map (1/100 m)", None, "- A map (1/100 m)"),
        ("- A map (1/20 or 2/30 m)", 1800, "- A map (2 min)"),
        ("a ratio of [13/30 min or so]", 1800, "a ratio of [13/30 min or so]"),
        ("[13/30 min] in the middle", 1800, "[13/30 min] in the middle"),
    ],
)
def test_of_budgets_for_several_lengths_of_talk_the_one_that_fits_is_taken(
    line: str, talk_s: int | None, expected: str
) -> None:
    assert settle_lengths(line, talk_s) == expected


def test_what_looks_like_several_lengths_stays_as_it_is_outside_titles() -> None:
    body = "Its scale (1/30 min)\n\n| a |\n|---|\n| x (10/30 min)\n\n    code (1/20 min)\n\n```\n(1/20 min)\n```\n\n> a (1/30 min)\n"
    deck = parse(f"# T\n\n## A [5/30 min]\n\n{body}\n### B\n[3/30 min or 4/45 min]\n\n- c (2/30 min)\n")
    assert "\n".join(slide.source for slide in deck.slides if slide.title == "A").split() == body.split()
    assert [(slide.title, slide.budget_s, slide.source) for slide in deck.slides[-1:]] == [("B", 180, "- c")]


@pytest.mark.parametrize("mess", ["(", "( ", "(5 min", "1 ", "(1/2 ", "5 min - (", ": ", "[5 min (", "~ ", "(5 min + "])
def test_only_the_ends_of_a_title_are_searched_however_long_it_is(mess: str) -> None:
    assert take_budget(mess * 20_000) == Budgeted(mess * 20_000)
    assert take_budget(f"{mess * 20_000} (5 min)").budget_s == 300


@pytest.mark.parametrize(
    "title, settled",
    [
        ("Fakes, 5 min", "Fakes (5 min)"),
        ("Mutation | tests | ~4 min", "Mutation | tests (~4 min)"),
        ("Properties (6')", "Properties (6 min)"),
        ("5 min: Seams", "Seams (5 min)"),
        ("Wrap up (3 minutes total)", "Wrap up (3 minutes)"),
        ("Fakes (5 min)", "Fakes (5 min)"),
        ("Flask in 10 minutes", "Flask in 10 minutes"),
        ("Room 5, 2nd floor", "Room 5, 2nd floor"),
    ],
)
def test_in_an_outline_times_of_other_forms_are_budgets(title: str, settled: str) -> None:
    assert settled_time(title) == settled


@pytest.mark.parametrize(
    "title",
    ["One (5 min", "Two 5 min", "Three, 5 min", "Four | 5 min", "Five (5 minits)", "Six (-3 min)", "Seven (00:05)",
     "Eight (half an hour)", "Nine (five minutes)", "Ten (5')", "Eleven (1/2 hour)", "5 min: Twelve", "0:00-0:05 Thirteen",
     "Fourteen (5 minutes total)", "Fifteen 5min", "Sixteen (99999 hours)"],
)  # fmt: skip
def test_what_looks_like_a_time_and_is_not_read_is_told(title: str) -> None:
    for notes in (f"# T\n\n## {title}\n\ntext\n", f"# T\n\n- {title}\n  - a\n", f"# T\n\n- A (5 min)\n- {title}\n"):
        told = [problem for problem in parse(notes).problems if "looks like a time" in problem.message]
        assert [(problem.line, problem.hint) for problem in told] == [
            (notes[: notes.index(title)].count("\n") + 1, "Write (5 min) behind it.")
        ]


@pytest.mark.parametrize(
    "title",
    ["Flask in 10 minutes", "The last 5 minutes", "We ran (5 miles)", "Python 3.14 (2026)", "What takes 5 minutes",
     "it takes ~50 seconds", "A 5 minute demo", "Room 5, 2nd floor", "Psalm (2:30)", "half an hour", "Nine [5]", ""],
)  # fmt: skip
def test_a_duration_that_a_title_speaks_of_is_no_time_that_is_not_read(title: str) -> None:
    assert not holds_unread_time(title)


@pytest.mark.parametrize("spaces, expected", [(153, Budgeted("", 300)), (154, None)])
def test_a_line_that_is_a_budget_is_not_looked_for_in_long_ones(spaces: int, expected: Budgeted | None) -> None:
    assert budget_alone("(5 min)" + " " * spaces) == expected


@pytest.mark.parametrize(
    "text, seconds", [("24 h", 86_400), ("24h1m", None), ("1440", 86_400), ("1441", None), ("0", None)]
)
def test_a_duration_is_a_day_at_most(text: str, seconds: int | None) -> None:
    assert parse_duration(text) == seconds
