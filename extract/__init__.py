"""Document → Plan: what the words say; knows no file format."""
