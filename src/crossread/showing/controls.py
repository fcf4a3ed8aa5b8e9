"""Characters that steer what shows a text, instead of being read: made harmless.

A page can hold whatever its author put there: escape sequences that rewrite a terminal's title or
its screen, and characters that turn the direction of all that follows. HTML has a way to keep
these in the text without effect (`marking.escaped`); a terminal and a brief have none, so there
they go. The place beside each line leads to the text as it is.
"""

from __future__ import annotations

import re

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # ESC and CSI among them
# Marks, embeddings, overrides and isolates of direction; soft hyphen, zero-width space, joiners
# of words, interlinear marks, tags. Zero-width joiner and non-joiner stay: scripts need them.
UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
PILED = re.compile(f"([{MARKS}]{{4}})[{MARKS}]+")  # no writing piles more than four on a letter
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # lines and tabs stay
IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""Text on one line of characters that are read, nothing else.

    White space becomes single spaces; other control characters become U+FFFD, so that they are
    seen to have been there; characters that only turn the direction or cannot be seen go.

    >>> visible("one\n two\x1b[31m \u202ethree")
    'one two\ufffd[31m three'
    """
    flat = " ".join(text.split())
    if flat.isascii() and flat.isprintable():
        return flat
    return PILED.sub(r"\1", UNSEEN.sub("", CONTROLS.sub("\ufffd", flat)))


def for_terminal(data: bytes, json: bool = False) -> bytes:
    """Output for a terminal without characters that steer it.

    Args:
        data: UTF-8.
        json: whether it is JSON: there they are written as escapes, which mean the same.
    """
    text = data.decode("utf-8", "replace")
    if json:
        return IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()
    return UNSEEN.sub("", RAW.sub("\ufffd", text)).encode()
