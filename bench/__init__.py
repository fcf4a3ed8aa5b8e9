"""Benchmarks: one command each, on any data of the documented form.

`python -m bench NAME --data DIR [--json]`; `python -m bench all --data DIR --write FILE`.
"""
