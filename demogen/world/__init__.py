"""What happens: every lifecycle of a config and a seed, and what of it is known on a day."""
