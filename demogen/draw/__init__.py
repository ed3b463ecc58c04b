"""How chance and working time work: pure functions over integers, the same on every machine."""
