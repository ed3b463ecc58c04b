"""What is asked: the config as a user writes it, the reference data it names, and the config as resolved."""
