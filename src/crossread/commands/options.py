"""Options and arguments that several commands share, and what their values mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from crossread.errors import UsageError

if TYPE_CHECKING:
    from crossread.encoding import Encoder

Choice = TypeVar("Choice", bound=StrEnum)

_PATHS = typer.Argument(
    metavar="PATH...",
    help="Files (.txt .html .jsonl), folders, or - for standard input.",
    show_default=False,
)
Paths = Annotated[list[str], _PATHS]
OptionalPaths = Annotated[list[str] | None, _PATHS]

Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="Publication date of pages that do not say their own.",
        show_default=False,
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Processes to work in; as many as cores by default, once there is enough to do.",
        show_default=False,
    ),
]

EncoderPath = Annotated[
    Path | None,
    typer.Option(
        "--encoder",
        metavar="PATH",
        help="Use this encoder on disk instead of the shipped one; crossread models tells which.",
        show_default=False,
    ),
]


def one_of(choices: type[Choice], kind: str) -> Callable[[str], Choice]:
    """A parser of an option that is one of several words.

    Args:
        choices: the words.
        kind: what they are, for the message.
    """

    def chosen(value: str) -> Choice:
        try:
            return choices(value)
        except ValueError:
            known = ", ".join(choices)
            raise UsageError(f"{value}: unknown {kind}; choose from {known}") from None

    return chosen


def publication_day(value: str | None) -> str | None:
    """The day that `--date` says, ISO 8601.

    Raises:
        UsageError: it is written otherwise, or there is no such day.
    """
    if value is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"--date wants YYYY-MM-DD, got {value!r}") from None


def chosen_encoder(path: Path | None) -> Encoder | None:
    """The encoder of a path; none for the shipped one."""
    from crossread.encoding import load

    return None if path is None else load(path)
