"""The command line of the benches.

    python -m bench NAME --data DIR [--json] [--errors KIND]
    python -m bench all --data DIR --write docs/benchmarks.md
    python -m bench gate [--data examples]

A bench is a module `bench/NAME.py` with `run(data: Path) -> Report` that raises `MissingData`
where DIR is not what it needs. For `all`, DIR holds the unpacked archives as sub-folders; a
bench's `DATA` names those it can use. `gate` compares the figures of `examples` with the floors
pinned in `bench/floors.toml`. Exit status: 0 done, 1 below a floor or a bench failed or lacks
its data, 2 wrong call.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import json
import os
import platform
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path

from bench import gold
from bench.report import MissingData, Report, markdown, plain

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")

# Sub-folders each bench can use; a module's own `DATA` goes before. "examples" is the project's.
BENCHES: dict[str, tuple[str, ...]] = {
    "examples": ("examples",),
    "encoder": ("ntrex-dev",),
    "names": ("ner-open-dev", "ner-smartdata-dev", "panx", "bsnlp-dev"),
    "links": ("wmt-docs-dev", "meantime-dev", "ntrex-dev"),
    "stories": ("ecbplus", "newswcl50", "meantime-dev", "itn-dev"),
    "quotes": ("polnear-dev", "german-quotes-dev"),
    "figures": ("recognizers",),
    "times": ("timex-dev", "recognizers"),
    "points": ("examples",),
    "speed": ("examples/pages",),
    "pages": ("zyte-aeb",),
}
PACKAGES = ("numpy", "python-crfsuite", "rapidfuzz", "sentencex", "tokenizers", "trafilatura")


@dataclass(frozen=True, slots=True)
class Run:
    """One bench on one folder of data.

    Args:
        bench: its name.
        data: the folder's name; None where there is no folder to run on.
        report: None where it was not run.
        why: why not.
        failed: whether it stopped with an error, rather than for want of data.
    """

    bench: str
    data: str | None
    report: Report | None
    why: str = ""
    failed: bool = False


def main(arguments: list[str] | None = None) -> int:
    """Run what the arguments ask for; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=[*BENCHES, "all", "gate"], metavar="NAME")
    parser.add_argument("--data", type=Path, help="folder of the data")
    parser.add_argument("--json", action="store_true", help="last line: the figures as JSON")
    parser.add_argument("--errors", metavar="KIND", help="list misses and false finds of a kind")
    parser.add_argument("--write", type=Path, metavar="FILE", help="with all: write the report")
    given = parser.parse_args(arguments)
    if given.name == "gate":
        return gate(given.data or ROOT / "examples")
    if given.data is None:
        parser.error("--data DIR is needed")
    if given.name == "all":
        return everything(given.data, given.write, given.json)
    return one(given.name, given.data, as_json=given.json, errors=given.errors)


def one(name: str, data: Path, *, as_json: bool, errors: str | None) -> int:
    """Run one bench and print its report."""
    try:
        report = _report(name, data)
    except MissingData as error:
        print(f"{name}: not run: {error}", file=sys.stderr)
        return 1
    if errors is not None:
        if errors not in report.errors:
            kinds = ", ".join(sorted(report.errors)) or "none"
            print(f"{name}: no errors of kind {errors!r}; there are: {kinds}", file=sys.stderr)
        print("\n".join(report.errors.get(errors, ())))
    else:
        print(plain(report), end="")
    if as_json:
        print(json.dumps(report.figures, ensure_ascii=False, sort_keys=True))
    return 0


def _report(name: str, data: Path) -> Report:
    if importlib.util.find_spec(f"bench.{name}") is None:
        raise MissingData(f"bench/{name}.py does not exist yet")
    report: Report = importlib.import_module(f"bench.{name}").run(data)
    return report


def everything(data: Path, write: Path | None, as_json: bool) -> int:
    """Run every bench on every folder that it can use, and write the report."""
    runs: list[Run] = []
    for name in BENCHES:
        for run in _runs(name, data):
            state = "done" if run.report else f"not run: {run.why}"
            print(f"{run.bench} {run.data or ''}: {state}", file=sys.stderr)
            runs.append(run)
    text = _document(runs, data)
    if write is not None:
        write.parent.mkdir(parents=True, exist_ok=True)
        write.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    if as_json:
        figures = {f"{r.bench} {r.data}": r.report.figures for r in runs if r.report}
        print(json.dumps(figures, ensure_ascii=False, sort_keys=True))
    return 1 if any(r.failed for r in runs) else 0


def _runs(name: str, data: Path) -> Iterator[Run]:
    if importlib.util.find_spec(f"bench.{name}") is None:
        yield Run(name, None, None, "the bench does not exist yet")
        return
    module = importlib.import_module(f"bench.{name}")
    for wanted in getattr(module, "DATA", BENCHES[name]):
        folder = _folder(wanted, data)
        if folder is None:
            yield Run(name, wanted, None, f"{wanted} is not there")
            continue
        try:
            yield Run(name, wanted, module.run(folder))
        except MissingData as error:
            yield Run(name, wanted, None, str(error))
        except Exception as error:  # one broken bench must not lose the others' results
            yield Run(name, wanted, None, f"{type(error).__name__}: {error}", failed=True)


def _folder(wanted: str, data: Path) -> Path | None:
    for base in (data, ROOT):
        if (base / wanted).is_dir():
            return base / wanted
    return None


def _document(runs: list[Run], data: Path) -> str:
    """The whole report as Markdown."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `python -m bench all --data DIR --write docs/benchmarks.md`; not by hand.",
        "",
        f"- date: {date.today().isoformat()}",
        f"- machine: {_machine()}",
        f"- Python {platform.python_version()}, " + ", ".join(_versions()),
        "",
    ]
    for run in runs:
        if run.report is not None:
            lines += [f"## {run.bench}: {run.data}", "", markdown(run.report)]
    missing = [r for r in runs if r.report is None]
    if missing:
        lines += ["## Not run", ""]
        lines += [f"- {r.bench}{f' ({r.data})' if r.data else ''}: {r.why}" for r in missing]
        lines.append("")
    lines += ["## Digests", "", "| what | SHA-256 |", "|---|---|"]
    used = sorted({r.data for r in runs if r.report is not None and r.data is not None})
    folders = [("data " + name, _folder(name, data)) for name in used]
    models = ROOT / "src" / "crossread" / "models"
    folders += [
        ("model " + f.name, f) for f in sorted(models.glob("*")) if f.is_dir() and any(f.iterdir())
    ]
    lines += [f"| {name} | `{_digest(folder)[:16]}` |" for name, folder in folders if folder]
    return "\n".join(lines).rstrip() + "\n"


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        names = [
            line.partition(":")[2].strip()
            for line in information.read_text("utf-8", "replace").splitlines()
            if line.startswith("model name")
        ]
        processor = names[0] if names else processor
    return f"{processor}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def _versions() -> Iterator[str]:
    for package in ("crossread", *PACKAGES):
        try:
            yield f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            continue


def _digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files of a folder, in sorted order."""
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as opened:
            total.update(hashlib.file_digest(opened, "sha256").digest())
    return total.hexdigest()


def gate(data: Path, floors: Path = FLOORS) -> int:
    """Compare the figures of `examples` with the pinned floors.

    Args:
        data: the example corpus.
        floors: a TOML file with `corpus` (the digest of pages and gold) and a table `floors`.

    Returns:
        0 where every figure reaches its floor and the corpus is the pinned one, else 1.
    """
    if not floors.is_file():
        print(f"gate: {floors} is not there", file=sys.stderr)
        return 1
    pinned = tomllib.loads(floors.read_text("utf-8"))
    failed = False
    try:
        found = gold.digest(data)
        if found != pinned["corpus"]:
            print(f"gate: the corpus has changed: its digest is now {found}; pin it with care")
            failed = True
        figures = _report("examples", data).figures
    except (MissingData, gold.GoldError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    for name, floor in pinned["floors"].items():
        figure = figures.get(name)
        if figure is None:
            print(f"below  {name}: there is no such figure")
        else:
            print(f"{'ok   ' if figure >= floor else 'below'}  {name}: {figure:.4f} ≥ {floor}?")
        failed = failed or figure is None or figure < floor
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
