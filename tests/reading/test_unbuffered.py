from __future__ import annotations

import os

import pytest

from crossread.reading.sources import Unbuffered


def lines(data: bytes, limit: int) -> list[bytes]:
    reading, writing = os.pipe()
    try:
        os.write(writing, data)
        os.close(writing)
        pipe = Unbuffered(reading)
        found = []
        while line := pipe.readline(limit):
            found.append(line)
        return found
    finally:
        os.close(reading)


@pytest.mark.parametrize("data", [b"", b"\n", b"a\nb\n", b"a\n\nb", b"no end", b"\n\n\n"])
def test_lines_are_those_of_a_file(data: bytes) -> None:
    assert lines(data, 100) == data.splitlines(keepends=True)


def test_a_line_longer_than_the_limit_comes_in_parts() -> None:
    assert lines(b"abcdefg\nhi\n", 3) == [b"abc", b"def", b"g\n", b"hi\n"]


def test_a_line_of_just_the_limit() -> None:
    assert lines(b"ab\ncd\n", 3) == [b"ab\n", b"cd\n"]


def test_a_line_is_given_while_the_pipe_is_open() -> None:
    reading, writing = os.pipe()
    try:
        pipe = Unbuffered(reading)
        os.write(writing, b"first\nsec")
        assert pipe.readline(100) == b"first\n"
        os.write(writing, b"ond\n")
        assert pipe.readline(100) == b"second\n"
    finally:
        os.close(reading)
        os.close(writing)
