"""The read-only SPARQL 1.1 endpoint of a knowledge base, beside its static site."""
