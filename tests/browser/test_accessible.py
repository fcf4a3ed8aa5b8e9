"""axe-core finds no serious violation: both schemes, a phone, both languages, folded and unfolded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from crossread.showing import html
from tests.browser.conftest import Opener
from tests.showing import sample
from tests.showing.test_html import HOSTILE

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")


def violations(page: Page) -> list[str]:
    """Serious violations, each with the first element that shows it."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['any'][:1]}"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["small", "medium"])
def test_no_serious_violation(opened: Opener, name: str, width: int, scheme: str) -> None:
    page = opened(name, width=width, color_scheme=scheme)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for box in page.query_selector_all(".switches input"):
        if not box.is_checked():
            box.press("Space")
    assert violations(page) == []


def test_none_in_french_nor_with_a_box_open(opened: Opener) -> None:
    page = opened("small", language="fr")
    page.hover(".row .cells a")
    assert violations(page) == []
    page.hover(".quotation mark >> nth=0")
    assert violations(page) == []
    page.click("[id='p2.1.s2']")
    assert violations(page) == []


@pytest.mark.parametrize("n", range(len(HOSTILE)))
def test_none_whatever_the_pages_hold(opened: Opener, n: int) -> None:
    assert violations(opened(f"hostile{n}")) == []


def test_none_in_files_of_a_folder(chrome: Browser, tmp_path: Path) -> None:
    for name, text in html.render_split(sample.small()):
        (tmp_path / name).write_bytes(text.encode())
    page = chrome.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert violations(page) == []
    page.click("#stories a >> nth=0")
    page.wait_for_url("**/story-1.html")
    assert violations(page) == []
    page.goto((tmp_path / "story-2.html").as_uri())
    assert violations(page) == []
    page.close()
