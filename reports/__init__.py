"""Findings → HTML and XLSX that can be read from top to bottom."""
