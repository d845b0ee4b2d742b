"""Slices, stamps and the tick that sends them."""
