"""Everything that can go wrong through a person's input, and nothing else.

CrossreadError
├── ReadError        a page that cannot be read (carries `path`)
│   └── FormatError  a record inside a file that cannot be read (carries `line`)
├── UsageError       a call that cannot be carried out as asked
├── NothingToDo      the input holds no article
├── ModelError       a model or language file that is missing or broken
├── OutputError      the result cannot be written
├── StateError       the state of a stream cannot be read or written
└── IndexFileError   an index on disk that is missing, foreign, damaged or locked

Messages are one line: what was wrong, where, what to do. Any other exception is a bug.
"""

from __future__ import annotations


class CrossreadError(Exception):
    """The root of all errors that a person can cause."""


class ReadError(CrossreadError):
    """A page that cannot be read.

    Args:
        message: one line.
        path: the path or URL of what could not be read.
    """

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.path = path


class FormatError(ReadError):
    """A record inside a file that cannot be read.

    Args:
        message: one line.
        path: the file.
        line: its line, counted from 1.
    """

    def __init__(self, message: str, path: str, line: int) -> None:
        super().__init__(message, path)
        self.line = line


class UsageError(CrossreadError):
    """A call that cannot be carried out as asked."""


class NothingToDo(CrossreadError):
    """The input holds no article."""


class ModelError(CrossreadError):
    """A model or language file that is missing or broken."""


class OutputError(CrossreadError):
    """The result cannot be written."""


class StateError(CrossreadError):
    """The state of a stream that cannot be read or written."""


class IndexFileError(CrossreadError):
    """An index on disk that is missing, foreign, damaged or locked."""
