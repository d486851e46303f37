"""Renders images/sources/*.svg to the PNG files beside them: python images/render.py

Run it with the Python of `.venv`; it needs the Chromium that the tests use.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from footlights.site.rehearsal.browsers import launch_arguments, require_chromium

HERE = Path(__file__).resolve().parent


def main() -> None:
    """One PNG for each SVG, transparent where the drawing is."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_chromium(), args=launch_arguments())
        page = browser.new_page()
        for source in sorted((HERE / "sources").glob("*.svg")):
            page.set_content(f"<style>body{{margin:0}}</style>{source.read_text(encoding='utf-8')}")
            page.locator("svg").screenshot(path=HERE / f"{source.stem}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
