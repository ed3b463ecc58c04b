"""A bundle as files for other tools: CSV, JSON Lines, plain Parquet, Excel, DuckDB, SQL, import files of two CRMs."""
