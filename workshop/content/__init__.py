"""What can be loaded into a workshop: topics, methods and language, as TOML."""
