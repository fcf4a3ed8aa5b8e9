"""What the dossier tells of how it was made: the values that decide, as the code holds them.

Read from the modules that use them, so that the dossier cannot tell others than were used.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

DECIDING = (
    ("crossread.comparing.grouping", "LEAST"),
    ("crossread.comparing.points", "ALONE"),
    ("crossread.comparing.differences", "FARTHEST"),
    ("crossread.linking.copies", "LINK_COVERAGE"),
    ("crossread.linking.copies", "COPY_COVERAGE"),
    ("crossread.linking.accounts", "STRONG"),
    ("crossread.linking.clustering", "THRESHOLD"),
    ("crossread.linking.persons", "FAMILY"),
)
"""Modules and names of the values that a reader may ask for; `threshold_NAME` in `words/` says in
words what each decides."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value that decides.

    Args:
        name: key of its description, `threshold_LEAST`.
        value: as the code holds it.
    """

    name: str
    value: float


def thresholds() -> tuple[Threshold, ...]:
    """The values that decide, in the order of `DECIDING`; one that its module no longer has is
    left out.
    """
    found: list[Threshold] = []
    for module, name in DECIDING:
        value = getattr(import_module(module), name, None)
        if isinstance(value, int | float):
            found.append(Threshold(f"threshold_{name}", float(value)))
    return tuple(found)
