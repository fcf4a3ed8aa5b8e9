"""Debian's chromium, driven by Playwright: where it is, and how pages are opened in it.

Playwright's own browsers are not used, so nothing is downloaded. `CROSSREAD_CHROMIUM` may name
another Chromium.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

MISSING = "chromium is missing: apt-get install chromium (or set CROSSREAD_CHROMIUM)"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    """Path of a Chromium on this machine."""
    named = os.environ.get("CROSSREAD_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = found()
    assert path, MISSING
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        try:
            yield chromium
        finally:
            chromium.close()
