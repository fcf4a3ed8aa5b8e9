"""The dossier as HTML: whole in itself, traceable, safe, the same twice."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.errors import UsageError
from crossread.model import Dossier, Metadata
from crossread.showing import html as show_html
from crossread.showing import json as show_json
from crossread.showing import markdown
from crossread.showing.texts import safe_url
from tests.showing import sample
from tests.showing.test_matrix import changed_original

ALLOWED = set(
    re.findall(
        r"\w+",
        "html head meta title style script body a header p nav main section h1 h2 h3 h4 ol ul li "
        "div span i bdi q mark strong article details summary table thead tbody tr th td dl dt dd "
        "fieldset legend label input button output meter time b figure figcaption select option "
        "svg line circle path text",
    )
)
VOID = frozenset(("meta", "input", "br", "link"))

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div></style></script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}<b>",
    "javascript:alert(1)",
    "&lt;script&gt; &amp; &#60;",
    "<!-- --><![CDATA[ ]]><svg/onload=alert(1)>",
    "\u202eesrever\u2066 isolate \u2069\u2069\u200f",
    "w" * 10_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0645\u0631\u062d\u0628\u0627 z\u0351\u036b\u0343",
    "tab\tcr\rlf\x0b\x0c\x1f\x85\u2028\ufffd\ufffe",
]


class Document(HTMLParser):
    """An HTML document read strictly: every element closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.headings: list[int] = []
        self.feed(str(html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        assert len(found) == len(attrs), f"an attribute twice: {tag} {attrs}"
        self.tags.append((tag, found))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"{tag} closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(found.get("class") == "text" for _, found in self.open):
            page = next(found["id"] for _, found in self.open if found.get("class") == "page")
            self.texts[page] = self.texts.get(page, "") + data

    def attributes(self, name: str) -> list[str]:
        return [found[name] for _, found in self.tags if name in found]


def hostile_dossier(text: str) -> Dossier:
    metadata = Metadata(title=text, description=text, outlet=text[:200], language="en")
    made = sample.pair(text, "x " + text, metadata)
    first = made.pages[0]
    page = msgspec.structs.replace(first.page, url=text, path=text[:300])
    return msgspec.structs.replace(
        made, pages=(msgspec.structs.replace(first, page=page), *made.pages[1:])
    )


DOSSIERS: dict[str, Dossier] = {
    "small": sample.small(),
    "empty": sample.empty(),
    "big": sample.big(6, 40, 120),
    **{f"hostile {n}": hostile_dossier(text) for n, text in enumerate(HOSTILE)},
}
every = pytest.mark.parametrize("name", DOSSIERS)


@every
def test_nested_well_and_texts_whole(name: str) -> None:
    dossier = DOSSIERS[name]
    document = Document(show_html.render(dossier))
    assert document.texts == {s.page.id: s.page.text for s in dossier.pages}


@every
def test_every_link_inside_has_its_target_and_anchors_are_unique(name: str) -> None:
    document = Document(show_html.render(DOSSIERS[name]))
    ids = document.attributes("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in document.attributes("href") if href.startswith("#")}
    assert inside <= set(ids)
    labels = " ".join(document.attributes("aria-labelledby")).split()
    assert set(labels) <= set(ids)


@every
def test_nothing_is_fetched_and_nothing_of_a_page_runs(name: str) -> None:
    rendered = show_html.render(DOSSIERS[name])
    document = Document(rendered)
    assert {tag for tag, _ in document.tags} <= ALLOWED
    for tag, found in document.tags:
        assert not [name for name in found if name.startswith("on") or name == "style"]
        assert "src" not in found
        if "href" in found and not found["href"].startswith("#"):
            assert tag == "a"
            assert re.match(r"https?://", found["href"])
            assert found["rel"] == "noopener noreferrer nofollow"
    assert [tag for tag, _ in document.tags].count("script") == 1
    style = rendered[rendered.index("<style>") : rendered.index("</style>")]
    assert "@import" not in style
    assert "url(" not in style
    assert "http" not in style


def test_policy_allows_exactly_the_style_and_the_script() -> None:
    rendered = show_html.render(sample.small())
    policy = next(
        found["content"]
        for tag, found in Document(rendered).tags
        if found.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inner = rendered.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize(
    "url, shown",
    [
        ("https://example.org/a?b=1&c=<", ""),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("https://[broken", ""),
        ("//example.org", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(url: str | None, shown: str) -> None:
    assert safe_url(url) == shown


def test_address_that_may_not_be_a_link_is_shown() -> None:
    rendered = show_html.render(hostile_dossier("javascript:alert(1)"))
    assert "javascript:alert(1)" in rendered
    assert 'href="javascript' not in rendered


@pytest.mark.parametrize("language", ["en", "fr"])
def test_content(language: str) -> None:
    rendered = show_html.render(sample.small(), language)
    document = Document(rendered)
    assert document.tags[0] == ("html", {"lang": language, "dir": "ltr"})
    for expected in (
        '<h1 id="s1-h"><bdi lang="en" dir="ltr">Ferry line to Orlen island closes after engine '
        "fire</bdi></h1>",
        "Solhaim: one letter apart",
        "https://courier.example/ferry?a=1&amp;b=2",
        "it holds no text",
        "1,200 in two articles, 1,500 in one",
        'href="#p2.1.s2"',
    ):
        assert expected in rendered
    headings = document.headings
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))


def test_languages_of_the_dossier_itself() -> None:
    assert "2 independent accounts" in show_html.render(sample.small(), "en")
    assert "2 récits indépendants" in show_html.render(sample.small(), "fr")
    with pytest.raises(UsageError, match="choose one of en, fr"):
        show_html.render(sample.small(), "xx")


def test_foreign_text_names_its_language() -> None:
    rendered = show_html.render(sample.small(), "en")
    assert '<bdi class="q" lang="fr">' in rendered
    said = re.findall("<bdi([^>]*)>(?:<[^>]+>)*Nous n&#x27;enverrons", rendered)
    assert said
    assert all('lang="fr"' in one for one in said)
    rendered = show_html.render(sample.small(), "fr")
    said = re.findall("<bdi([^>]*)>(?:<[^>]+>)*We will not", rendered)
    assert said
    assert all('lang="en"' in one for one in said)


def test_members_of_an_account_stand_in_one_column() -> None:
    rendered = show_html.render(sample.small())
    point = rendered[rendered.index('id="s1.p1"') :]
    point = point[: point.index("</details>")]
    assert point.count('<div class="column ') == 2
    assert point.count("<mark>") >= 5
    assert '<mark class="d">' in point


@pytest.mark.parametrize(
    ("language", "original", "background", "first"),
    [
        ("en", "Original language: English", "Background", "First in"),
        ("fr", "Langue d&#39;origine\u00a0: anglais", "Contexte", "D&#39;abord dans"),
    ],
)
def test_a_point_tells_what_is_known_of_it(
    language: str, original: str, background: str, first: str
) -> None:
    rendered = show_html.render(sample.small(), language)
    assert f'{original} (<bdi lang="en">“said in English” in Harvik Courier</bdi>)' in rendered
    why = "before the story (from 2025-03-03): “last year”"
    assert f'{background} (<bdi lang="en">{why}</bdi>)' in rendered
    assert rendered.count(f'<p class="note">{first} ') == 1
    assert f'data-show="b" aria-pressed="false">{background} ' in rendered


def test_of_an_original_language_that_is_not_known_nothing_is_said() -> None:
    rendered = show_html.render(changed_original(None))
    assert "Original language" not in rendered
    assert "(original)" not in rendered
    assert "English (original)</p>" in show_html.render(sample.small())


def test_statement_leads_back_to_its_point() -> None:
    rendered = show_html.render(sample.small())
    texts = rendered[rendered.index('id="texts"') :]
    assert '<a class="b" href="#s1.p1" data-n="1" aria-label="Point 1"></a>' in texts


def test_same_bytes_twice() -> None:
    assert show_html.render(sample.small()) == show_html.render(sample.small())


def test_no_unfilled_place_in_any_language() -> None:
    for language in ("en", "fr"):
        rendered = show_html.render(sample.big(6, 40, 120), language)
        outside = re.sub(r"<(style|script)>.*?</\1>", "", rendered, flags=re.DOTALL)
        assert not re.search(r"\{\w*\}", outside)


def test_size_and_time_grow_linearly() -> None:
    def size(articles: int, points: int) -> int:
        return len(show_html.render(sample.big(articles, points, 240)).encode())

    assert size(40, 400) < 2.5 * size(20, 200)


def test_twenty_articles_stay_below_one_megabyte() -> None:
    assert len(show_html.render(sample.big(20, 120, 600)).encode()) < 1_000_000


def test_surrogates_in_file_names_do_not_stop_the_output() -> None:
    made: Any = hostile_dossier("plain")
    page = msgspec.structs.replace(made.pages[0].page, path="a\udcff.txt", url="https://a\ud800/")
    changed = msgspec.structs.replace(
        made, pages=(msgspec.structs.replace(made.pages[0], page=page), *made.pages[1:])
    )
    assert "a\ufffd.txt" in show_html.render(changed).encode().decode()


def test_characters_that_turn_direction_are_boxed_in_everywhere() -> None:
    rendered = show_html.render(hostile_dossier("\u202ea\u2069\u2069b\u2066"))
    turns = re.findall("(.{16})[\u202a-\u202e\u2066-\u2069](.{7})", rendered, re.DOTALL)
    assert len(turns) > 20
    assert set(turns) == {('<span class="z">', "</span>")}
    title = rendered[rendered.index("<title>") : rendered.index("</title>")]
    assert "<span" not in title


def test_long_statements_stand_whole_only_in_the_texts() -> None:
    rendered = show_html.render(hostile_dossier("w" * 100_000))
    assert len(rendered) < 400_000


def test_file_name_that_says_nothing_is_not_shown_as_a_source() -> None:
    made = sample.pair("one text here", "another text here")
    named = []
    for number, split in enumerate(made.pages):
        path = ("007_6e02ff279cb5f5fc.txt", "harbour-gazette.txt")[number]
        page = msgspec.structs.replace(split.page, path=path)
        article = msgspec.structs.replace(split.articles[0], outlet=None)
        named.append(msgspec.structs.replace(split, page=page, articles=(article,)))
    story = made.comparisons[0].story
    articles = tuple(
        msgspec.structs.replace(a, article=s.articles[0], page=s.page)
        for a, s in zip(story.articles, named, strict=True)
    )
    comparison = msgspec.structs.replace(
        made.comparisons[0], story=msgspec.structs.replace(story, articles=articles)
    )
    dossier = msgspec.structs.replace(made, pages=tuple(named), comparisons=(comparison,))
    rendered = show_html.render(dossier)
    assert re.search(r'class="r a0" href="#p1.1.s1">Page 1</a>', rendered)
    assert re.search(r'class="r a0" href="#p2.1.s1">harbour-gazette</a>', rendered)


characters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(characters.filter(str.strip), characters.filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(first: str, second: str) -> None:
    dossier = sample.pair(first, second, Metadata(title=first, outlet=second))
    document = Document(show_html.render(dossier))
    assert document.texts == {"p1": first, "p2": second}
    assert {tag for tag, _ in document.tags} <= ALLOWED
    data = json.loads(show_json.encode(dossier))
    assert [page["text"] for page in data["pages"]] == [first, second]
    assert markdown.render(dossier).encode()


def test_ten_megabytes_on_one_line() -> None:
    text = "word <b> & " * 1_000_000
    rendered = show_html.render(sample.pair(text, "x"))
    assert len(rendered) < 3 * len(text)
