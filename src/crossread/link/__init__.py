"""Which articles depend on each other, and which tell of the same event."""
