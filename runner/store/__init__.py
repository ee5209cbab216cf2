"""What was run, and whether it still holds: records, the store, the store that a site carries."""
