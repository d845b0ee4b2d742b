"""The rules of a workshop: pure functions and plain values, with time passed in."""
