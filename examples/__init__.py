"""Digests of real plans and invented corpora, in our own words."""
