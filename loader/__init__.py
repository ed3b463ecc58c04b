"""Loads bundles into Postgres: the second stage, which knows a bundle by its manifest alone.

The package holds its place; `demogen` works without it.
"""
