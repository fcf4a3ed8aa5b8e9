"""The gate: figures of benches against the floors pinned in `bench/floors.toml`.

In: the floors, and the data that they were measured on: the project's own `examples`, and a folder
of unpacked archives where there is one. Out: a line a figure, exit status 1 where one is under its
floor or missing, where data is not the pinned data, or where a shipped model is not the one that
the floors were measured with. What could not be measured for want of data is listed as not run; its
models are compared all the same, so that no model changes without somebody measuring it.

Floors rise with `--update` and are lowered with `--lower` besides, never otherwise.
"""

from __future__ import annotations

import json
import math
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import gold
from bench.digests import folder_digest
from bench.report import MissingData, Report

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
MODELS = ROOT / "src" / "crossread" / "models"
OWN = "examples"  # the corpus of the project: it must be there
MARGIN = 0.005  # a new floor is so far under the figure: a model trained again differs as much
STEP = 1000  # floors have three decimals

Measure = Callable[[str, Path], Report]
"""(name of a bench, folder of its data) → its report; raises `MissingData`."""


class FloorsError(Exception):
    """The file of floors is not there or cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one bench on one folder is held to.

    Args:
        bench: its name.
        data: the folder: under the given folder of data, else in the project.
        digest: of the data; empty where it was never measured.
        models: digest of each shipped model that the figures depend on.
        floors: the least of each figure.
        margin: how far under a measured figure a new floor is set.
    """

    bench: str
    data: str
    digest: str
    models: dict[str, str]
    floors: dict[str, float]
    margin: float = MARGIN

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.bench} ({self.data})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What measuring found.

    Args:
        held: what was held to it.
        figures: None where it was not run.
        why: why it was not run.
        digest: of the data there is.
        models: digests of the models there are.
        faults: that fail the gate, a line each, but for figures under their floor.
    """

    held: Held
    figures: dict[str, float] | None
    why: str
    digest: str
    models: dict[str, str]
    faults: tuple[str, ...]

    def below(self) -> list[str]:
        """The floors that are not reached, and the figures that are not there."""
        if self.figures is None:
            return []
        return [
            name for name, floor in self.held.floors.items() if not self.holds(name, floor=floor)
        ]

    def holds(self, name: str, floor: float) -> bool:
        """Whether a figure is there and reaches a floor; what is no number does not."""
        return self.figures is not None and self.figures.get(name, -math.inf) >= floor


def gate(
    data: Path | None,
    measure: Measure,
    *,
    floors: Path = FLOORS,
    models: Path = MODELS,
    root: Path = ROOT,
) -> int:
    """Compare figures with their floors and say what was found.

    Args:
        data: folder of unpacked archives; None where there is none.
        measure: runs a bench.
        floors: the TOML file.
        models: the folder of the shipped models.
        root: the project, for the data it holds.

    Returns:
        0 where everything measured holds and all digests are the pinned ones, else 1.
    """
    try:
        _, sections = read(floors)
    except FloorsError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    outcomes = [measured(held, data, measure, models, root) for held in sections]
    for outcome in outcomes:
        tell(outcome)
    return summary(outcomes)


def update(
    data: Path | None,
    measure: Measure,
    *,
    lower: bool = False,
    floors: Path = FLOORS,
    models: Path = MODELS,
    root: Path = ROOT,
) -> int:
    """Measure, raise the floors, and pin the digests of what was measured.

    Nothing is written where a figure is under its floor, unless `lower`; nor where one is missing.
    A section whose data is not there stays as it is.

    Args:
        data, measure, floors, models, root: see `gate`.
        lower: floors that are not reached are set anew too.

    Returns:
        0 where the file was written, else 1.
    """
    try:
        header, sections = read(floors)
    except FloorsError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    outcomes = [measured(held, data, measure, models, root) for held in sections]
    refused: list[str] = []
    for outcome in outcomes:
        held, figures = outcome.held, outcome.figures
        if figures is None:
            print(f"not run  {held.name}: {outcome.why}; its floors stay as they are")
            refused += [f"{held.name}: {outcome.why}"] if own(held) else []
            continue
        for name in outcome.below():
            if name not in figures or math.isnan(figures[name]):
                refused.append(f"{held.name}: there is no figure {name!r}")
            elif not lower:
                refused.append(
                    f"{held.name}: {name} is {figures[name]:.4f}, its floor {held.floors[name]}"
                )
    if refused:
        print("\n".join(f"refused  {line}" for line in refused))
        print("gate: nothing written; --lower lowers floors: say why in the commit")
        return 1
    new = [raised(outcome) for outcome in outcomes]
    for old, now in zip(sections, new):
        for name, floor in now.floors.items():
            if floor != old.floors[name]:
                way = "raised" if floor > old.floors[name] else "lowered"
                print(f"{way:7}  {now.name}: {name} {old.floors[name]} → {floor}")
    write(floors, header, new)
    return 0


def measured(held: Held, data: Path | None, measure: Measure, models: Path, root: Path) -> Outcome:
    """Run what a section holds, where its data is there."""
    faults: list[str] = []
    shipped: dict[str, str] = {}
    for name, pinned in held.models.items():
        model = models / name
        shipped[name] = folder_digest(model) if model.is_dir() else ""
        if shipped[name] != pinned:
            faults.append(
                f"models/{name} is not the model that these floors were measured with: "
                "measure again (gate --data DIR), then pin it (gate --data DIR --update)"
            )
    folder = found(held.data, data, root)
    if folder is None:
        why = f"{held.data} is not there"
        faults += [f"{why}: it belongs to the project"] if own(held) else []
        return Outcome(held, None, why, held.digest, shipped, tuple(faults))
    digest = gold.digest(folder) if (folder / "gold").is_dir() else folder_digest(folder)
    if digest != held.digest:
        faults.append(
            f"the data has changed: its digest is now {digest}; pin it with care (--update)"
            if held.digest
            else "never measured: --update sets its floors and pins its data"
        )
    try:
        figures: dict[str, float] | None = measure(held.bench, folder).figures
        why = ""
    except (MissingData, gold.GoldError) as error:  # there is data, but not what it should be
        figures, why = None, str(error)
        faults.append(why)
    return Outcome(held, figures, why, digest, shipped, tuple(faults))


def found(wanted: str, data: Path | None, root: Path) -> Path | None:
    """The folder of a section's data: what the project holds is taken from the project."""
    bases = [root] if wanted.split("/")[0] == OWN else [data] if data is not None else []
    return next((base / wanted for base in bases if (base / wanted).is_dir()), None)


def own(held: Held) -> bool:
    """Whether a section's data belongs to the project."""
    return held.data.split("/")[0] == OWN


def tell(outcome: Outcome) -> None:
    """Print a section: its faults, then a line a figure."""
    held, figures = outcome.held, outcome.figures
    print(held.name)
    for fault in outcome.faults:
        print(f"  fails  {fault}")
    if figures is None:
        print(f"  not run: {outcome.why}")
        return
    for name, floor in held.floors.items():
        if name not in figures:
            print(f"  below  {name}: there is no such figure")
        else:
            state = "ok   " if outcome.holds(name, floor) else "below"
            print(f"  {state}  {name}: {figures[name]:.4f} ≥ {floor}?")


def summary(outcomes: Sequence[Outcome]) -> int:
    """Print what it comes to; the exit status."""
    below = sum(len(o.below()) for o in outcomes)
    held = sum(len(o.held.floors) for o in outcomes if o.figures is not None) - below
    faults = sum(len(o.faults) for o in outcomes)
    absent = [o.held.name for o in outcomes if o.figures is None]
    print(f"gate: {held} figures hold, {below} below, {faults} other faults")
    if absent:
        print(f"gate: NOT RUN: {', '.join(absent)}")
    return 1 if below or faults else 0


def raised(outcome: Outcome) -> Held:
    """A section with floors and digests of what was measured."""
    held, figures = outcome.held, outcome.figures
    if figures is None:
        return held
    floors: dict[str, float] = {}
    for name, floor in held.floors.items():
        # figures are sums of floats: what is a thousandth but for the last bits is that thousandth
        new = max(0.0, math.floor((figures[name] - held.margin) * STEP + 1e-6) / STEP)
        floors[name] = max(new, floor) if figures[name] >= floor else new
    return replace(held, digest=outcome.digest, models=outcome.models, floors=floors)


def read(path: Path) -> tuple[str, list[Held]]:
    """The comment at the top of a file of floors, and its sections.

    Raises:
        FloorsError: it is not there, no TOML, or lacks something.
    """
    try:
        text = path.read_text(encoding="utf-8")
        records = tomllib.loads(text)["held"]
        sections = [_held(record) for record in records]
    except OSError as error:
        raise FloorsError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FloorsError(f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FloorsError(f"{path}: not a file of floors: {error!r}") from error
    lines = text.splitlines(keepends=True)
    last = next((n for n, line in enumerate(lines) if line.lstrip()[:1] not in ("#", "")), 0)
    return "".join(lines[:last]).rstrip(), sections


def _held(record: dict[str, Any]) -> Held:
    floors = {name: float(floor) for name, floor in record["floors"].items()}
    if not floors or any(math.isnan(floor) for floor in floors.values()):
        raise ValueError(f"no floors of {record['bench']}")
    return Held(
        bench=record["bench"],
        data=record["data"],
        digest=record["digest"],
        models=dict(record.get("models", {})),
        floors=floors,
        margin=float(record.get("margin", MARGIN)),
    )


def write(path: Path, header: str, sections: Sequence[Held]) -> None:
    """Write a file of floors."""
    lines = [header, ""] if header else []
    for held in sections:
        lines += ["[[held]]", f"bench = {_quoted(held.bench)}", f"data = {_quoted(held.data)}"]
        lines.append(f"digest = {_quoted(held.digest)}")
        lines += [f"margin = {held.margin}"] if held.margin != MARGIN else []
        if held.models:
            lines.append("[held.models]")
            lines += [f"{_quoted(name)} = {_quoted(d)}" for name, d in held.models.items()]
        lines.append("[held.floors]")
        lines += [f"{_quoted(name)} = {floor}" for name, floor in held.floors.items()]
        lines.append("")
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    """Text as TOML writes it; JSON strings are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
