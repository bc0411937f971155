"""Dateline's reading of UCDP GED's published codebook: an organised actor, and at least one death."""
