"""The state of a stream in a file, so that it can be ended and gone on with.

In: `OnlineStories`. Out: one file, and back. All that decides on later events is kept, as it is: a
stream that was ended and gone on with tells the same events as one that never ended, as long as no
article has left the window (then a partner may be found that would have been pushed out).

The file is written beside its place and moved there when it is whole, so that there is always
either the old state or the new one.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from crossread.errors import StateError
from crossread.linking.sketches import Sketch
from crossread.linking.window import SavedWindow, Window
from crossread.streaming.online import Held, OnlineStories

FORMAT = "crossread stream 1"


class _Held(Struct, frozen=True):
    position: int
    id: str
    story: int
    day: int
    near: bytes
    likeness: bytes


class _Head(Struct, frozen=True):
    """What is read first, whatever else the file holds."""

    format: str


class _State(Struct, frozen=True):
    format: str
    encoder: str
    read: int
    days: int
    most: int
    begun: int
    seen: int
    weighed: int
    unsettled: int
    newest: list[int]
    latest: int
    swept: int
    articles: list[_Held]
    young: list[Sketch] | None
    window: SavedWindow


def save(path: Path, stories: OnlineStories, *, encoder: str, read: int) -> None:
    """Write the state of a stream.

    Args:
        path: of the file; what stands there is replaced.
        stories: as they are.
        encoder: name and digest of the encoder that made the sketches.
        read: pages read so far.

    Raises:
        StateError: the file cannot be written.
    """
    state = _State(
        format=FORMAT,
        encoder=encoder,
        read=read,
        days=stories.days,
        most=stories.most,
        begun=stories.begun,
        seen=stories.seen,
        weighed=stories.weighed,
        unsettled=stories.unsettled,
        newest=stories.newest,
        latest=stories.latest,
        swept=stories.swept,
        articles=[
            _Held(k, a.id, a.story, a.day, a.near.tobytes(), a.likeness.tobytes())
            for k, a in stories.articles.items()
        ],
        young=None if stories.young is None else list(stories.young.values()),
        window=stories.window.saved(),
    )
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(msgspec.msgpack.encode(state))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StateError(f"{path}: the state cannot be written: {error.strerror}") from error


def load(path: Path, *, encoder: str) -> tuple[OnlineStories, int]:
    """Read the state of a stream.

    Args:
        path: of the file.
        encoder: name and digest of the encoder that will go on.

    Returns:
        The stories, and how many pages were read.

    Raises:
        StateError: the file cannot be read, is no such state, of another version, or was made with
            another encoder.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StateError(f"{path}: the state cannot be read: {error.strerror}") from error
    try:
        head = msgspec.msgpack.decode(data, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StateError(f"{path} is not the state of a stream, or is cut off") from error
    if head.format != FORMAT:
        raise StateError(f"{path} is a state of {head.format!r}; this version reads {FORMAT!r}")
    try:
        state = msgspec.msgpack.decode(data, type=_State)
        if state.encoder != encoder:
            raise StateError(
                f"{path} was made with the encoder {state.encoder}, not with {encoder}: "
                "begin a new state"
            )
        return _restored(state), state.read
    except (msgspec.DecodeError, ValueError, IndexError, KeyError, MemoryError) as error:
        raise StateError(f"{path} is damaged: {error}") from error


def _restored(state: _State) -> OnlineStories:
    window = Window.restored(state.window)
    stories = OnlineStories(window.dimensions, days=state.days, most=state.most)
    stories.window = window
    stories.begun, stories.unsettled = state.begun, state.unsettled
    stories.seen, stories.weighed = state.seen, state.weighed
    stories.newest, stories.latest = list(state.newest), state.latest
    stories.swept = state.swept
    for one in state.articles:
        near = np.frombuffer(one.near, np.int64)
        likeness = np.frombuffer(one.likeness, np.float32)
        stories.articles[one.position] = Held(one.id, one.story, one.day, near, likeness)
        stories.members[one.story].append(one.position)
        stories.leaving[one.day][one.position] = None
    held = list(stories.articles)
    if held != sorted(held) or any(not window.holds(position) for position in held):
        raise ValueError("articles and their words do not fit together")
    stories.young = None
    if state.young is not None:
        stories.young = dict(zip(held, state.young, strict=True))
    return stories
