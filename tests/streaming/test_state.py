from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from crossread.errors import StateError
from crossread.streaming import online as online_module
from crossread.streaming.online import OnlineStories
from crossread.streaming.state import load, save
from tests.streaming.stream import DAY, FERRY, STRIKE, online, sketch, told

ENCODER = "crossread-encoder 2 0123"
TEXTS = [text for pair in zip(FERRY, STRIKE) for text in pair] * 9
SKETCHES = [sketch(f"p{k}", text, DAY + k // 10) for k, text in enumerate(TEXTS)]


@pytest.mark.parametrize("cut", [0, 1, 33, 50])
@pytest.mark.parametrize("young", [True, False])
def test_a_stream_that_was_ended_goes_on_as_if_it_never_was(
    tmp_path: Path, cut: int, young: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not young:
        monkeypatch.setattr(online_module, "YOUNG", 16)
    whole = told(online(), [[one] for one in SKETCHES])
    first = online()
    events = told(first, [[one] for one in SKETCHES[:cut]])
    save(tmp_path / "state", first, encoder=ENCODER, read=cut)
    second, read = load(tmp_path / "state", encoder=ENCODER)
    events += told(second, [[one] for one in SKETCHES[cut:]])
    assert read == cut
    assert events == whole


def test_settings_are_kept(tmp_path: Path) -> None:
    save(tmp_path / "state", online(days=3, most=77), encoder=ENCODER, read=0)
    stories, _ = load(tmp_path / "state", encoder=ENCODER)
    assert (stories.days, stories.most) == (3, 77)


def test_gaps_of_what_was_let_go(tmp_path: Path) -> None:
    stories = online(days=1)
    for day in range(30):
        stories.add([sketch(f"d{day}-{k}", text, DAY + 2 * day) for k, text in enumerate(FERRY)])
    save(tmp_path / "state", stories, encoder=ENCODER, read=120)
    again, _ = load(tmp_path / "state", encoder=ENCODER)
    assert list(again.articles) == list(stories.articles)
    assert again.window.rarity.articles == stories.window.rarity.articles
    assert (again.window.rarity.stems == stories.window.rarity.stems).all()
    assert (again.window.rarity.names == stories.window.rarity.names).all()


def state(folder: Path) -> Path:
    stories = online()
    told(stories, [SKETCHES[:12]])
    save(folder / "state", stories, encoder=ENCODER, read=12)
    return folder / "state"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot be read: No such file"):
        load(tmp_path / "none", encoder=ENCODER)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 99, b"hello world", b"\xff\xfe\xfd"])
def test_a_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "state").write_bytes(content)
    with pytest.raises(StateError, match="is not the state of a stream"):
        load(tmp_path / "state", encoder=ENCODER)


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    path = state(tmp_path)
    data = path.read_bytes()
    for length in (len(data) - 1, len(data) // 2, 40):
        path.write_bytes(data[:length])
        with pytest.raises(StateError, match=r"is cut off|damaged"):
            load(path, encoder=ENCODER)


def test_a_state_of_another_version(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(msgspec.msgpack.encode({"format": "crossread stream 99"}))
    with pytest.raises(StateError, match="'crossread stream 99'; this version reads"):
        load(tmp_path / "state", encoder=ENCODER)


def test_a_state_of_another_encoder(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="not with other 1: begin a new state"):
        load(state(tmp_path), encoder="other 1")


def test_damage_inside(tmp_path: Path) -> None:
    path = state(tmp_path)
    fields = msgspec.msgpack.decode(path.read_bytes())
    for change in (
        {"articles": fields["articles"][:5]},
        {"young": fields["young"][:3]},
        {"window": {**fields["window"], "arrays": [b""] * 6}},
        {"window": {**fields["window"], "positions": [3, 1]}},
        {"days": 0},
    ):
        path.write_bytes(msgspec.msgpack.encode({**fields, **change}))
        with pytest.raises(StateError, match="damaged"):
            load(path, encoder=ENCODER)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot be written"):
        save(tmp_path / "no folder" / "state", online(), encoder=ENCODER, read=0)


def test_the_old_state_stays_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = state(tmp_path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError, match="No space left"):
        save(path, online(), encoder=ENCODER, read=0)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["state"]


def test_what_is_saved_does_not_grow_with_what_is_gone(tmp_path: Path) -> None:
    def size(days: int) -> int:
        stories: OnlineStories = online(days=1)
        for day in range(days):
            stories.add([sketch(f"d{day}", FERRY[day % 4], DAY + 3 * day)])
        save(tmp_path / "state", stories, encoder=ENCODER, read=days)
        return (tmp_path / "state").stat().st_size

    assert size(40) < 1.2 * size(20)
