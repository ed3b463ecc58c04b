"""Mappings: which tables and columns of a database a bundle becomes."""
