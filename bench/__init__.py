"""Speeds that are promised, measured on this machine: `make bench`, or `make bench ONLY=name`."""
