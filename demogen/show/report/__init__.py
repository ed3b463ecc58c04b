"""The report: one page, self-contained, that shows what a bundle holds, as pictures and as the tables behind them."""
