"""The dossier as a reader meets it in a browser: filters, links, texts, print, no script, phones."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.showing import sample
from tests.showing.test_html import HOSTILE

NAMES = ["small", "empty", "medium", *(f"hostile{n}" for n in range(len(HOSTILE)))]


def shown(page: Page) -> list[str]:
    """Anchors of the rows of the matrix that are not filtered away, in their order."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.row:not([hidden])')]"
        ".map((row) => row.querySelector('.columns, .solo').id)"
    )
    return found


def switch(page: Page, box: str, on: bool) -> None:
    """Put a box on or off by the keyboard.

    Rows out of sight get their height as they come into it, and a click may meet what was there before.
    """
    if page.is_checked(box) != on:
        page.press(box, "Space")
    expect(page.locator(box)).to_be_checked(checked=on)


def choose(page: Page, kind: str) -> list[str]:
    """The rows left by one of the buttons."""
    page.click(f"button[data-show={kind}]")
    return shown(page)


# Whatever the pages hold


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1280, 2400])
def test_opens_quietly_and_fits_the_screen(opened: Opener, name: str, width: int) -> None:
    page = opened(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("n", range(len(HOSTILE)))
def test_text_of_a_page_is_shown_and_nothing_else(opened: Opener, n: int) -> None:
    page = opened(f"hostile{n}")
    assert page.evaluate("document.scripts.length") == 1
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, object, .text script').length") == 0
    )
    text = page.evaluate("document.querySelector('#p1 .text').textContent")
    assert text == HOSTILE[n]


def test_a_text_that_turns_direction_stays_in_its_box(opened: Opener) -> None:
    page = opened("hostile8")
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    boxes = page.evaluate(
        "[...document.querySelectorAll('.z')].map((z) => getComputedStyle(z).display)"
    )
    assert len(boxes) > 20
    assert set(boxes) == {"inline-block"}


# The matrix


def test_filters_leave_the_rows_they_name(opened: Opener) -> None:
    page = opened("small")
    only = ["only-p1.1.s4", "only-p1.1.s5", "only-p3.1.s1", "only-p3.1.s2", "only-p3.1.s3"]
    assert set(shown(page)) == {"s1.p1", "s1.p2", "s1.p3", *only}
    assert choose(page, "all") == ["s1.p1", "s1.p2"]
    assert set(choose(page, "one")) == {"s1.p3", *only}
    assert choose(page, "d") == ["s1.p1", "s1.p2"]
    assert choose(page, "q")[0] == "s1.p1"
    assert choose(page, "x") == ["s1.p1", "s1.p2", "s1.p3"]
    assert page.inner_text(".filter output") == "3 of 8 rows"
    assert page.is_hidden("button[data-show=most]")
    for button in page.query_selector_all("button[data-show]"):
        kind = button.get_attribute("data-show")
        if kind != "most":
            told = int(button.query_selector(".n").inner_text())  # type: ignore[union-attr]
            assert len(choose(page, str(kind))) == told


def test_filters_by_speaker_language_account_and_words_go_together(opened: Opener) -> None:
    page = opened("small")
    page.select_option("select[data-by=s]", label="Ingrid Solheim")
    assert "s1.p1" in shown(page)
    assert "s1.p2" not in shown(page)
    page.select_option("select[data-by=s]", "")
    page.select_option("select[data-by=l]", "fr")
    assert shown(page) == ["s1.p1", "s1.p2", "s1.p3"]
    page.select_option("select[data-by=c]", label="B · Nordic Wire")
    assert shown(page) == ["s1.p1", "s1.p2"]
    page.fill("input[type=search]", "ENVERRONS gens")
    assert shown(page) == ["s1.p1"]
    page.fill("input[type=search]", "nowhere")
    assert shown(page) == []
    assert page.inner_text(".filter output") == "0 of 8 rows"


def test_orders(opened: Opener) -> None:
    page = opened("small")
    before = shown(page)
    page.select_option("select[data-sort]", "n")
    counts = page.evaluate("[...document.querySelectorAll('.row')].map((r) => r.dataset.n)")
    assert counts == sorted(counts)
    page.select_option("select[data-sort]", "t")
    assert shown(page)[0] == "s1.p3"  # tells of 3 March; the others of no time
    page.select_option("select[data-sort]", "")
    assert shown(page) == before


def test_near_repeats_are_folded_until_asked_for_or_searched(opened: Opener) -> None:
    page = opened("medium")
    again = set(page.eval_on_selector_all(".row.again .columns", "(all) => all.map((e) => e.id)"))
    assert again
    assert not again & set(shown(page))
    switch(page, "input[data-again]", on=True)
    assert again <= set(shown(page))
    switch(page, "input[data-again]", on=False)
    page.fill("input[type=search]", "river")
    assert again & set(shown(page))


def test_a_cell_shows_its_accounts_own_words(opened: Opener) -> None:
    page = opened("small")
    tip = page.locator("#tip")
    page.hover(".row:has(> details > [id='s1.p1']) .cells .c1 a")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("over on a single engine")
    expect(tip).not_to_contain_text("across on one engine")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.focus(".row summary")
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("across on one engine")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"


def test_a_tap_on_a_cell_shows_its_words_first(opened: Opener) -> None:
    page = opened("small", width=400, has_touch=True)
    page.tap(".row .cells a")
    expect(page.locator("#tip")).to_contain_text("across on one engine")
    assert "#" not in page.url
    page.tap("#tip a")
    expect(page.locator("[id='p1.1.s2']")).to_be_in_viewport()


def test_a_row_opens_by_keyboard(opened: Opener) -> None:
    page = opened("small")
    page.focus(".row summary")
    page.keyboard.press("Enter")
    expect(page.locator("[id='s1.p1']")).to_be_visible()


def test_many_rows_can_be_filtered_and_sorted(opened: Opener) -> None:
    page = opened("big")
    total = page.locator(".row").count()
    assert total > 2_000
    assert len(choose(page, "d")) < 200
    page.fill("input[type=search]", "winter outlet")
    page.select_option("select[data-sort]", "n")
    choose(page, "any")
    page.fill("input[type=search]", "")
    assert len(shown(page)) > 500


# Links


def test_links_open_what_they_lead_into(opened: Opener) -> None:
    page = opened("small", "s1.p2")
    expect(page.locator("[id='s1.p2']")).to_be_visible()
    expect(page.locator("[id='s1.p2']")).to_be_in_viewport()
    expect(page.locator("[id='s1.p1']")).to_be_hidden()
    page = opened("small", "only-p3.1.s2")
    expect(page.locator("[id='only-p3.1.s2']")).to_be_in_viewport()


def test_a_link_into_a_filtered_row_clears_the_filter(opened: Opener) -> None:
    page = opened("small")
    choose(page, "one")
    page.evaluate("location.hash = 's1.p1'")
    expect(page.locator("[id='s1.p1']")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["small", "medium"])
def test_every_mark_in_a_text_leads_to_its_row(opened: Opener, name: str) -> None:
    page = opened(name)
    targets = set(
        page.eval_on_selector_all(
            "#texts .text a", "(all) => all.map((a) => a.getAttribute('href'))"
        )
    )
    assert len(targets) > 5
    for href in sorted(targets)[:40]:
        page.evaluate("(hash) => { location.hash = hash; }", href)
        expect(page.locator(f"[id='{href[1:]}']")).to_be_in_viewport()


def test_any_passage_has_a_link(opened: Opener) -> None:
    page = opened("small", "p1-c227-237")
    passage = page.evaluate("[...CSS.highlights.get('passage')].map(String)")
    assert passage == ["will not s"]
    page = opened("hostile10", "p1-c3-8")  # characters outside of the first plane count as one
    assert page.evaluate("[...CSS.highlights.get('passage')].map(String)") == [HOSTILE[10][3:8]]


def test_a_selected_passage_gives_its_link(opened: Opener) -> None:
    page = opened("small")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard',"
        " {value: {writeText: async (text) => { window.copied = text; }}})"
    )
    text = sample.small().pages[1].page.text
    page.locator("[id='p2.1.s2']").scroll_into_view_if_needed()
    page.evaluate(
        "() => { const range = document.createRange();"
        " range.selectNodeContents(document.getElementById('p2.1.s2'));"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    page.locator("[id='p2.1.s2']").dispatch_event("pointerup")
    page.click("#tip button")
    page.wait_for_function("window.copied")
    start, end = map(int, re.findall(r"#p2-c(\d+)-(\d+)$", page.evaluate("window.copied"))[0])
    assert text[start:end] == "Nous n'enverrons pas de gens de l'autre côté avec un seul moteur"


def test_a_click_in_a_text_tells_the_rows(opened: Opener) -> None:
    page = opened("small")
    page.click("[id='p2.1.s2']")
    tip = page.locator("#tip")
    expect(tip.get_by_role("link", name="Point 1")).to_be_visible()
    expect(tip.get_by_role("link", name="Quotation")).to_be_visible()
    expect(tip.get_by_role("button", name="Copy link")).to_be_visible()


# Texts, quotations


@pytest.mark.parametrize(
    "kind, mark", [("quotes", ".qu"), ("figures", ".fi"), ("times", ".ti"), ("names", ".na"),
                   ("alone", ".al"), ("copied", ".co")]
)  # fmt: skip
@pytest.mark.parametrize("script", [True, False])
def test_highlights_are_switched(opened: Opener, kind: str, mark: str, script: bool) -> None:
    page = opened("small", java_script_enabled=script)
    found = page.locator(f".text {mark}").first
    none = "rgba(0, 0, 0, 0)"
    switch(page, f"#show-{kind}", on=True)
    expect(found).not_to_have_css("background-color", none)
    switch(page, f"#show-{kind}", on=False)
    expect(found).to_have_css("background-color", none)


def test_furniture_is_greyed_and_can_be_hidden(opened: Opener) -> None:
    page = opened("small")
    promo = page.locator(".text .w").first
    expect(promo).to_be_visible()
    switch(page, "#show-furniture", on=False)
    expect(promo).to_be_hidden()


def test_marks_that_are_off_are_no_stops_of_the_tab_key(opened: Opener) -> None:
    page = opened("small")
    name = page.locator(".text a.na").first
    expect(name).to_have_attribute("tabindex", "-1")
    switch(page, "#show-names", on=True)
    expect(name).to_have_attribute("tabindex", "0")


def test_words_that_answer_each_other_light_up_together(opened: Opener) -> None:
    page = opened("small")
    quotation = page.locator(".quotation.multi").first
    ties = quotation.evaluate(
        "(one) => { const [a, b] = [...one.querySelectorAll('.tongue')].map((tongue) => new Set("
        "[...tongue.querySelectorAll('mark[class^=k]')].map((mark) => mark.className)));"
        " return [...a].filter((tie) => b.has(tie)); }"
    )
    assert ties
    assert quotation.locator("mark.on").count() == 0
    quotation.locator(f".{ties[0]}").first.hover()
    lit = quotation.locator("mark.on")
    assert lit.count() == quotation.locator(f".{ties[0]}").count() >= 2


def test_quotations_in_one_language_can_be_put_aside(opened: Opener) -> None:
    page = opened("small")
    switch(page, ".multi-only", on=True)
    expect(page.locator(".quotation.multi").first).to_be_visible()
    expect(page.locator(".once")).to_be_hidden()


# Print, no script


def test_print_unfolds_everything_and_folds_it_again(opened: Opener) -> None:
    page = opened("small")
    closed = page.locator("details:not([open])").count()
    assert closed > 3
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == closed


@pytest.mark.parametrize("script", [True, False])
def test_printed_page_has_the_words_and_no_controls(opened: Opener, script: bool) -> None:
    page = opened("small", java_script_enabled=script)
    page.emulate_media(media="print")
    for control in (".within", ".switches", ".filter"):
        expect(page.locator(control)).to_be_hidden()
    if not script:
        expect(page.locator("[id='s1.p1']")).to_be_visible()
    assert len(page.pdf(format="A4")) > 20_000


def test_without_a_script_all_can_be_read(opened: Opener) -> None:
    page = opened("small", java_script_enabled=False)
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator("svg[role=img]")).to_be_visible()
    page.click(".row summary >> nth=0")
    expect(page.locator("[id='s1.p1']")).to_be_visible()
    page.click("[id='s1.p1'] a >> nth=0")
    expect(page.locator("[id='p1.1.s2']")).to_be_in_viewport()
    page.click("#texts a[href='#s1.p2'] >> nth=0")  # the browser unfolds what a link leads into
    expect(page.locator("[id='s1.p2']")).to_be_visible()


# Keyboard


def test_the_first_stop_leads_past_the_head(opened: Opener) -> None:
    page = opened("small")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
