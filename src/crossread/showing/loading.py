"""Saved JSON → the dossier it was written from, so that it can be shown again in any form.

The way back of `json.py`: what is written from the result is the same, byte for byte. Not kept in
the JSON, so empty here: the blocks of pages, and what pages say of themselves beyond outlet and
title; no form shows them.

A file may come from anywhere, so it is taken only if it is whole: every id has the form that ids
have (they become anchors of links), every reference leads to a record, and every span is the
text at its place.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from crossread.errors import ReadError
from crossread.model import Dossier
from crossread.showing.assembling import Wrong, assemble
from crossread.showing.json import SCHEMA
from crossread.showing.saved import Saved

LONGEST_GENERATOR = 60  # code points of a generator's name in an error


class _Head(msgspec.Struct):
    """What tells a dossier from other JSON, whatever its version."""

    schema: Any = None
    generator: Any = None
    pages: Any = None


def read(path: str | Path) -> Dossier:
    """The dossier saved in a file.

    Args:
        path: what `crossread compare --format json` wrote; `-` for standard input.

    Raises:
        ReadError: it cannot be read, or is not a whole dossier of the schema known here.
    """
    if str(path) == "-":
        return load(sys.stdin.buffer.read(), "standard input")
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path} cannot be read: {why}", str(path)) from error
    return load(data, str(path))


def load(data: bytes, name: str = "the dossier") -> Dossier:
    """The dossier that JSON was written from; time grows linearly with its length.

    Args:
        data: UTF-8 JSON, as `json.encode` writes it.
        name: what an error calls it.

    Raises:
        ReadError: it is not a whole dossier of the schema known here.
    """
    try:
        return assemble(_decoded(data.removeprefix(b"\xef\xbb\xbf")))
    except Wrong as wrong:
        raise ReadError(f"{name}: {wrong}", name) from None


def _decoded(data: bytes) -> Saved:
    if not data.strip():
        raise Wrong("it is empty")
    try:
        if not data.lstrip().startswith(b"{"):
            msgspec.json.decode(data)  # tells broken JSON from other JSON
            _not_ours()
        _check_version(msgspec.json.decode(data, type=_Head))
        return msgspec.json.decode(data, type=Saved)
    except msgspec.ValidationError as error:
        raise Wrong(f"it is not a whole dossier: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if "truncated" in str(error):
            raise Wrong("it ends too early: it was not written or copied whole") from None
        raise Wrong(f"it is not JSON: {error}") from None


def _check_version(head: _Head) -> None:
    version, generator = head.schema, head.generator
    if type(version) is not int or type(generator) is not str or head.pages is None:
        _not_ours()
    if version == SCHEMA:
        return
    made = " ".join(generator[:LONGEST_GENERATOR].split())
    wanted = f"it has schema {version} (of {made}), and this version reads schema {SCHEMA}"
    if version > SCHEMA:
        raise Wrong(f"{wanted}: use a later crossread")
    raise Wrong(f"{wanted}: compare the pages again")


def _not_ours() -> NoReturn:
    raise Wrong("it is no saved dossier: crossread compare PATH... -o dossier.json writes one")
