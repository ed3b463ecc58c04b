"""What is handed over: the tables' schema, their digests, the files, the manifest, and reading all of it back."""
