"""Pages, doors, identity, errors and security."""
