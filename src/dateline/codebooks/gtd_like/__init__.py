"""Dateline's reading of the Global Terrorism Database's published codebook: by no state, intentional, with criteria."""
