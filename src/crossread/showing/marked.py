"""A line's HTML → its text in pieces, each with whether it is marked as differing.

Formats without HTML show what differs too. Lines carry their marks in HTML only, so they are read
back from there.
"""

from __future__ import annotations

from html.parser import HTMLParser

from crossread.showing.views import Line

DIFFERS = "d"  # class of a mark on what differs; others mark what matches


class _Pieces(HTMLParser):
    """Collects text and whether a mark of the class `DIFFERS` is open around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, bool]] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag == "mark" and DIFFERS in (dict(attrs).get("class") or "").split())

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        differs = any(self._open)
        if self.found and self.found[-1][1] == differs:
            self.found[-1] = (self.found[-1][0] + data, differs)
        else:
            self.found.append((data, differs))


def pieces(line: Line) -> tuple[tuple[str, bool], ...]:
    """The line's text, cut where what differs starts and ends.

    Returns:
        Pieces whose texts, joined, are `line.text`; the whole line as one piece that does not
        differ where its marks cannot be told from the text.
    """
    parser = _Pieces()
    parser.feed(str(line.html))
    parser.close()
    if "".join(text for text, _ in parser.found) != line.text:
        return ((line.text, False),)
    return tuple(parser.found)
