"""The command line of the benches.

    python -m bench NAME --data DIR [--json] [--errors KIND] [--peers] [--write FILE]
    python -m bench all --data DIR --write docs/benchmarks.md [--peers]
    python -m bench encoder --data DIR --encoder PATH
    python -m bench gate [--data DIR] [--update [--lower]]

A bench is a module `bench/NAME.py` with `run(data: Path) -> Report` that raises `MissingData`
where DIR is not what it needs. For `all`, DIR holds the unpacked archives as sub-folders; a
bench's `DATA` names those it can use. A bench whose peer must be trained first has `with_peers`
beside `run`. `gate` compares figures with the floors pinned in `bench/floors.toml` (bench/gate.py).
Exit status: 0 done, 1 below a floor or a bench failed or lacks its data, 2 wrong call.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from types import ModuleType

from bench import encoder as encoders
from bench import gate
from bench.digests import folder_digest
from bench.report import MissingData, Report, markdown, plain
from crossread.encoding import load
from crossread.errors import CrossreadError

ROOT = Path(__file__).resolve().parent.parent

# Sub-folders each bench can use; a module's own `DATA` goes before. "examples" is the project's.
BENCHES: dict[str, tuple[str, ...]] = {
    "speed": (
        "examples/pages",
    ),  # first: a child's peak memory is at least that of its parent here
    "examples": ("examples",),
    "encoder": ("ntrex-dev", "wmt-docs-dev", "tatoeba-challenge"),
    "alignment": ("examples/alignment",),
    "lexicon": ("examples/lexicon",),
    "names": (".", "bsnlp-dev"),  # all its folders at once, so that means are over all
    "links": ("wmt-docs-dev", "meantime-dev", "ntrex-dev", "news-en-8k"),
    "stories": ("ecbplus", "newswcl50", "meantime-dev", "itn-dev"),
    "small_folders": ("examples/rehearsal", "examples/heldout", "examples/points"),
    "stream": ("ecbplus", "newswcl50", "meantime-dev", "itn-dev", "news-en-8k"),
    "quotes": ("examples/quotes", "polnear-dev", "german-quotes-dev"),
    "figures": ("recognizers",),
    "times": ("timex-dev", "recognizers"),
    "points": ("examples", "examples/rehearsal", "examples/points", "examples/heldout"),
    "read_points": ("pages", "newswcl50"),
    "difference_pairs": ("examples/pairs",),
    "translated": ("ntrex-train", "ntrex-dev"),
    "encoder_speed": ("news-en-8k", "examples/pages"),
    "pages": ("zyte-aeb",),
}
# Those that take minutes: commands of their own, not part of `all`.
LONG: dict[str, tuple[str, ...]] = {
    "throughput": ("news-en-8k",),
    "scale": ("news-en-8k",),
    "compare": ("news-en-8k",),
}
PACKAGES = (
    "numpy", "rapidfuzz", "sentencex", "trafilatura", "spacy", "scikit-learn", "bertopic", "hdbscan",
    "umap-learn", "onnxruntime",
)  # fmt: skip


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
    parser.add_argument("name", choices=[*BENCHES, *LONG, "all", "gate"], metavar="NAME")
    parser.add_argument("--data", type=Path, help="folder of the data")
    parser.add_argument("--json", action="store_true", help="last line: the figures as JSON")
    parser.add_argument("--errors", metavar="KIND", help="list misses and false finds of a kind")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the report there")
    parser.add_argument("--peers", action="store_true", help="train peers beside (minutes)")
    parser.add_argument(
        "--update", action="store_true", help="with gate: raise floors, pin digests"
    )
    parser.add_argument("--lower", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--encoder", type=Path, metavar="PATH", help="with encoder: measure it")
    given = parser.parse_args(arguments)
    if given.encoder is not None and given.name != "encoder":
        parser.error("--encoder goes with the bench encoder")
    if (given.update and given.name != "gate") or (given.lower and not given.update):
        parser.error("--update goes with gate, --lower with --update")
    if given.name == "gate":
        if given.data is not None and not given.data.is_dir():
            parser.error(f"{given.data} is not a folder")
        if given.update:
            return gate.update(given.data, _report, lower=given.lower)
        return gate.gate(given.data, _report)
    if given.data is None:
        parser.error("--data DIR is needed")
    if given.name == "all":
        return everything(given.data, given.write, given.json, peers=given.peers)
    return one(
        given.name,
        given.data,
        as_json=given.json,
        errors=given.errors,
        peers=given.peers,
        encoder=given.encoder,
        write=given.write,
    )


def one(
    name: str,
    data: Path,
    *,
    as_json: bool,
    errors: str | None,
    peers: bool = False,
    encoder: Path | None = None,
    write: Path | None = None,
) -> int:
    """Run one bench and print its report, or write it."""
    try:
        if encoder is not None:
            report = encoders.run(data, load(encoder))
        else:
            report = _report(name, data, peers) if peers else _report(name, data)
    except (MissingData, CrossreadError) as error:
        print(f"{name}: not run: {error}", file=sys.stderr)
        return 1
    if errors is not None:
        if errors not in report.errors:
            kinds = ", ".join(sorted(report.errors)) or "none"
            print(f"{name}: no errors of kind {errors!r}; there are: {kinds}", file=sys.stderr)
        print("\n".join(report.errors.get(errors, ())))
    elif write is not None:
        call = f"{name} --data DIR{' --peers' if peers else ''}"
        folders = data if report.data else data.resolve().parent
        _write(write, _document([Run(name, data.resolve().name, report)], folders, call))
    else:
        print(plain(report), end="")
    if as_json:
        print(json.dumps(report.figures, ensure_ascii=False, sort_keys=True))
    return 0


def _report(name: str, data: Path, peers: bool = False) -> Report:
    if importlib.util.find_spec(f"bench.{name}") is None:
        raise MissingData(f"bench/{name}.py does not exist yet")
    return _measure(importlib.import_module(f"bench.{name}"), data, peers)


def _measure(module: ModuleType, data: Path, peers: bool) -> Report:
    run = getattr(module, "with_peers", module.run) if peers else module.run
    report: Report = run(data)
    return report


def everything(data: Path, write: Path | None, as_json: bool, peers: bool = False) -> int:
    """Run every bench on every folder that it can use, and write the report."""
    runs: list[Run] = []
    for name in BENCHES:
        for run in _runs(name, data, peers):
            state = "done" if run.report else f"not run: {run.why}"
            print(f"{run.bench} {run.data or ''}: {state}", file=sys.stderr)
            runs.append(run)
    text = _document(runs, data, f"all --data DIR{' --peers' if peers else ''}")
    if write is not None:
        _write(write, text)
    else:
        print(text, end="")
    if as_json:
        figures = {f"{r.bench} {', '.join(_read(r))}": r.report.figures for r in runs if r.report}
        print(json.dumps(figures, ensure_ascii=False, sort_keys=True))
    return 1 if any(r.failed for r in runs) else 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _runs(name: str, data: Path, peers: bool) -> Iterator[Run]:
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
            yield Run(name, wanted, _measure(module, folder, peers))
        except MissingData as error:
            yield Run(name, wanted, None, str(error))
        except Exception as error:  # one broken bench must not lose the others' results
            yield Run(name, wanted, None, f"{type(error).__name__}: {error}", failed=True)


def _folder(wanted: str, data: Path) -> Path | None:
    for base in (data, ROOT):
        if (base / wanted).is_dir():
            return base / wanted
    return None


def _document(runs: list[Run], data: Path, call: str) -> str:
    """The whole report as Markdown; `call` is what wrote it."""
    lines = [
        "# Benchmarks",
        "",
        f"Written by `python -m bench {call} --write FILE`; not by hand.",
        "",
        f"- date: {date.today().isoformat()}",
        f"- machine: {_machine()}",
        f"- Python {platform.python_version()}, " + ", ".join(_versions()),
        "",
    ]
    for run in runs:
        if run.report is not None:
            lines += [f"## {run.bench}: {', '.join(_read(run))}", "", markdown(run.report)]
    missing = [r for r in runs if r.report is None]
    if missing:
        lines += ["## Not run", ""]
        lines += [f"- {r.bench}{f' ({r.data})' if r.data else ''}: {r.why}" for r in missing]
        lines.append("")
    lines += ["## Digests", "", "| what | SHA-256 |", "|---|---|"]
    used = sorted({name for r in runs for name in _read(r)})
    folders = [("data " + name, _folder(name, data)) for name in used]
    models = ROOT / "src" / "crossread" / "models"
    folders += [
        ("model " + f.name, f) for f in sorted(models.glob("*")) if f.is_dir() and any(f.iterdir())
    ]
    lines += [f"| {name} | `{folder_digest(folder)[:16]}` |" for name, folder in folders if folder]
    return "\n".join(lines).rstrip() + "\n"


def _read(run: Run) -> tuple[str, ...]:
    """The names of the folders that a bench read."""
    if run.report is None:
        return ()
    return run.report.data or ((run.data,) if run.data is not None else ())


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


if __name__ == "__main__":
    sys.exit(main())
