"""Spans that nest, touch, repeat and cross; texts that hold markup."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from crossread.showing.marking import Highlight, highlighted, merged


class Reader(HTMLParser):
    """Collects text content, and fails on a tag that closes another than the last opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.ids: list[str] = []
        self.covered: dict[str, str] = {}
        self.feed(str(html))
        self.close()
        assert not self.open

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(dict(attrs).get("class") or "")
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, _tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for css in set(self.open):
            self.covered[css] = self.covered.get(css, "") + data


def test_nested() -> None:
    html = highlighted("one two three", 0, [Highlight(0, 13, "s", "a"), Highlight(4, 7, "q", "b")])
    assert html == '<span id="a" class="s">one <span id="b" class="q">two</span> three</span>'


def test_crossing_spans_are_cut_and_keep_one_anchor() -> None:
    html = highlighted("abcdef", 0, [Highlight(0, 4, "x", "1"), Highlight(2, 6, "y", "2")])
    assert html == (
        '<span id="1" class="x">ab<span id="2" class="y">cd</span></span><span class="y">ef</span>'
    )


def test_same_span_twice_and_touching() -> None:
    html = highlighted("abcd", 10, [Highlight(10, 12, "x"), Highlight(10, 12, "y"),
                                    Highlight(12, 14, "z")])  # fmt: skip
    assert Reader(html).covered == {"x": "ab", "y": "ab", "z": "cd"}


def test_parts_outside_are_cut_off_and_empty_spans_left_out() -> None:
    html = highlighted("cd", 2, [Highlight(0, 3, "x"), Highlight(8, 9, "y"), Highlight(2, 2, "z")])
    assert html == '<span class="x">c</span>d'


def test_markup_in_text_and_after() -> None:
    html = highlighted("<b>&\r\"'", 0, [Highlight(0, 3, "x", after="<i></i>")])
    assert html == '<span class="x">&lt;b&gt;</span><i></i>&amp;&#13;&quot;&#x27;'


def test_anchor_stands_once_in_a_page() -> None:
    used: set[str] = set()
    highlighted("ab", 0, [Highlight(0, 2, "x", "a")], used)
    assert "id=" not in highlighted("cd", 2, [Highlight(0, 4, "x", "a")], used)


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 8)), max_size=8)


@given(st.text(alphabet="ab<>&\"'\r\n\u202e\U0001f600", max_size=14), spans)
def test_text_and_marks_survive_any_spans(text: str, ranges: list[tuple[int, int]]) -> None:
    marks = [Highlight(s, s + n, f"c{i}", f"i{i}") for i, (s, n) in enumerate(ranges)]
    read = Reader(highlighted(text, 0, marks))
    assert read.text == text
    assert len(read.ids) == len(set(read.ids))
    for mark in marks:
        assert read.covered.get(mark.css, "") == text[mark.start : mark.end]


def test_many_marks_take_linear_time() -> None:
    marks = [Highlight(n * 10, n * 10 + 8, "x", f"i{n}") for n in range(50_000)]
    html = highlighted("word word " * 50_000, 0, marks)
    assert html.count("<span") == 50_000


def test_merged() -> None:
    assert merged([(5, 7), (0, 2), (2, 3), (6, 9)]) == [(0, 3), (5, 9)]
    assert merged([]) == []
