"""What is decided: how many of each thing per period, and which sums they make. It follows from the config alone."""
