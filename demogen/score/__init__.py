"""The scorecard: how much a bundle looks like the records of a real company, against figures of real data sets."""
