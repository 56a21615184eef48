"""Graph → pyvis pages and the start page."""
