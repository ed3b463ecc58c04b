"""The console: an API and pages from which an admin makes, watches and removes demo tenants."""
