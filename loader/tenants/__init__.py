"""Tenants: load, verify, replace, regenerate and delete them, whole or not at all."""
