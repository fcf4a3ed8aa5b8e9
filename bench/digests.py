"""Digests of folders: which data and which models a figure was measured with."""

from __future__ import annotations

import hashlib
from pathlib import Path

# What is about the files, or made of them: words on data and models may change without them.
BESIDE = {".md", ".pyc"}


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of the files of a folder and those below, in sorted order.

    Args:
        folder: is read whole; texts about the data (`*.md`) do not count.

    Returns:
        64 hexadecimal digits.
    """
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in BESIDE):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as opened:
            total.update(hashlib.file_digest(opened, "sha256").digest())
    return total.hexdigest()
