"""A bundle as files for tools that read no Parquet: CSV, JSON Lines, DuckDB, SQL, and import files of two CRMs."""

FILES = ("duckdb", "sql")  # formats that are one file; the others are a folder of files
FORMATS = ("csv", "jsonl", *FILES, "hubspot", "salesforce")
