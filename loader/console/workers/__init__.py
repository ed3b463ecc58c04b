"""Who does the work: processes that generate and load jobs, one for what a request waits for, and the bundles kept."""
