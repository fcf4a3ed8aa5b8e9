"""The cases of a folder in the form of `recognizers`, for the benches of figures and of times."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any


def cases(path: Path, languages: Collection[str]) -> Iterator[dict[str, Any]]:
    """The cases of one file that are in these languages and that its own authors support.

    Args:
        path: JSON lines with `lang`, `input`, `results` and the like.
        languages: two-letter codes.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            case: dict[str, Any] = json.loads(line)
            if case["lang"] in languages and "dotnet" not in case.get("not_supported", ()):
                yield case
