"""Jobs: who loads what, how far it is, whether it still lives, and what became of it."""
