"""What one audience may see, as plain dicts."""
