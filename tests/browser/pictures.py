"""The pictures in docs/ and README.md: python -m tests.browser.pictures DOSSIER.html FOLDER

Of the example corpus' dossier, made by `make picture`; nothing in them is drawn by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import chromium


def main() -> None:
    """Write the pictures."""
    url, folder = Path(sys.argv[1]).resolve().as_uri(), Path(sys.argv[2])
    with chromium.browser() as browser:
        page = _page(browser, 1280, 1180, "light")
        page.goto(f"{url}#s1")
        page.screenshot(path=folder / "dossier.png")
        page.goto(f"{url}#s1-points")
        page.click("#s1-m summary >> nth=0")
        page.hover("#s1-m .rows >> nth=0 >> .row:not([hidden]) >> nth=2 >> .cells a >> nth=1")
        page.screenshot(path=folder / "dossier-matrix.png")
        page = _page(browser, 1280, 1000, "dark")
        page.goto(f"{url}#s1-quotes")
        page.check("#s1-quotes .multi-only")
        page.hover("#s1-quotes .quotation.multi mark[class^=k] >> nth=4")
        page.screenshot(path=folder / "dossier-dark.png")
        page = _page(browser, 360, 780, "light")
        page.goto(f"{url}#s1")
        page.screenshot(path=folder / "dossier-phone.png")


def _page(browser: Browser, width: int, height: int, scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    return context.new_page()


if __name__ == "__main__":
    main()
