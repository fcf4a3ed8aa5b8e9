"""Bytes → pages: one file a format (text, html, jsonl), `sources` for files and folders."""

from __future__ import annotations

from crossread.reading.sources import pages

__all__ = ["pages"]
