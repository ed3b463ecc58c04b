"""Why a row is there: the chain of causes around it, and the draws and sums behind it."""
