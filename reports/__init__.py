"""Findings as reports: pages, documents, workbooks and charts, all from the same blocks."""
