"""Archives: one workshop as one file, without votes and without who wrote what, and back."""
