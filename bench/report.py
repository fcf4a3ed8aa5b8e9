"""What a benchmark returns: tables for a person, figures for a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.metrics import Score

Cell = str | int | float


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
        errors: by kind, one line each miss or false find, for `--errors KIND`.
        data: names of the sub-folders that were read, where a bench reads several.
    """

    name: str
    tables: tuple[Table, ...]
    figures: dict[str, float]
    notes: tuple[str, ...] = ()
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data: tuple[str, ...] = ()


SCORE_COLUMNS = ("gold", "system", "precision", "recall", "F1")


def score_cells(score: Score) -> tuple[Cell, ...]:
    """A score as the cells of a table row, in the order of `SCORE_COLUMNS`."""
    return (score.gold, score.system, score.precision, score.recall, score.f1)


def score_figures(name: str, score: Score) -> dict[str, float]:
    """A score as figures: "NAME precision", "NAME recall", "NAME f1"."""
    return {
        f"{name} precision": score.precision,
        f"{name} recall": score.recall,
        f"{name} f1": score.f1,
    }


def cell_text(cell: Cell) -> str:
    """A cell as it is shown: fractions with three decimals."""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def plain(report: Report) -> str:
    """The report for a terminal: aligned columns, numbers to the right."""
    lines: list[str] = []
    for table in report.tables:
        shown = [[cell_text(c) for c in row] for row in table.rows]
        widths = [max(map(len, column)) for column in zip(table.columns, *shown)]
        numeric = [
            bool(table.rows) and all(not isinstance(row[i], str) for row in table.rows)
            for i in range(len(table.columns))
        ]
        lines += [table.title, ""] if table.title else []
        for row in (list(table.columns), *shown):
            padded = [
                text.rjust(width) if right else text.ljust(width)
                for text, width, right in zip(row, widths, numeric)
            ]
            lines.append("  ".join(padded).rstrip())
        lines.append("")
    lines += [f"- {note}" for note in report.notes]
    return "\n".join(lines).rstrip() + "\n"


def markdown(report: Report, heading: str = "###") -> str:
    """The report's tables and notes as Markdown."""
    lines: list[str] = []
    for table in report.tables:
        lines += [f"{heading} {table.title}", ""] if table.title else []
        lines.append("| " + " | ".join(map(_escaped, table.columns)) + " |")
        lines.append("|" + "---|" * len(table.columns))
        lines += ["| " + " | ".join(_escaped(cell_text(c)) for c in r) + " |" for r in table.rows]
        lines.append("")
    lines += [f"- {note}" for note in report.notes]
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
