"""Backups: one file with everything but the keys of ballots, and the way back from it."""
