"""What a benchmark returns: tables for a person, figures for a program."""

from __future__ import annotations

from dataclasses import dataclass


class MissingData(Exception):
    """The data that a benchmark needs is not there; the message says which."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a report; a cell is text, a whole number, or a share shown with 3 decimals."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one benchmark.

    Args:
        name: the benchmark's name on the command line.
        tables: for people, in order.
        figures: flat names ("fr-en sentence accuracy") and values, for `--json` and the gate.
        notes: lines that tell how it was measured.
    """

    name: str
    tables: tuple[Table, ...]
    figures: dict[str, float]
    notes: tuple[str, ...] = ()
