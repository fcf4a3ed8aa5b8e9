"""Dossiers as files, and a browser to open them in; all skipped where there is no Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from crossread.showing import html
from tests.browser import chromium
from tests.showing import sample
from tests.showing.test_html import HOSTILE, hostile_dossier

Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say once a test why it did not run."""
    if not chromium.found():
        here = Path(__file__).parent
        for item in items:
            if here in Path(item.path).parents:
                item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium.browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """A function from the name of a dossier and a language to its file."""
    folder = tmp_path_factory.mktemp("dossiers")
    made: dict[tuple[str, str], Path] = {}

    def file(name: str, language: str = "en") -> Path:
        key = name, language
        if key not in made:
            made[key] = folder / f"{name}-{language}.html"
            made[key].write_bytes(html.render(_dossier(name), language).encode())
        return made[key]

    return file


def _dossier(name: str) -> Any:
    if name.startswith("hostile"):
        return hostile_dossier(HOSTILE[int(name.removeprefix("hostile"))])
    if name == "medium":
        return sample.big(8, 60, 160)
    if name == "big":
        return sample.big()
    return {"small": sample.small, "empty": sample.empty}[name]()


@pytest.fixture
def opened(chrome: Browser, files: Callable[..., Path]) -> Iterator[Opener]:
    """A function that opens a dossier; what goes wrong in its page fails the test at the end.

    Wrong is anything on the console, an error of the script, a dialog, and any request but that
    for the file itself.
    """
    contexts: list[Any] = []
    wrong: list[str] = []

    def refuse(dialog: Dialog) -> None:
        wrong.append("dialog")
        dialog.dismiss()

    def own(request: Request, path: Path) -> bool:
        return request.url.split("#")[0] == path.as_uri()

    def open_(
        name: str = "small",
        anchor: str = "",
        *,
        width: int = 1280,
        language: str = "en",
        **options: Any,
    ) -> Page:
        path = files(name, language)
        context = chrome.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", refuse)
        page.on(
            "request", lambda request: None if own(request, path) else wrong.append(request.url)
        )
        page.goto(path.as_uri() + (f"#{anchor}" if anchor else ""))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong
