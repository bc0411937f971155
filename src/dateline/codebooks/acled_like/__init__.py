"""Dateline's reading of ACLED's published codebook: types from actor classes, and a hierarchy over a day and place."""
