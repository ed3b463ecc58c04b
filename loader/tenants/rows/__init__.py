"""Rows of a loaded tenant, to look at: which, in which order, and never more than asked for."""
