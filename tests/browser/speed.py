"""How large a dossier is, how fast it opens and filters: python -m tests.browser.speed [FILE]

Without a file, a story of 60 articles and 2,000 points made by rule (`tests/showing/sample.py`).
Each time is the best of a few; the processor time of the page's own thread stands beside it, for
machines that do other things too. Not a test: time is measured, never asserted.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from crossread.showing import html
from tests.browser import chromium
from tests.showing import sample

TRIES = 5
WAIT = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
ACTIONS = {
    "filter: differ": "document.querySelector('button[data-show=d]').click()",
    "filter: everything": "document.querySelector('button[data-show=any]').click()",
    "filter: only one": "document.querySelector('button[data-show=one]').click()",
    "search: two words": "{const s = document.querySelector('.matrix input[type=search]');"
    "s.value = 'river outlet'; s.dispatchEvent(new Event('input'));}",
    "search: none": "{const s = document.querySelector('.matrix input[type=search]');"
    "s.value = ''; s.dispatchEvent(new Event('input'));}",
    "order: rarest": "{const s = document.querySelector('select[data-sort]');"
    "s.value = 'n'; s.dispatchEvent(new Event('change'));}",
    "order: as it was": "{const s = document.querySelector('select[data-sort]');"
    "s.value = ''; s.dispatchEvent(new Event('change'));}",
}


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            file = Path(sys.argv[1]).resolve()
        else:
            file = Path(folder) / "dossier.html"
            file.write_bytes(html.render(sample.big()).encode())
        print(f"{file.name}: {file.stat().st_size / 1e6:.2f} MB")
        with chromium.browser() as browser:
            opened: list[tuple[float, float]] = []
            acted: dict[str, list[tuple[float, float]]] = {name: [] for name in ACTIONS}
            for _ in range(TRIES):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                page = context.new_page()
                session = context.new_cdp_session(page)
                session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
                session.send("Performance.enable")
                before = _thread(session)
                page.goto(file.as_uri())
                wall = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
                opened.append((wall, _thread(session) - before))
                page.wait_for_timeout(1000)
                if page.query_selector(".matrix"):
                    for name, action in ACTIONS.items():
                        acted[name].append(_acted(page, session, action))
                context.close()
        for name, times in {"open": opened, **acted}.items():
            if times:
                wall, cpu = (min(one) for one in zip(*times, strict=True))
                print(f"{name:20} {wall:6.0f} ms, of its thread {cpu:6.0f} ms")


def _acted(page: Page, session: Any, action: str) -> tuple[float, float]:
    """Time from an action to the next frame, on the clock and of the page's thread."""
    before = _thread(session)
    wall: float = page.evaluate(
        f"async () => {{ const t = performance.now(); {action}; await {WAIT};"
        " return performance.now() - t; }"
    )
    return wall, _thread(session) - before


def _thread(session: Any) -> float:
    """Milliseconds of processor time that the page's thread has taken."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    found: float = next(m["value"] for m in metrics if m["name"] == "TaskDuration")
    return found * 1000


if __name__ == "__main__":
    main()
