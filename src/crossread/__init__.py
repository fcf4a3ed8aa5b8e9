"""Read one story across every source and language."""
