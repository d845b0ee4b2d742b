"""Simulated people who use the real doors."""
