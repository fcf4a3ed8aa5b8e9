"""Knowledge of languages: one TOML file a language, read once.

A file holds one table a stage (`[sentences]`, `[furniture]`, `[quotes]`, `[names]`, `[figures]`,
`[times]`, …). A stage asks for its table and compiles what it needs; a new language is a new
file, not new code. Every table is documented at the top of `en.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from crossread.errors import ModelError

Table = Mapping[str, Any]


@cache
def known() -> tuple[str, ...]:
    """Two-letter codes of the languages that have a file, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name[:-5] for f in files if f.name.endswith(".toml")))


@cache
def language(code: str) -> Table:
    """All tables of one language; an empty mapping for a language without a file.

    Raises:
        ModelError: the file is not valid TOML.
    """
    if code not in known():
        return {}
    text = resources.files(__name__).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"languages/{code}.toml is not valid TOML: {error}") from error


def table(code: str, name: str) -> Table:
    """One table of one language; empty where the language or the table is not there."""
    found: Table = language(code).get(name, {})
    return found
