"""A knowledge base in the files other tools read; ``writing.export`` writes them."""
