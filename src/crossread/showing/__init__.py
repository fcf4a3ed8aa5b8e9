"""Dossier → what people and programs read: `html`, `json`, `markdown`.

Each format is one module with one function; `lookup` finds records by id for all of them.
Nothing is imported here, so that asking for one format never costs another.
"""
